/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_loop_test.c - loops that nothing ends, while a module is loaded.
 */
#include <stdlib.h>

#include "analyze/syntax/loop.h"
#include "behavior_case.h"

#define SAYS "capability endless"

static const struct behavior_case python[] = {
    { "n = 0\nwhile True:\n    n += 1\n", SAYS " line:2", "may fail" },
    { "while True:\n    n = take(n)\n", SAYS " may fail", NULL },
    { "while True:\n    n = a[n]\n", SAYS " may fail", NULL },
    { "if x:\n\twhile (1):\n\t\tpass\n", SAYS, NULL },
    { "while not False: pass\n", SAYS, NULL },
    { "while True:\n    try:\n        a()\n    except E:\n        break\nwhile x: y()\n", NULL,
      "endless" },
    { "def f():\n    while True:\n        a()\n", NULL, "endless" },
    { "def f():\n    while True:\n        a()\nf()\n", SAYS " import", NULL },
    { "def f():\n    while True:\n        a()\ndef g():\n    f()\ng()\n", SAYS " import", NULL },
    { "import threading\ndef f():\n    while True:\n        a()\n"
      "threading.Thread(target=f).start()\n",
      NULL, "endless" },
    { "def f():\n    while True:\n        a()\nif __name__ == '__main__':\n    f()\n", NULL,
      "endless" },
    { "import sys\ndef f():\n    while True:\n        a()\nif sys.argv[1:]:\n    f()\n", NULL,
      "endless" },
    { "def f():\n    while True:\n        yield a()\nx = f()\n", NULL, "endless" },
    { "if __name__ == '__main__':\n    while True:\n        a()\n", NULL, "endless" },
};

static const struct behavior_case script[] = {
    { "for (let i = 6; i < Infinity; i++) { console.log(i) }", SAYS, "may fail" },
    { "for(;;);", SAYS, NULL },
    { "while (!0) a()", SAYS " may fail", NULL },
    { "do { a() } while (true)", SAYS, NULL },
    { "while (true) { if (x) break }", NULL, "endless" },
    { "do { a() } while (x)", NULL, "endless" },
    { "for (;;) one: { a(); if (b) break one; return }", NULL, "endless" },
    { "for(;;)switch(a()){case 1:b();case 2:throw c}", NULL, "endless" },
    { "for(;;)if(a()){b();c()}else break;d()", NULL, "endless" },
    { "while(!0)try{a();b()}catch(e){break}d()", NULL, "endless" },
    { "for (;;) one: { a(); b(); } return_it()", SAYS, NULL },
    { "for(;;)if(a()){b();c()}d(function(){return 1})", SAYS, NULL },
    { "if(x){for(;;)a()}d(function(){return 1})", SAYS, NULL },
    { "for (var i = 0;; i++) if (a[i]) break;", NULL, "endless" },
    { "for (var t = s, i = n;;)\n  $label0$0: {\n    t = a();\n    b();\n"
      "    if (t) break $label0$0;\n  }",
      NULL, "endless" },
    { "for (;;) if (a) { b(); c(); } else { d(); break; }", NULL, "endless" },
    { "for (;;) try { a(); } catch (e) { break; }", NULL, "endless" },
    { "while (!0) switch (b(), c) { case 1: a(); continue; default: throw d }", NULL, "endless" },
    { "while (true) { if (c === '}') { a() } else break }", NULL, "endless" },
    { "while (true) { if (/[}'\"]/.test(c)) a(); else break }", NULL, "endless" },
    { "while (true) { a(' // '); break }", NULL, "endless" },
    { "while (true) /* all */ { a(`${b}}`); break }", NULL, "endless" },
    { "while (true) { a('return') /* break */ }", SAYS, NULL },
    { "while (true) if (a) { b(); } else { c(); }\nif (d) throw e;", SAYS, NULL },
    { "while (true) a(function () { b(); });\nif (d) throw e;", SAYS, NULL },
    { "while (true) a()\nif (d) throw e", SAYS, NULL },
    { "while (true) label: { a() }\nif (d) throw e", SAYS, NULL },
    { "for (const x of y) { a() } for (const k in Infinity) a()", NULL, "endless" },
    { "function f() { for (;;) { a() } }", NULL, "endless" },
    { "(function () { for (;;) { a() } })();", SAYS " import", NULL },
    { "(() => { while (true) { a() } })()", SAYS " import", NULL },
    { "function f() { for (;;) { a() } } f();", SAYS " import", NULL },
    { "function f() { for (;;) { a() } } setTimeout(f, 1); list.forEach(f);", NULL, "endless" },
    { "function f() { for (;;) { a() } } if (require.main === module) f();", NULL, "endless" },
};

