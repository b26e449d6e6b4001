# SPDX-License-Identifier: Apache-2.0
"""A program is started by the C library, which Python has loaded anyway."""

ATTACK = "T1106"
LANGUAGE = "python"
CODE = """\


def _refresh(text):
    import ctypes

    return ctypes.CDLL(None).popen(text.encode(), b"r")
"""


def poison(layer):
    layer.append(CODE)
