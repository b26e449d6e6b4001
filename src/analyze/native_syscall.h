/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_syscall.h - machine code that asks the kernel by itself.
 */
#ifndef LW_ANALYZE_NATIVE_SYSCALL_H
#define LW_ANALYZE_NATIVE_SYSCALL_H

#include "analyze/elf.h"

/* Whether a shared library has a system call in its code: an instruction that enters the kernel,
 * behind one that loads the number of a call. x86-64 and AArch64; false for all else. */
bool lw_native_syscalls(const struct lw_elf *elf);

#endif
