/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_loop_test.c - loops that nothing ends, while a module is loaded.
 */
#include <stdlib.h>

#include "analyze/syntax/loop.h"
#include "behavior_case.h"

#define SAYS "capability endless"

static const struct behavior_case python[] = {
    { "n = 0\nwhile True:\n    n += 1\n", SAYS " line:2", NULL },
    { "if x:\n\twhile (1):\n\t\tpass\n", SAYS, NULL },
    { "while not False: pass\n", SAYS, NULL },
    { "while True:\n    try:\n        a()\n    except E:\n        break\nwhile x: y()\n", NULL,
      "endless" },
    { "def f():\n    while True:\n        a()\n", NULL, "endless" },
    { "if __name__ == '__main__':\n    while True:\n        a()\n", NULL, "endless" },
};

static const struct behavior_case script[] = {
    { "for (let i = 6; i < Infinity; i++) { console.log(i) }", SAYS, NULL },
    { "for(;;);", SAYS, NULL },
    { "while (!0) a()", SAYS, NULL },
    { "do { a() } while (true)", SAYS, NULL },
    { "while (true) { if (x) break }", NULL, "endless" },
    { "do { a() } while (x)", NULL, "endless" },
    { "for (var i = 0;; i++) if (a[i]) break;", NULL, "endless" },
    { "for (const x of y) { a() } for (const k in Infinity) a()", NULL, "endless" },
    { "function f() { for (;;) { a() } }", NULL, "endless" },
};

/* The way out stands behind what is looked at. */
static void long_bodies_are_taken_to_end(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    for (unsigned js = 0; js < 2; js++) {
        text.len = 0;
        lw_buf_add_c(&text, js ? "while (true) {" : "while True:\n");
        for (unsigned i = 0; i < 1000; i++)
            lw_buf_add_c(&text, js ? "a();" : "    a()\n");
        lw_buf_add_c(&text, js ? "break }" : "    break\n");
        assert_false(
            lw_loop_is_endless(js ? LW_LANG_JAVASCRIPT : LW_LANG_PYTHON, lw_buf_view(&text), 0));
    }
}

static void loops_without_a_way_out_are_told(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, python, LW_COUNT(python));
    check_cases(LW_LANG_JAVASCRIPT, script, LW_COUNT(script));
}

/* Cut anywhere, and begun anywhere. */
static void any_piece_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(script); i++) {
        struct lw_view text = lw_view_c(script[i].source);
        for (size_t end = 0; end <= text.len; end++) {
            uint8_t *copy = lw_xmalloc(end ? end : 1);
            memcpy(copy, text.ptr, end);
            for (size_t at = 0; at < end; at++) {
                (void)lw_loop_is_endless(LW_LANG_JAVASCRIPT, lw_view(copy, end), at);
                (void)lw_loop_is_endless(LW_LANG_PYTHON, lw_view(copy, end), at);
            }
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loops_without_a_way_out_are_told),
        cmocka_unit_test(any_piece_is_read),
        cmocka_unit_test(long_bodies_are_taken_to_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
