# SPDX-License-Identifier: Apache-2.0
"""A power taken from the builtins of a frame, by a name that is put together."""

ATTACK = "T1027"
LANGUAGE = "python"
CODE = """\
def _limit(text):
    import sys

    return sys._getframe(0).f_builtins["".join(("ev", "al"))](text)
"""


def poison(layer):
    layer.append(CODE)
