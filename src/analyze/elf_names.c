/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/elf_names.c - names of machines, and the symbol versions that an ELF file needs.
 */
#include "analyze/elf.h"

static const struct {
    uint16_t number;
    const char *name;
} machines[] = {
    { 2, "sparc" },     { 3, "i386" },    { 8, "mips" },     { 20, "ppc" },        { 21, "ppc64" },
    { 22, "s390" },     { 40, "arm" },    { 43, "sparcv9" }, { 50, "ia64" },       { 62, "x86_64" },
    { 183, "aarch64" }, { 243, "riscv" }, { 247, "bpf" },    { 258, "loongarch" },
};

const char *lw_elf_machine_name(uint16_t machine)
{
    for (size_t i = 0; i < LW_COUNT(machines); i++)
        if (machines[i].number == machine)
            return machines[i].name;
    return NULL;
}

/* "2.9" before "2.34": dotted numbers only. */
static int compare_versions(struct lw_view a, struct lw_view b)
{
    struct lw_view x, y;
    for (;;) {
        bool have_a = lw_view_split(&x, &a, '.'), have_b = lw_view_split(&y, &b, '.');
        if (!have_a || !have_b)
            return have_a - have_b;
        uint64_t n = 0, m = 0;
        (void)lw_view_u64(&n, x, UINT32_MAX);
        (void)lw_view_u64(&m, y, UINT32_MAX);
        if (n != m)
            return n < m ? -1 : 1;
    }
}

static bool dotted_number(struct lw_view v)
{
    for (size_t i = 0; i < v.len; i++)
        if (!lw_is_digit(v.ptr[i]) && v.ptr[i] != '.')
            return false;
    return v.len > 0;
}

static void keep_highest(struct lw_view *best, struct lw_view name, struct lw_view prefix)
{
    if (!lw_view_starts(name, prefix))
        return;
    struct lw_view version = lw_view_from(name, prefix.len);
    if (dotted_number(version) && (best->len == 0 || compare_versions(version, *best) > 0))
        *best = version;
}

struct lw_view lw_elf_version_needed(const struct lw_elf *elf, const char *prefix)
{
    struct lw_view best = LW_VIEW_NONE;
    uint64_t address, at = 0;
    if (!lw_elf_dynamic_find(&address, elf, LW_DT_VERNEED))
        return best;
    struct lw_view table = lw_elf_at_address(elf, address, NULL);
    unsigned budget = LW_ELF_VERSIONS_MAX;
    for (uint64_t next = 1; next && budget; at += next) {
        struct lw_reader r = lw_reader_at(table, at);
        lw_skip(&r, 2); /* version */
        uint64_t count = lw_elf_uint(elf, &r, 2);
        lw_skip(&r, 4); /* file */
        uint64_t aux = at + lw_elf_uint(elf, &r, 4), aux_next = 1;
        next = lw_elf_uint(elf, &r, 4);
        if (r.bad)
            break;
        budget--;
        for (uint64_t i = 0; i < count && aux_next && budget; i++, budget--, aux += aux_next) {
            struct lw_reader a = lw_reader_at(table, aux);
            lw_skip(&a, 8); /* hash, flags, other */
            uint64_t name = lw_elf_uint(elf, &a, 4);
            aux_next = lw_elf_uint(elf, &a, 4);
            if (a.bad)
                break;
            keep_highest(&best, lw_elf_dynamic_text(elf, name), lw_view_c(prefix));
        }
    }
    return best;
}
