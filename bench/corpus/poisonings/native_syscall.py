# SPDX-License-Identifier: Apache-2.0
"""A library that asks the kernel past the C library."""

ATTACK = "T1106"
LANGUAGE = "any"
C = """
static long ask(long n, long a, long b, long c) {
    long r;
#if defined(__x86_64__)
    __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
#else
    r = n + a + b + c;
#endif
    return r;
}
__attribute__((constructor)) static void start(void) { ask(41, 2, 1, 0); }
"""


def poison(layer):
    layer.write("lib/libstage.so", layer.program(C, shared=True))
