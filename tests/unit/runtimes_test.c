/* SPDX-License-Identifier: Apache-2.0
 *
 * runtimes_test.c - dates of runtimes and interpreters.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/runtimes.h"

static void runtimes_have_their_dates(void **state)
{
    (void)state;
    const struct lw_runtime *r = lw_runtime_find(LW_VIEW("python3.8"));
    assert_non_null(r);
    assert_string_equal(r->deprecation, "2024-10-14");
    assert_string_equal(r->block_function_update, "2027-03-03");
    assert_string_equal(r->os, "al2");
    assert_string_equal(r->glibc, "2.26");
    assert_true(r->arm64);
    assert_int_equal(r->abi, 3413);
    assert_false(lw_runtime_find(LW_VIEW("go1.x"))->arm64);
    assert_string_equal(lw_runtime_find(LW_VIEW("java8.al2"))->version, "8");
    assert_string_equal(lw_runtime_find(LW_VIEW("nodejs20.x"))->version, "20");
    assert_string_equal(lw_runtime_find(LW_VIEW("provided.al2023"))->version, "");
    assert_null(lw_runtime_find(LW_VIEW("python3.80")));
    assert_null(lw_runtime_find(LW_VIEW("")));
}

static const char *end_of(const char *name, const char *version)
{
    const struct lw_interpreter *found = lw_interpreter_find(lw_view_c(name), lw_view_c(version));
    return found ? found->end_of_life : "unknown";
}

static void a_version_belongs_to_its_longest_cycle(void **state)
{
    (void)state;
    assert_string_equal(end_of("openssl", "1.1.1k"), "2023-09-11");
    assert_string_equal(end_of("openssl", "1.0.2k-fips"), "2019-12-31");
    assert_string_equal(end_of("openssl", "3.0.13"), "2026-09-07");
    assert_string_equal(end_of("python", "3.1.2"), "2012-04-09");
    assert_string_equal(end_of("python", "3.10.4"), "2026-10-31");
    assert_string_equal(end_of("node", "v14.21.3"), "2023-04-30");
    assert_string_equal(end_of("java", "1.8.0_292"), "2030-12-31");
    assert_string_equal(end_of("go", "go1.19.4"), "2023-08-08");
    assert_string_equal(end_of("go", "go1.25.3"), "2026-08-19");
    assert_string_equal(end_of("node", "25.1.0"), "2026-06-01");
    assert_string_equal(end_of("php", "7.4.33"), "2022-11-28");
    assert_string_equal(end_of("dotnet", "6.0.36"), "2024-11-12");
    assert_string_equal(end_of("python", "9.1"), "unknown");
    assert_string_equal(end_of("cobol", "1"), "unknown");
}

static void a_day_begins_at_midnight_utc(void **state)
{
    (void)state;
    const int64_t midnight = 1728864000; /* 2024-10-14T00:00:00Z */
    assert_true(lw_date_reached("2024-10-14", midnight));
    assert_false(lw_date_reached("2024-10-14", midnight - 1));
    assert_false(lw_date_reached(NULL, midnight));
}

static void dotted_numbers_are_no_texts(void **state)
{
    (void)state;
    assert_true(lw_dotted_cmp(LW_VIEW("2.9"), LW_VIEW("2.17")) < 0);
    assert_int_equal(lw_dotted_cmp(LW_VIEW("2.34"), LW_VIEW("2.34.0")), 0);
    assert_true(lw_dotted_cmp(LW_VIEW("3"), LW_VIEW("2.34")) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runtimes_have_their_dates),
        cmocka_unit_test(a_version_belongs_to_its_longest_cycle),
        cmocka_unit_test(a_day_begins_at_midnight_utc),
        cmocka_unit_test(dotted_numbers_are_no_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
