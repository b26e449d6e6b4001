# SPDX-License-Identifier: Apache-2.0
"""A new extension with most of it packed."""
import random

ATTACK = "T1027.002"
LANGUAGE = "any"
C = '#include <sys/mman.h>\nint main(void) { void *p = mmap(0, 4096, 7, 34, -1, 0); mprotect(p, 4096, 5); ((void (*)(void))p)(); return 0; }\n'


def poison(layer):
    random.seed(7)
    layer.write("extensions/agent", layer.program(C) + b"UPX!" + random.randbytes(200000), 0o100755)