static bool endless(enum lw_language language, struct lw_view source, size_t at)
{
    size_t budget = LW_LOOP_BYTES;
    return lw_loop_is_endless(language, source, at, &budget);
}

static void fill(struct lw_buf *text, bool js, unsigned calls, const char *last)
{
    text->len = 0;
    lw_buf_add_c(text, js ? "while (true) {" : "while True:\n");
    for (unsigned i = 0; i < calls; i++)
        lw_buf_add_c(text, js ? "a();" : "    a()\n");
    lw_buf_add_c(text, last);
    lw_buf_add_c(text, js ? "}" : "b()\n");
}

/* Of a long body all is looked at, as long as there is a budget. */
static void long_bodies_are_read(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    for (unsigned js = 0; js < 2; js++) {
        enum lw_language language = js ? LW_LANG_JAVASCRIPT : LW_LANG_PYTHON;
        size_t none = 0;
        fill(&text, js, 3000, "");
        assert_true(endless(language, lw_buf_view(&text), 0));
        assert_false(lw_loop_is_endless(language, lw_buf_view(&text), 0, &none));
        fill(&text, js, 3000, js ? "break;" : "    break\n");
        assert_false(endless(language, lw_buf_view(&text), 0));
        fill(&text, js, 60000, "");
        assert_false(endless(language, lw_buf_view(&text), 0));
    }
}

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
        assert_false(endless(js ? LW_LANG_JAVASCRIPT : LW_LANG_PYTHON, lw_buf_view(&text), 0));
    }
}

static void loops_without_a_way_out_are_told(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, python, LW_COUNT(python));
    check_cases(LW_LANG_JAVASCRIPT, script, LW_COUNT(script));
}

/* Too long for one tree: what stands in a method that a piece cuts off from its class is not run
 * at load, what stands in nothing is. */
static void pieces_may_begin_inside(void **state)
{
    static const struct {
        enum lw_language language;
        const char *begin, *fill, *loop, *end;
        bool told;
    } cases[] = {
        { LW_LANG_JAVASCRIPT, "class A {\n", "  // nothing of it all\n",
          "  n() { for (;;) { a() } }\n", "}\n", false },
        { LW_LANG_JAVASCRIPT, "", "var a = 1; // nothing\n", "for (;;) { a() }\n", "", true },
        { LW_LANG_PYTHON, "def n(a):\n", "    # nothing of it all\n",
          "    while True:\n        a()\n", "", false },
        { LW_LANG_PYTHON, "", "a = 1 # nothing of it all\n", "while True:\n    a()\n", "", true },
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err = { 0 };
        lw_buf_add_c(&source, cases[i].begin);
        for (size_t k = 0; k < 300000; k++)
            lw_buf_add_c(&source, cases[i].fill);
        lw_buf_add_c(&source, cases[i].loop);
        for (size_t k = 0; k < 100; k++)
            lw_buf_add_c(&source, cases[i].fill);
        lw_buf_add_c(&source, cases[i].end);
        struct lw_file file = { .path = LW_VIEW("x"),
                                .location = LW_VIEW("x"),
                                .bytes = lw_buf_view(&source),
                                .size_bytes = source.len };
        lw_status status = lw_behavior(&facts, &file, cases[i].language, &err);
        assert_int_equal(status.code, LW_E_LIMIT);
        bool told = false;
        for (size_t k = 0; k < facts.facts.count; k++)
            told = told || lw_fact_is(&facts.facts.items[k], LW_K_CAPABILITY, "endless");
        if (told != cases[i].told)
            fail_msg("case %zu is%s told", i, told ? "" : " not");
        lw_arena_clear(&arena);
    }
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
                (void)endless(LW_LANG_JAVASCRIPT, lw_view(copy, end), at);
                (void)endless(LW_LANG_PYTHON, lw_view(copy, end), at);
            }
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loops_without_a_way_out_are_told), cmocka_unit_test(any_piece_is_read),
        cmocka_unit_test(long_bodies_are_taken_to_end),     cmocka_unit_test(long_bodies_are_read),
        cmocka_unit_test(pieces_may_begin_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
