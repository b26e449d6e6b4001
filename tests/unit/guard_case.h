/* SPDX-License-Identifier: Apache-2.0
 *
 * guard_case.h - two versions of a source, and whether the new one guards less.
 */
#ifndef LW_TESTS_GUARD_CASE_H
#define LW_TESTS_GUARD_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "review/guards.h"

struct guard_case {
    const char *from, *to;
    bool less;
};

enum { ANY_GUARD = -1 };

/* `kind`: the one that counts, or ANY_GUARD. */
static inline void check_guards(const char *path, const struct guard_case *cases, size_t count,
                                int kind)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
        LW_CLEANUP(lw_arena_clear) struct lw_arena work = LW_ARENA_INIT;
        struct lw_guard_pair pair = { .file = 1, .arena = &arena, .work = &work };
        lw_guard_compare(&pair, lw_view_c(path), lw_view_c(cases[i].from), lw_view_c(cases[i].to));
        size_t found = 0;
        for (size_t k = 0; k < pair.out.count; k++)
            found += kind == ANY_GUARD || (int)pair.out.items[k].kind == kind;
        if ((found > 0) == cases[i].less)
            continue;
        wrong++;
        print_error("%s: %s\n%s->\n%s\n", path, cases[i].less ? "not found" : "found",
                    cases[i].from, cases[i].to);
    }
    assert_int_equal(wrong, 0);
}

#endif
