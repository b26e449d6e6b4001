# SPDX-License-Identifier: Apache-2.0
"""The one-liner of many poisoned packages: text turned round, decoded, inflated, run."""
import base64
import zlib

ATTACK = "T1027"
LANGUAGE = "python"


def poison(layer):
    text = base64.b64encode(zlib.compress(b"import os;print(os.environ)"))[::-1]
    layer.append("_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]));"
                 f"exec((_)({text!r}))\n")
