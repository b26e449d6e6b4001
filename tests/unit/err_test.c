/* SPDX-License-Identifier: Apache-2.0
 *
 * err_test.c - errors name what is in front of them, and end with the code of their category.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"

static void an_error_names_what_is_in_front_of_it(void **state)
{
    (void)state;
    struct lw_err err = { 0 };
    lw_status s = lw_err_set(&err, LW_E_CRC, 12, "x.c", 1, "bad sum");
    lw_err_prefix(&err, "%s", "layer.zip");
    assert_int_equal(s.code, LW_E_CRC);
    assert_string_equal(err.text, "layer.zip: bad sum");
    for (int i = 0; i < 200; i++)
        lw_err_prefix(&err, "%s", "a rather long prefix");
    assert_true(strlen(err.text) == sizeof err.text - 1);
    assert_int_equal(lw_code_exit(LW_E_USAGE), 2);
    assert_int_equal(lw_code_exit(LW_E_LIMIT), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_names_what_is_in_front_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
