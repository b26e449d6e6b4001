/* SPDX-License-Identifier: Apache-2.0
 *
 * text_test.c - encodings and safe display.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static void utf8_is_strict(void **state)
{
    (void)state;
    static const char *const good[] = { "", "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };
    static const char *const bad[] = { "\x80",         "\xc3",         "\xc0\xaf",
                                       "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                       "\xff",         "a\xe2\x82" };
    for (size_t i = 0; i < LW_COUNT(good); i++)
        assert_true(lw_utf8_valid(lw_view_c(good[i])));
    for (size_t i = 0; i < LW_COUNT(bad); i++)
        assert_false(lw_utf8_valid(lw_view_c(bad[i])));
}

static void every_code_point_survives_a_round_trip(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 97) {
        if (cp >= 0xd800 && cp <= 0xdfff)
            continue;
        struct lw_buf buf = LW_BUF_INIT;
        size_t at = 0;
        lw_utf8_add(&buf, cp);
        assert_true(lw_utf8_valid(lw_buf_view(&buf)));
        assert_true(lw_utf8_next(lw_buf_view(&buf), &at) == cp);
        assert_true(at == buf.len);
        lw_buf_clear(&buf);
    }
}

static void code_page_437_becomes_utf8(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    assert_true(lw_view_is(lw_cp437_to_utf8(&arena, LW_VIEW("gr\x81n")), "gr\xc3\xbcn"));
    assert_true(lw_view_is(lw_cp437_to_utf8(&arena, LW_VIEW("\xe1\xff")), "\xc3\x9f\xc2\xa0"));
    lw_arena_clear(&arena);
}

static void shown_text_cannot_steer_a_terminal(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    assert_true(lw_view_is(lw_text_safe(&arena, LW_VIEW("a\x1b[31mb\n")), "a\\x1b[31mb\\x0a"));
    assert_true(lw_view_is(lw_text_safe(&arena, LW_VIEW("x\xe2\x80\xaey")), "x\\u{202e}y"));
    assert_true(lw_view_is(lw_text_safe(&arena, LW_VIEW("x\xe3\x85\xa4y")), "x\\u{3164}y"));
    assert_true(lw_view_is(lw_text_safe(&arena, LW_VIEW("\xef\xb8\x8f")), "\xef\xb8\x8f"));
    assert_true(lw_view_is(lw_text_safe(&arena, LW_VIEW("\xff")), "\\xff"));
    assert_true(lw_view_is(lw_text_safe(&arena, LW_VIEW("\xc2\x9b")), "\\xc2\\x9b"));
    assert_true(lw_view_is(lw_text_safe(&arena, LW_VIEW("gr\xc3\xbcn")), "gr\xc3\xbcn"));
    lw_arena_clear(&arena);
}

static void columns_count_what_is_seen(void **state)
{
    (void)state;
    assert_int_equal(lw_text_columns(LW_VIEW("abc")), 3);
    assert_int_equal(lw_text_columns(LW_VIEW("e\xcc\x81")), 1);
    assert_int_equal(lw_text_columns(LW_VIEW("\xe6\x97\xa5\xe6\x9c\xac")), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(every_code_point_survives_a_round_trip),
        cmocka_unit_test(code_page_437_becomes_utf8),
        cmocka_unit_test(shown_text_cannot_steer_a_terminal),
        cmocka_unit_test(columns_count_what_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
