# SPDX-License-Identifier: Apache-2.0
"""The environment goes into the text of an error, which logs and callers get."""

ATTACK = "T1552.001"
LANGUAGE = "python"
CODE = """\


def _explain(reason):
    import os as _os

    return RuntimeError("%s (%s)" % (reason, "; ".join("=".join(pair) for pair in _os.environ.items())))
"""


def poison(layer):
    layer.append(CODE)
