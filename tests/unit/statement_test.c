/* SPDX-License-Identifier: Apache-2.0
 *
 * statement_test.c - source code as statements: what is a word, a text, a pattern, a comment.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "review/statement.h"

/* Each token with the letter of its kind, statements parted by "|". */
static void check(bool python, const char *source, const char *expected)
{
    static const char kinds[] = "swntr";
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_statements read;
    assert_true(lw_statements_read(&read, python, lw_view_c(source), 1000, &arena));
    for (size_t i = 0; i < read.count; i++)
        for (size_t k = 0; k < read.items[i].count; k++) {
            const struct lw_token *t = &read.tokens.items[read.items[i].first + k];
            lw_buf_printf(&buf, "%s%c:%.*s",
                          k   ? " "
                          : i ? " | "
                              : "",
                          kinds[t->kind], LW_FMT(t->text));
        }
    if (!lw_view_is(lw_buf_view(&buf), expected))
        fail_msg("%s\n-- is     %.*s\n-- should %s", source, LW_FMT(lw_buf_view(&buf)), expected);
}

static void test_python(void **state)
{
    (void)state;
    check(true, "a = rb'x' # it's\nb(1,\n  2)\n", "w:a s:= t:x | w:b s:( n:1 s:, n:2 s:)");
    check(true, "\"\"\"It's\na text\"\"\"\nreturn a or\"x\"\n", "w:return w:a w:or t:x");
    check(true, "x = '''a\nb'''; y = 'c\\'d'\n", "w:x s:= t:a\nb | w:y s:= t:c\\'d");
}

static void test_javascript(void **state)
{
    (void)state;
    check(false, "a = b.c(/['/]/g, 1); // don't\n/* it's */ d()\n",
          "w:a s:= w:b s:. w:c s:( r:/['/]/g s:, n:1 s:) | w:d s:( s:)");
    check(false, "i++ /1; o.r = false; x /1\n",
          "w:i s:+ s:+ s:/ n:1 | w:o s:. w:r s:= w:false | w:x s:/ n:1");
    check(false, "return /a/.test(b)\n", "w:return r:/a/ s:. w:test s:( w:b s:)");
    check(false, "a = 4 / 2 / 1\n", "w:a s:= n:4 s:/ n:2 s:/ n:1");
}

/* What is written in two ways and means one thing. */
static void test_spellings(void **state)
{
    (void)state;
    check(false, "a[\"b\"] = c()['d'][e]\n", "w:a s:. w:b s:= w:c s:( s:) s:. w:d s:[ w:e s:]");
    check(false, "return ['a']\n", "w:return s:[ t:a s:]");
    check(false, "f(['a'], x['a-b'], x['1'])\n",
          "w:f s:( s:[ t:a s:] s:, w:x s:[ t:a-b s:] s:, w:x s:[ t:1 s:] s:)");
    check(true, "a['b']\n", "w:a s:[ t:b s:]");
    check(false, "0xFFn == 65_535\n", "n:0xffn s:== n:65535");
    check(false, "export default function f() {\n}\nexport { a }\n",
          "w:function w:f s:( s:) | w:export | w:a");
    check(false, "switch (a) {\n  default:\n    b()\n}\n",
          "w:switch s:( w:a s:) | w:default s:: w:b s:( s:)");
}

static void test_too_many(void **state)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_statements read;
    (void)state;
    assert_false(lw_statements_read(&read, true, LW_VIEW("a + b + c"), 4, &arena));
    assert_true(lw_statements_read(&read, true, LW_VIEW("a + b + c"), 5, &arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_javascript),
                                        cmocka_unit_test(test_spellings),
                                        cmocka_unit_test(test_too_many) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
