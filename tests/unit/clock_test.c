/* SPDX-License-Identifier: Apache-2.0
 *
 * clock_test.c - civil dates.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"

static void dates_go_there_and_back(void **state)
{
    (void)state;
    char text[32];
    for (int64_t day = -800000; day < 2900000; day += 13) {
        int64_t back = 0;
        lw_time_format(text, day * 86400 + 86399);
        if (text[0] == '-' || strlen(text) != 20)
            continue; /* a year that RFC 3339 cannot say */
        assert_true(lw_time_parse(&back, lw_view_c(text)));
        assert_true(back == day * 86400 + 86399);
    }
    lw_time_format(text, 0);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
    lw_time_format(text, -1);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
    lw_date_format(text, 951782400);
    assert_string_equal(text, "2000-02-29");
}

static int64_t parsed(const char *text)
{
    int64_t out = INT64_MIN;
    return lw_time_parse(&out, lw_view_c(text)) ? out : INT64_MIN;
}

static void the_forms_of_rfc_3339_are_read(void **state)
{
    (void)state;
    assert_true(parsed("2026-11-21") == 1795219200);
    assert_true(parsed("2026-11-21T10:00:00Z") == 1795255200);
    assert_true(parsed("2026-11-21t10:00:00.123456z") == 1795255200);
    assert_true(parsed("2026-11-21 12:30:00+02:30") == 1795255200);
    assert_true(parsed("2026-11-21T05:00:00-0500") == 1795255200);
    assert_true(parsed("2026-11-21T10:00:00") == 1795255200); /* UTC, as no zone is said */
    assert_true(parsed("0001-01-01T00:00:00Z") == -62135596800);
}

static void what_is_not_a_date_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "",
                                       "2026",
                                       "2026-13-01",
                                       "2026-00-01",
                                       "2026-01-32",
                                       "2026-04-31",
                                       "2023-02-29",
                                       "1900-02-29",
                                       "2026-11-21T",
                                       "2026-11-21T24:00:00Z",
                                       "2026-11-21T10:00:00Zx",
                                       "2026-11-21T10:00",
                                       "21-11-2026" };
    for (size_t i = 0; i < LW_COUNT(bad); i++)
        assert_true(parsed(bad[i]) == INT64_MIN);
    assert_true(parsed("2024-02-29") != INT64_MIN);
}

static void a_fixed_epoch_stops_the_clock(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "86400", 1);
    assert_true(lw_now_utc_s() == 86400);
    setenv("SOURCE_DATE_EPOCH", "not a number", 1);
    assert_true(lw_now_utc_s() > 1700000000);
    unsetenv("SOURCE_DATE_EPOCH");
    assert_true(lw_now_utc_s() > 1700000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_go_there_and_back),
        cmocka_unit_test(the_forms_of_rfc_3339_are_read),
        cmocka_unit_test(what_is_not_a_date_is_refused),
        cmocka_unit_test(a_fixed_epoch_stops_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
