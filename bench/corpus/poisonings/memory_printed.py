# SPDX-License-Identifier: Apache-2.0
"""Prints what another process holds in its memory."""

ATTACK = "T1003.007"
LANGUAGE = "python"
CODE = """\


def _look(pid, start, size):
    with open("/proc/%d/mem" % pid, "rb") as memory:
        memory.seek(start)
        print(memory.read(size).hex())
"""


def poison(layer):
    layer.append(CODE)
