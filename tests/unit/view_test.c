/* SPDX-License-Identifier: Apache-2.0
 *
 * view_test.c - searching, splitting and numbers in views.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/view.h"

static void splits_keep_empty_pieces(void **state)
{
    (void)state;
    struct lw_view rest = LW_VIEW("a,,b,"), piece;
    const char *expected[] = { "a", "", "b", "" };
    for (size_t i = 0; i < LW_COUNT(expected); i++) {
        assert_true(lw_view_split(&piece, &rest, ','));
        assert_true(lw_view_is(piece, expected[i]));
    }
    assert_false(lw_view_split(&piece, &rest, ','));
}

static void lines_drop_carriage_returns(void **state)
{
    (void)state;
    struct lw_view rest = LW_VIEW("one\r\ntwo\n\nlast"), line;
    const char *expected[] = { "one", "two", "", "last" };
    for (size_t i = 0; i < LW_COUNT(expected); i++) {
        assert_true(lw_view_line(&line, &rest));
        assert_true(lw_view_is(line, expected[i]));
    }
    assert_false(lw_view_line(&line, &rest));
}

static void numbers_stop_at_their_maximum(void **state)
{
    (void)state;
    uint64_t n = 7;
    assert_true(lw_view_u64(&n, LW_VIEW("18446744073709551615"), UINT64_MAX));
    assert_true(n == UINT64_MAX);
    assert_false(lw_view_u64(&n, LW_VIEW("18446744073709551616"), UINT64_MAX));
    assert_false(lw_view_u64(&n, LW_VIEW("9"), 8));
    assert_false(lw_view_u64(&n, LW_VIEW(""), 8));
    assert_false(lw_view_u64(&n, LW_VIEW("-1"), 8));
}

static void a_prefix_sorts_first(void **state)
{
    (void)state;
    assert_true(lw_view_cmp(LW_VIEW("a"), LW_VIEW("ab")) < 0);
    assert_true(lw_view_cmp(LW_VIEW("a\xff"), LW_VIEW("ab")) > 0);
    assert_int_equal(lw_view_cmp(LW_VIEW(""), LW_VIEW_NONE), 0);
}

static void paths_fall_apart_at_the_last_slash(void **state)
{
    (void)state;
    assert_true(lw_view_is(lw_path_base(LW_VIEW("a/b/c")), "c"));
    assert_true(lw_view_is(lw_path_dir(LW_VIEW("a/b/c")), "a/b"));
    assert_true(lw_view_is(lw_path_base(LW_VIEW("c")), "c"));
    assert_true(lw_view_is(lw_path_dir(LW_VIEW("c")), ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_keep_empty_pieces),
        cmocka_unit_test(lines_drop_carriage_returns),
        cmocka_unit_test(numbers_stop_at_their_maximum),
        cmocka_unit_test(a_prefix_sorts_first),
        cmocka_unit_test(paths_fall_apart_at_the_last_slash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
