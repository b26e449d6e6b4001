/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_syscall.c - machine code that asks the kernel by itself.
 *
 * Two bytes alone stand in any code by chance: what counts is the number that is loaded before.
 * Programs are left out, as those that are linked statically, or written in Go, all do so.
 * Spec: Intel SDM volume 2 (MOV, SYSCALL), Arm ARM C6.2 (MOVZ, SVC), syscall(2).
 */
#include "analyze/native_syscall.h"

enum { WINDOW_BYTES = 40, NUMBERS = 512 };

/* The two bytes are in the middle of a number of four: of a call, a jump, or an address that counts
 * from here. */
static bool in_distance(struct lw_view before)
{
    for (size_t inside = 0; inside < 3 && inside + 2 <= before.len; inside++) {
        uint8_t last = before.ptr[before.len - 1 - inside];
        uint8_t first = before.ptr[before.len - 2 - inside];
        bool lea = first == 0x8d || first == 0x8b || first == 0x89 || first == 0x39 ||
                   first == 0x3b || first == 0x83 || first == 0x63;
        if ((lea && (last & 0xc7) == 0x05) || (first == 0x0f && (last & 0xf0) == 0x80) ||
            ((last == 0xe8 || last == 0xe9) && first != 0x89 && first != 0x8b))
            return true;
    }
    return false;
}

/* mov eax, NUMBER; or the number is an argument: mov rax, rdi, as in a function syscall(). */
static bool loads_number(struct lw_view before)
{
    for (size_t i = 0; i + 5 <= before.len; i++) {
        if (i && (before.ptr[i - 1] & 0xf1) == 0x41) /* mov r8d */
            continue;
        struct lw_reader r = lw_reader(lw_view_from(before, i));
        if (lw_u8(&r) == 0xb8 && lw_u32le(&r) < NUMBERS && !r.bad)
            return true;
    }
    return false;
}

static bool loads_argument(struct lw_view before, struct lw_view behind)
{
    bool ends = lw_view_starts(behind, LW_VIEW("\xc3"));
    return ends && (lw_view_find(before, LW_VIEW("\x48\x89\xf8")) != LW_NOT_FOUND ||
                    lw_view_find(before, LW_VIEW("\x48\x63\xc7")) != LW_NOT_FOUND);
}

static bool has_x86(struct lw_view code)
{
    static const char *const enters[] = { "\x0f\x05", "\xcd\x80" };
    for (size_t k = 0; k < LW_COUNT(enters); k++) {
        struct lw_view rest = code;
        for (size_t at; (at = lw_view_find(rest, lw_view_c(enters[k]))) != LW_NOT_FOUND;) {
            size_t here = code.len - rest.len + at;
            size_t from = here > WINDOW_BYTES ? here - WINDOW_BYTES : 0;
            struct lw_view before = lw_view_sub(code, from, here - from);
            rest = lw_view_from(rest, at + 2);
            bool number = !(lw_view_starts(rest, lw_view("\0", 1)) && in_distance(before));
            if (number && (loads_number(before) || loads_argument(before, rest)))
                return true;
        }
    }
    return false;
}

/* movz x8, NUMBER ... svc 0 */
static bool has_arm(struct lw_view code)
{
    struct lw_reader r = lw_reader(code);
    size_t since = SIZE_MAX;
    for (size_t i = 0; i + 4 <= code.len; i += 4) {
        uint32_t word = lw_u32le(&r);
        if ((word & 0x7fe0001f) == 0x52800008 && ((word >> 5) & 0xffff) < NUMBERS)
            since = 0;
        else if (word == 0xd4000001 && since < WINDOW_BYTES / 4)
            return true;
        since += since != SIZE_MAX;
    }
    return false;
}

bool lw_native_syscalls(const struct lw_elf *elf)
{
    struct lw_elf_segment s;
    bool x86 = elf->machine == LW_EM_X86_64, arm = elf->machine == LW_EM_AARCH64;
    if (elf->type != LW_ELF_DYN || elf->is_big || !elf->is_64 || (!x86 && !arm) ||
        lw_elf_segment_find(&s, elf, LW_PT_INTERP))
        return false;
    size_t left = elf->bytes.len; /* segments that lie over each other are looked at once */
    for (size_t i = 0; lw_elf_segment(&s, elf, i); i++) {
        if (s.type != LW_PT_LOAD || !(s.flags & LW_PF_X))
            continue;
        struct lw_view code = lw_view_sub(lw_elf_segment_bytes(elf, &s), 0, left);
        left -= code.len;
        if (x86 ? has_x86(code) : has_arm(code))
            return true;
    }
    return false;
}
