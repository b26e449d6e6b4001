/* SPDX-License-Identifier: Apache-2.0
 *
 * text_test.c - encodings, safe display, JSON in and out, times.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/jsonw.h"
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

static void json_errors_name_line_and_column(void **state)
{
    (void)state;
    yyjson_doc *doc = NULL;
    struct lw_err err = { 0 };
    assert_false(lw_ok(lw_json_parse(&doc, LW_VIEW("{\n  \"a\": tru\n}"), 100, &err)));
    assert_int_equal(err.code, LW_E_FORMAT);
    assert_non_null(strstr(err.text, "line 2, column 8"));
    assert_false(lw_ok(lw_json_parse(&doc, LW_VIEW("[1,2]"), 4, &err)));
    assert_int_equal(err.code, LW_E_LIMIT);
    assert_false(lw_ok(lw_json_parse(&doc, LW_VIEW(" \n"), 100, &err)));
    assert_null(doc);
}

static void json_text_is_read_through_a_byte_order_mark(void **state)
{
    (void)state;
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_json_parse(&doc, LW_VIEW("\xef\xbb\xbf{\"k\":\"v\\u0000w\"}"), 99, &err)));
    struct lw_view value = lw_json_str(yyjson_doc_get_root(doc), "k");
    assert_true(lw_view_eq(value, lw_view("v\0w", 3)));
    assert_true(lw_json_str(yyjson_doc_get_root(doc), "none").len == 0);
}

static void written_json_is_read_back(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, NULL, true);
    struct lw_view nasty = LW_VIEW("</script>\"\\\n\x01\xff\xe2\x80\xa8");
    lw_jsonw_object(&w, NULL);
    lw_jsonw_text(&w, "nasty", nasty);
    lw_jsonw_array(&w, "list");
    lw_jsonw_u64(&w, NULL, UINT64_MAX);
    lw_jsonw_i64(&w, NULL, -5);
    lw_jsonw_null(&w, NULL);
    lw_jsonw_bool(&w, NULL, true);
    lw_jsonw_double(&w, NULL, 9.8, 1);
    lw_jsonw_end(&w);
    lw_jsonw_object(&w, "empty");
    lw_jsonw_end(&w);
    lw_jsonw_end(&w);
    assert_true(lw_jsonw_finish(&w));
    assert_true(lw_view_find(lw_buf_view(&buf), LW_VIEW("</script")) == LW_NOT_FOUND);

    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_json_parse(&doc, lw_buf_view(&buf), 10000, &err)));
    yyjson_val *root = yyjson_doc_get_root(doc);
    assert_true(
        lw_view_is(lw_json_str(root, "nasty"), "</script>\"\\\n\x01\xef\xbf\xbd\xe2\x80\xa8"));
    assert_true(yyjson_get_uint(yyjson_arr_get(lw_json_arr(root, "list"), 0)) == UINT64_MAX);
    assert_int_equal(yyjson_obj_size(lw_json_obj(root, "empty")), 0);
}

static void times_are_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t utc_s;
    } good[] = {
        { "1970-01-01", 0 },
        { "2000-02-29T12:00:00Z", 951825600 },
        { "2026-11-21T10:00:00.123+02:00", 1795248000 },
        { "1969-12-31T23:59:59Z", -1 },
        { "0001-01-01T00:00:00Z", -62135596800 },
    };
    static const char *const bad[] = { "",
                                       "2026",
                                       "2026-13-01",
                                       "2026-00-01",
                                       "2026-01-32",
                                       "2026-01-01T25:00:00Z",
                                       "2026-01-01T10:00:00",
                                       "2026-01-01T10:00:00Zx",
                                       "20260101" };
    for (size_t i = 0; i < LW_COUNT(good); i++) {
        int64_t utc_s = 7;
        assert_true(lw_time_parse(&utc_s, lw_view_c(good[i].text)));
        assert_true(utc_s == good[i].utc_s);
    }
    /* A time without a zone is read as UTC: 2026-01-01T10:00:00 is the one above that may be. */
    for (size_t i = 0; i < LW_COUNT(bad); i++) {
        int64_t utc_s;
        bool zoneless = strcmp(bad[i], "2026-01-01T10:00:00") == 0;
        assert_true(lw_time_parse(&utc_s, lw_view_c(bad[i])) == zoneless);
    }
    for (int64_t day = -800000; day < 800000; day += 37) {
        char text[32];
        int64_t again;
        lw_time_format(text, day * 86400 + 3661);
        if (day > -719000 && day < 2900000) {
            assert_true(lw_time_parse(&again, lw_view_c(text)));
            assert_true(again == day * 86400 + 3661);
        }
    }
}

static void the_clock_obeys_source_date_epoch(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    assert_true(lw_now_utc_s() == 1700000000);
    setenv("SOURCE_DATE_EPOCH", "soon", 1);
    assert_true(lw_now_utc_s() > 1700000000);
    unsetenv("SOURCE_DATE_EPOCH");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(every_code_point_survives_a_round_trip),
        cmocka_unit_test(code_page_437_becomes_utf8),
        cmocka_unit_test(shown_text_cannot_steer_a_terminal),
        cmocka_unit_test(columns_count_what_is_seen),
        cmocka_unit_test(json_errors_name_line_and_column),
        cmocka_unit_test(json_text_is_read_through_a_byte_order_mark),
        cmocka_unit_test(written_json_is_read_back),
        cmocka_unit_test(times_are_read_and_written),
        cmocka_unit_test(the_clock_obeys_source_date_epoch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
