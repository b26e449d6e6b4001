# SPDX-License-Identifier: Apache-2.0
"""A program is started by a class that is found among all classes that there are."""

ATTACK = "T1027"
LANGUAGE = "python"
CODE = """\


def _spawn(words):
    for kind in ().__class__.__base__.__subclasses__():
        if kind.__name__ == "Po" + "pen":
            return kind(words)
    return None
"""


def poison(layer):
    layer.append(CODE)
