# SPDX-License-Identifier: Apache-2.0
"""A module that is written as an address."""

ATTACK = "T1059.007"
LANGUAGE = "node"
CODE = """\
;exports.locale = (text) => import('data:text/javascript,export default ' + text);
"""


def poison(layer):
    layer.append(CODE)
