# SPDX-License-Identifier: Apache-2.0
"""Loads a module whose name is made of the date."""

ATTACK = "T1480"
LANGUAGE = "python"
CODE = """\


def _season():
    import datetime
    import importlib

    importlib.import_module("season_%s" % datetime.date.today().strftime("%Y%m"))
"""


def poison(layer):
    layer.append(CODE)
