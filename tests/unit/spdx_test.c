/* SPDX-License-Identifier: Apache-2.0
 *
 * spdx_test.c - licence identifiers and expressions, right and wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/spdx.h"

static void ids_are_found_in_any_case(void **state)
{
    (void)state;
    assert_string_equal(lw_spdx_license(LW_VIEW("mit")), "MIT");
    assert_string_equal(lw_spdx_license(LW_VIEW("APACHE-2.0")), "Apache-2.0");
    assert_string_equal(lw_spdx_license(LW_VIEW("0bsd")), "0BSD");
    assert_string_equal(lw_spdx_license(LW_VIEW("zpl-2.1")), "ZPL-2.1");
    assert_null(lw_spdx_license(LW_VIEW("")));
    assert_null(lw_spdx_license(LW_VIEW("MI")));
    assert_null(lw_spdx_license(LW_VIEW("MITT")));
    assert_null(lw_spdx_license(LW_VIEW("Apache License, Version 2.0")));
}

/* The search is by halves: a list that is out of order would lose some of its own. */
static void every_listed_id_is_found(void **state)
{
    (void)state;
#define LW_SPDX_LICENSE(id) assert_string_equal(lw_spdx_license(LW_VIEW(id)), id);
#define LW_SPDX_EXCEPTION(id) assert_string_equal(lw_spdx_exception(LW_VIEW(id)), id);
#include "facts/spdx.def"
}

static void expressions_get_the_lists_spelling(void **state)
{
    (void)state;
    static const char *const good[][2] = {
        { "mit", "MIT" },
        { " (mit or apache-2.0) ", "(MIT OR Apache-2.0)" },
        { "MIT AND (Zlib OR (ISC AND 0BSD))", "MIT AND (Zlib OR (ISC AND 0BSD))" },
        { "gpl-2.0+ with classpath-exception-2.0", "GPL-2.0+ WITH Classpath-exception-2.0" },
    };
    struct lw_arena arena = LW_ARENA_INIT;
    for (size_t i = 0; i < LW_COUNT(good); i++) {
        struct lw_view out = LW_VIEW("");
        assert_true(lw_spdx_expression(&out, lw_view_c(good[i][0]), &arena));
        assert_true(lw_view_is(out, good[i][1]));
    }
    lw_arena_clear(&arena);
}

static void what_is_no_expression_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        " ",
        "MIT OR",
        "OR MIT",
        "MIT MIT",
        "(MIT",
        "MIT)",
        "()",
        "MIT WITH MIT",
        "MIT AND",
        "BSD",
        "LicenseRef-x",
        "MIT, ISC",
        "MIT/ISC",
        "MIT WITH",
        "+",
        "Apache 2.0",
        "MIT++",
        "MIT\nOR X",
        "NONE",
        "UNKNOWN",
        "(MIT OR) ISC",
    };
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view out = LW_VIEW("kept");
    for (size_t i = 0; i < LW_COUNT(bad); i++)
        assert_false(lw_spdx_expression(&out, lw_view_c(bad[i]), &arena));
    assert_false(lw_spdx_expression(&out, LW_VIEW("MIT\0ISC"), &arena));
    uint8_t deep[200];
    for (size_t i = 0; i < sizeof(deep); i++)
        deep[i] = '(';
    assert_false(lw_spdx_expression(&out, lw_view(deep, sizeof(deep)), &arena));
    assert_true(lw_view_is(out, "kept"));
    lw_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_found_in_any_case),
        cmocka_unit_test(every_listed_id_is_found),
        cmocka_unit_test(expressions_get_the_lists_spelling),
        cmocka_unit_test(what_is_no_expression_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
