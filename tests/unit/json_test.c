/* SPDX-License-Identifier: Apache-2.0
 *
 * json_test.c - JSON in, JSON out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/jsonw.h"

static void errors_say_line_and_column(void **state)
{
    (void)state;
    yyjson_doc *doc = NULL;
    struct lw_err err = { 0 };
    lw_status s = lw_json_parse(&doc, LW_VIEW("{\n  \"a\": 1,\n  \"b\" 2\n}"), 1000, &err);
    assert_int_equal(s.code, LW_E_FORMAT);
    assert_int_equal(err.offset, 18);
    assert_non_null(strstr(err.text, "line 3, column 7"));
    assert_int_equal(lw_json_parse(&doc, LW_VIEW("[1]"), 2, &err).code, LW_E_LIMIT);
    assert_int_equal(lw_json_parse(&doc, LW_VIEW(""), 10, &err).code, LW_E_FORMAT);
    assert_int_equal(lw_json_parse(&doc, LW_VIEW(" \n"), 10, &err).code, LW_E_FORMAT);
    assert_int_equal(lw_json_parse(&doc, LW_VIEW("[1,]"), 10, &err).code, LW_E_FORMAT);
    assert_int_equal(lw_json_parse(&doc, LW_VIEW("[NaN]"), 10, &err).code, LW_E_FORMAT);
    assert_int_equal(lw_json_parse(&doc, LW_VIEW("[1] 2"), 10, &err).code, LW_E_FORMAT);
    assert_int_equal(lw_json_parse(&doc, LW_VIEW("\"\xff\""), 10, &err).code, LW_E_FORMAT);
    assert_null(doc);
}

static void values_of_another_type_are_as_if_missing(void **state)
{
    (void)state;
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_view text = LW_VIEW("\xef\xbb\xbf{\"s\":\"a\\u0000b\",\"n\":1,\"o\":{},\"a\":[]}");
    assert_true(lw_ok(lw_json_parse(&doc, text, 1000, NULL)));
    yyjson_val *root = yyjson_doc_get_root(doc);
    assert_true(lw_view_eq(lw_json_str(root, "s"), LW_VIEW("a\0b")));
    assert_int_equal(lw_json_str(root, "n").len, 0);
    assert_int_equal(lw_json_str(root, "missing").len, 0);
    assert_int_equal(lw_json_str(NULL, "s").len, 0);
    assert_non_null(lw_json_obj(root, "o"));
    assert_null(lw_json_obj(root, "a"));
    assert_non_null(lw_json_arr(root, "a"));
    assert_null(lw_json_arr(root, "s"));
}

static void positions_count_from_one(void **state)
{
    (void)state;
    size_t line, column;
    lw_text_position(LW_VIEW("ab\ncd"), 0, &line, &column);
    assert_true(line == 1 && column == 1);
    lw_text_position(LW_VIEW("ab\ncd"), 2, &line, &column);
    assert_true(line == 1 && column == 3);
    lw_text_position(LW_VIEW("ab\ncd"), 4, &line, &column);
    assert_true(line == 2 && column == 2);
    lw_text_position(LW_VIEW("ab\n"), 99, &line, &column);
    assert_true(line == 2 && column == 1);
}

static void write_all(struct lw_jsonw *w)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "text", LW_VIEW("q\" b\\ n\n t\t c\x01 <\xc3\xa9\xff"));
    lw_jsonw_c(w, "none", NULL);
    lw_jsonw_u64(w, "u", UINT64_MAX);
    lw_jsonw_i64(w, "i", INT64_MIN);
    lw_jsonw_double(w, "d", 7.25, 1);
    lw_jsonw_bool(w, "yes", true);
    lw_jsonw_text_if(w, "left out", LW_VIEW_NONE);
    lw_jsonw_array(w, "list");
    lw_jsonw_u64(w, NULL, 1);
    lw_jsonw_array(w, NULL);
    lw_jsonw_end(w);
    lw_jsonw_object(w, NULL);
    lw_jsonw_key_text(w, LW_VIEW("k\""), LW_VIEW(""));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void written_text_is_exact_and_reads_back(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, NULL, false);
    write_all(&w);
    assert_true(lw_jsonw_finish(&w));
    lw_buf_add_byte(&buf, 0);
    assert_string_equal((const char *)buf.ptr,
                        "{\"text\":\"q\\\" b\\\\ n\\n t\\t c\\u0001 \\u003c\xc3\xa9\xef\xbf\xbd\","
                        "\"none\":null,\"u\":18446744073709551615,\"i\":-9223372036854775808,"
                        "\"d\":7.2,\"yes\":true,\"list\":[1,[],{\"k\\\"\":\"\"}]}\n");
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    assert_true(lw_ok(lw_json_parse(&doc, lw_view(buf.ptr, buf.len - 1), 1000, NULL)));
}

static void pretty_text_is_indented_by_two(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, NULL, true);
    lw_jsonw_object(&w, NULL);
    lw_jsonw_array(&w, "a");
    lw_jsonw_u64(&w, NULL, 1);
    lw_jsonw_end(&w);
    lw_jsonw_object(&w, "empty");
    lw_jsonw_end(&w);
    lw_jsonw_end(&w);
    (void)lw_jsonw_finish(&w);
    lw_buf_add_byte(&buf, 0);
    assert_string_equal((const char *)buf.ptr, "{\n  \"a\": [\n    1\n  ],\n  \"empty\": {}\n}\n");
}

static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, full, false);
    lw_jsonw_array(&w, NULL);
    for (unsigned i = 0; i < 50000; i++)
        lw_jsonw_u64(&w, NULL, i);
    lw_jsonw_end(&w);
    assert_false(lw_jsonw_finish(&w));
    assert_true(buf.capacity < 1 << 18); /* it went out in pieces */
    fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_say_line_and_column),
        cmocka_unit_test(values_of_another_type_are_as_if_missing),
        cmocka_unit_test(positions_count_from_one),
        cmocka_unit_test(written_text_is_exact_and_reads_back),
        cmocka_unit_test(pretty_text_is_indented_by_two),
        cmocka_unit_test(a_full_disk_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
