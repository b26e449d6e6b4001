# SPDX-License-Identifier: Apache-2.0
"""A function of os that is found by searching its names."""

ATTACK = "T1027"
LANGUAGE = "python"
CODE = """\
def check(value):
    import os

    name = [n for n in sorted(dir(os)) if n.startswith("sys") and len(n) == 6][0]
    return getattr(os, name)(value)
"""


def poison(layer):
    layer.append(CODE)
