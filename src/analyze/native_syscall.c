/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_syscall.c - machine code that asks the kernel by itself.
 *
 * Two bytes alone stand in any code by chance: what counts is the number that is loaded before.
 * Programs are left out, as those that are linked statically, or written in Go, all do so.
 * Spec: Intel SDM volume 2 (MOV, SYSCALL), Arm ARM C6.2 (MOVZ, SVC), syscall(2).
 */
#include "analyze/native_syscall.h"

enum { WINDOW_BYTES = 40, NUMBERS = 512, RT_SIGRETURN = 15 };

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

/* mov rax, NUMBER, as assemblers write it. To go back from a signal is what unwinders do. */
static bool loads_wide(struct lw_view before)
{
    struct lw_view rest = before;
    for (size_t at; (at = lw_view_find(rest, LW_VIEW("\x48\xc7\xc0"))) != LW_NOT_FOUND;) {
        rest = lw_view_from(rest, at + 3);
        struct lw_reader r = lw_reader(rest);
        uint32_t number = lw_u32le(&r);
        if (number < NUMBERS && number != RT_SIGRETURN && !r.bad)
            return true;
    }
    return false;
}

/* Of a ModRM byte, with what belongs to it. */
static uint8_t skip_operand(struct lw_reader *r)
{
    uint8_t modrm = lw_u8(r), mode = modrm >> 6, low = modrm & 7;
    if (mode == 3)
        return modrm;
    uint8_t base = low == 4 ? lw_u8(r) & 7 : low;
    if (mode == 2 || (mode == 0 && base == 5))
        lw_skip(r, 4);
    else if (mode == 1)
        lw_skip(r, 1);
    return modrm;
}

/* How many bytes of a number end an instruction; what is not known here makes the reader bad. */
static size_t number_bytes(struct lw_reader *r, uint8_t code, bool wide, bool narrow)
{
    static const char plain[] = "\x90\x98\x99\xfc";
    static const char operand[] = "\x01\x03\x09\x0b\x21\x23\x29\x2b\x31\x33\x39\x3b\x30\x32"
                                  "\x84\x85\x86\x87\x88\x89\x8a\x8b\x8d\xd1\xd3";
    const struct lw_view one = lw_view(&code, 1);
    if ((code & 0xf0) == 0x50 || lw_view_find(lw_view_c(plain), one) != LW_NOT_FOUND)
        return 0; /* push, pop, nop, cdq ... */
    if ((code & 0xf8) == 0xb0 || code == 0x6a || code == 0x04)
        return 1; /* mov al, push, add al */
    if ((code & 0xf8) == 0xb8)
        return narrow ? 2 : wide ? 8 : 4; /* mov eax */
    if (code == 0x68)
        return 4;
    if (lw_view_find(lw_view_c(operand), one) != LW_NOT_FOUND) {
        (void)skip_operand(r);
        return 0;
    }
    if (code == 0x83 || code == 0xc1) {
        (void)skip_operand(r);
        return 1;
    }
    if (code == 0x81 || code == 0xc7) {
        (void)skip_operand(r);
        return narrow ? 2 : 4;
    }
    uint8_t group = code == 0xff || code == 0xf7 ? skip_operand(r) >> 3 & 7 : 2;
    r->bad = r->bad ||
             (code == 0xff ? group > 1 : group < 2 || code != 0xf7); /* no call, no test */
    return 0;
}

/* Instructions from the first byte on end where the kernel is entered, and one of them loads the
 * low part of the number, unless that is loaded already. Bytes that merely look so seldom do. */
static bool runs_up(struct lw_view code, bool loaded)
{
    struct lw_reader r = lw_reader(code);
    while (lw_left(&r) && !r.bad) {
        uint8_t first = lw_u8(&r);
        bool narrow = first == 0x66;
        if (narrow)
            first = lw_u8(&r);
        bool prefixed = (first & 0xf0) == 0x40;
        uint8_t byte = prefixed ? lw_u8(&r) : first;
        loaded = loaded || (!(prefixed && (first & 1)) &&
                            (byte == 0xb0 || byte == 0x04 || (narrow && byte == 0xb8)));
        lw_skip(&r, number_bytes(&r, byte, prefixed && (first & 8), narrow));
    }
    return loaded && !r.bad;
}

/* push NUMBER; pop rax - or xor eax, eax; mov al, NUMBER: no zeros, as code to be smuggled in has
 * it. */
static bool loads_short(struct lw_view before)
{
    static const char *const clears[] = { "\x31\xc0", "\x33\xc0", "\x29\xc0", "\x2b\xc0" };
    for (size_t i = 0; i + 3 <= before.len; i++) {
        struct lw_view rest = lw_view_from(before, i);
        bool pushed = rest.ptr[0] == 0x6a && rest.ptr[1] < 0x80 && rest.ptr[2] == 0x58;
        bool cleared = false;
        for (size_t k = 0; k < LW_COUNT(clears); k++)
            cleared = cleared || lw_view_starts(rest, lw_view_c(clears[k]));
        if ((pushed || cleared) && runs_up(rest, pushed))
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
            if (number && (loads_number(before) || loads_wide(before) || loads_short(before) ||
                           loads_argument(before, rest)))
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
