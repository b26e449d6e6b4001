/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_limits_test.c - source code that was made to be too much, and what is shown of secrets.
 */
#include <stdlib.h>
#include <sys/resource.h>

#include "behavior_case.h"

#include "analyze/syntax/emit.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static lw_status look(struct lw_facts *facts, enum lw_language language,
                      const struct lw_buf *source, struct lw_err *err)
{
    struct lw_file file = { .path = LW_VIEW("x"),
                            .location = LW_VIEW("x"),
                            .bytes = lw_buf_view(source),
                            .size_bytes = source->len };
    return lw_behavior(facts, &file, language, err);
}

static bool says(const struct lw_facts *facts, const char *capability)
{
    for (size_t i = 0; i < facts->facts.count; i++)
        if (lw_fact_is(&facts->facts.items[i], LW_K_CAPABILITY, capability))
            return true;
    return false;
}

static void repeat(struct lw_buf *buf, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        lw_buf_add_c(buf, text);
}

/* What stands before and behind is found all the same, or it is said that it was not looked for. */
static void test_nested(void **state)
{
    static const struct {
        enum lw_language language;
        const char *begin, *open, *close, *end;
    } cases[] = {
        { LW_LANG_PYTHON, "import os\nos.system('id')\nx = ", "(", ")", "\n" },
        { LW_LANG_PYTHON, "import os\nos.system('id')\nx = ", "[", "", "\n" },
        { LW_LANG_PYTHON, "import os\nos.system('id')\nx = ", "not ", "", "1\n" },
        { LW_LANG_PYTHON, "import os\nos.system('id')\nx = ", "lambda: ", "", "1\n" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');", "[", "]", ";" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');", "{", "", "" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');", "a=>", "", "1" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');", "if(a)", "", ";" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');", "a?", "", "1" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');a", ".b()", "", ";" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');", "!", "", "1" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');x", ".constructor('a')('b')", "",
          ";" },
        { LW_LANG_JAVASCRIPT, "require('child_process').exec('id');", "x.constructor('a', ", ")(b)",
          ";" },
        { LW_LANG_RUBY, "system('id')\nx = ", "(", ")", "\n" },
        { LW_LANG_RUBY, "system('id')\nx = ", "[", "", "\n" },
        { LW_LANG_RUBY, "system('id')\nx = a", ".send(b)", "", "\n" },
        { LW_LANG_RUBY, "system('id')\n", "def f\n", "", "\n" },
        { LW_LANG_RUBY, "system('id')\nx = ", "\"#{", "}\"", "\n" },
        { LW_LANG_SHELL, "python3 -V\n", "$(", ")", "\n" },
        { LW_LANG_SHELL, "python3 -V\n", "{ ", "; }", "\n" },
        { LW_LANG_SHELL, "python3 -V\n", "if a; then ", "", "\n" },
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err = { 0 };
        lw_buf_add_c(&source, cases[i].begin);
        repeat(&source, cases[i].open, 70000);
        repeat(&source, cases[i].close, 70000);
        lw_buf_add_c(&source, cases[i].end);
        lw_status status = look(&facts, cases[i].language, &source, &err);
        assert_true(lw_ok(status) || status.code == LW_E_LIMIT);
        assert_true(says(&facts, "process") || status.code == LW_E_LIMIT);
        lw_arena_clear(&arena);
    }
}

static void test_long_sum(void **state)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_err err = { 0 };
    (void)state;
    lw_buf_add_c(&source, "import requests\nrequests.get('http://a.' + ''");
    repeat(&source, " + ''", 20000);
    lw_buf_add_c(&source, " + 'inv' + 'alid')\n");
    assert_true(lw_ok(look(&facts, LW_LANG_PYTHON, &source, &err)));
    bool found = false;
    for (size_t i = 0; i < facts.facts.count; i++)
        found = found || lw_fact_is(&facts.facts.items[i], LW_K_VALUE, "http://a.invalid");
    assert_true(found);
    lw_arena_clear(&arena);
}

/* Too long for one tree: looked at in pieces, with the right line and place, and that is said. */
static void test_long_source(void **state)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_err err = { 0 };
    (void)state;
    repeat(&source, "var a = 1; // nothing\n", 300000);
    size_t at = source.len;
    lw_buf_add_c(&source, "require('child_process').exec('id');\n");
    lw_status status = look(&facts, LW_LANG_JAVASCRIPT, &source, &err);
    assert_int_equal(status.code, LW_E_LIMIT);
    assert_true(says(&facts, "process"));
    assert_int_equal(facts.facts.items[0].line, 300001);
    assert_int_equal(facts.facts.items[0].offset, at);
    lw_arena_clear(&arena);
}

/* Cut anywhere, or with a byte that is none of text. */
static void test_broken(void **state)
{
    static const char python[] = "import os\nclass A:\n    def f(self, *a, b=1):\n        "
                                 "os.system(f'{a[0]} {self.x!r:>{b}}' + \"\"\"x\"\"\")\n"
                                 "x = [chr(c) for c in b'ab' if c]\nA().f(**{'y': lambda: 1})\n";
    static const char script[] = "class A extends B { #x = 1; static f({a, b: [c]}, ...d) { "
                                 "return `a${eval('1')}b` ?? /x/g.exec(c?.d); } }\n"
                                 "for (const [k, v] of Object.entries(process.env)) fetch(k + v);";
    static const char shell[] =
        "f() { local a=${1:-b}; [[ -n $a ]] && curl \"$a\" <<E | sh\n$x\nE\n}"
        "\ncase $1 in a|b) f \"$@\" ;; esac >/tmp/x 2>&1\n";
    static const char ruby[] =
        "class A < B\n  def f(a, b = 1, *c, d: 2, &g)\n    @x ||= ENV.fetch('H') + \"a#{a}\\x41\"\n"
        "    `id #{a}` unless a&.b\n    -> (y) { y.send(a, 1) }\n  end\nend\n"
        "eval(<<~E.unpack1('m'))\n  x #{1 + 1}\nE\ncase 1 in [a, *] then %w[a b] end\n";
    static const char *const sources[LW_LANG_COUNT] = { python, script, shell, ruby };
    (void)state;
    for (unsigned l = 0; l < LW_LANG_COUNT; l++) {
        size_t len = strlen(sources[l]);
        for (size_t i = 0; i < 2 * len; i++) {
            LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
            struct lw_arena arena = LW_ARENA_INIT;
            struct lw_facts facts = lw_facts(&arena);
            struct lw_err err = { 0 };
            lw_buf_add(&source, lw_view(sources[l], i < len ? i : len));
            if (i >= len)
                source.ptr[i - len] = 0xff;
            assert_true(lw_ok(look(&facts, l, &source, &err)));
            for (size_t k = 0; k < facts.facts.count; k++)
                assert_true(facts.facts.items[k].offset <= len);
            lw_arena_clear(&arena);
        }
    }
}

/* Functions that call one another without end, loops over loops: the same each time, soon. */
static void test_endless(void **state)
{
    static const char *const sources[] = {
        "def f(x): return g(x + 'a')\ndef g(x): return f(x) + f(x + 'b')\nf('')\n",
        ("for a in [1,2,3,4,5,6,7,8]*100:\n  for b in [1,2,3,4,5,6,7,8]*100:\n"
         "    for c in [1,2,3,4,5,6,7,8]*100:\n      eval(str(a))\n"),
        "x = 'a'\nfor i in [1]*4000:\n    x = x + x\nexec(x)\n",
        "exec(\"exec('exec(\\\"exec(1)\\\")')\")\n",
        "l = []\nl.append(l)\neval(str(l))\n",
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(sources); i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
        size_t counts[2];
        lw_buf_add_c(&source, sources[i]);
        for (size_t k = 0; k < 2; k++) {
            struct lw_arena arena = LW_ARENA_INIT;
            struct lw_facts facts = lw_facts(&arena);
            struct lw_err err = { 0 };
            lw_status status = look(&facts, LW_LANG_PYTHON, &source, &err);
            assert_true(lw_ok(status) || status.code == LW_E_LIMIT);
            counts[k] = facts.facts.count;
            lw_arena_clear(&arena);
        }
        assert_int_equal(counts[0], counts[1]);
    }
}

static uint64_t cpu_ms(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
           (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* A few hundred bytes of code that ask for gigabytes: the memory and the time of one file are
 * bounded, what stands before is found, and it is said that not all was followed. */
static void test_much(void **state)
{
    static const struct {
        const char *begin, *each, *end;
        bool said; /* else the steps of a loop may end first, and what stands there was seen */
    } cases[] = {
        { "a = 'x' * 60000\n", "a = '{0}{0}{0}{0}{0}{0}{0}{0}'.format(a)\n", "", false },
        { "a = 'x' * 60000\nb = a\n", "b = '{0}{0}{0}{0}{0}{0}{0}{0}'.format(a)\n", "", true },
        { "a = 'x' * 60000\nb = a\n", "b = '%s%s%s%s%s%s%s%s' % (a, a, a, a, a, a, a, a)\n", "",
          true },
        { "a = 'x' * 65000\n", "b = list(a)\n", "", true },
        { "a = list('x' * 65000)\n", "b = [*a]\n", "", true },
        { "a = list('x' * 65000)\n", "b = reversed(a)\n", "", true },
        { "a = 'x' * 65000\nfor i in [1] * 4000:\n", " b = a.replace('x', 'yyyyyyyyyyyy')\n", "",
          true },
        { "a = 'x' * 65000\nfor i in [1] * 4000:\n", " b = a.upper()\n", "", false },
        { "a = 'x' * 65000\nfor i in [1] * 4000:\n for j in [1] * 4000:\n", "  b = a[::-1]\n", "",
          false },
        { "a = list('x' * 65000)\nfor i in [1] * 4000:\n", " b = ''.join(a)\n", "", false },
        { "a = list('x' * 65000)\nfor i in [1] * 4000:\n", " b = a + a\n", "", false },
        { "import os\nx = os\nfor i in [1] * 4000:\n for j in [1] * 4000:\n",
          "  x = x.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "",
          false },
        { "c = 'for i in [1] * 4000:\\n for j in [1] * 4000:\\n  b = \"x\" * 60000'\n"
          "for i in [1] * 4000:\n",
          " exec(c)\n", "", false },
    };
    struct rlimit before, after;
    (void)state;
    getrlimit(RLIMIT_AS, &before);
    after = before;
    if (!SANITIZED) { /* they map more than they use */
        after.rlim_cur = (rlim_t)3 << 30;
        setrlimit(RLIMIT_AS, &after);
    }
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err = { 0 };
        lw_buf_add_c(&source, "import os\nos.system('id')\n");
        lw_buf_add_c(&source, cases[i].begin);
        repeat(&source, cases[i].each, 500);
        lw_buf_add_c(&source, cases[i].end);
        uint64_t begin_ms = cpu_ms();
        lw_status status = look(&facts, LW_LANG_PYTHON, &source, &err);
        if (cpu_ms() - begin_ms > 20000)
            fail_msg("case %zu took %llu ms", i, (unsigned long long)(cpu_ms() - begin_ms));
        if (!lw_ok(status) ? status.code != LW_E_LIMIT : cases[i].said)
            fail_msg("case %zu: %s", i, err.text);
        assert_true(says(&facts, "process"));
        lw_arena_clear(&arena);
    }
    setrlimit(RLIMIT_AS, &before);
}

/* Functions that are given to functions, each to two more; a handler for each of many a try. */
static void test_given(void **state)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf calls = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf tries = LW_BUF_INIT;
    (void)state;
    for (unsigned i = 0; i < 60; i++)
        lw_buf_printf(&calls, "function f%u(x) { [x].map(f%u); [x, x].forEach(f%u); }\n", i, i + 1,
                      i + 1);
    lw_buf_add_c(&calls, "function f60(x) { eval(x); }\nf0(process.env.A);\n"
                         "require('child_process').exec('id');\n");
    lw_buf_add_c(&tries, "import os\nos.system('id')\ndef check(a):\n    ok = False\n    try:\n");
    repeat(&tries, "        ok = verify(a)\n", 4000);
    repeat(&tries, "    except Exception:\n        ok = True\n", 4000);
    lw_buf_add_c(&tries, "    return ok\n");
    for (size_t i = 0; i < 2; i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err = { 0 };
        uint64_t begin_ms = cpu_ms();
        lw_status status = i ? look(&facts, LW_LANG_PYTHON, &tries, &err)
                             : look(&facts, LW_LANG_JAVASCRIPT, &calls, &err);
        assert_true(lw_ok(status) || status.code == LW_E_LIMIT);
        assert_true(cpu_ms() - begin_ms < 20000);
        assert_true(says(&facts, "process"));
        lw_arena_clear(&arena);
    }
}

/* A loop without an end, whose words are gone through for what may fail in it: each time that the
 * function is called, by as many callers as there are. */
static void test_endless_called(void **state)
{
    static const struct {
        enum lw_language language;
        const char *begin, *each, *end, *calls;
    } cases[] = {
        { LW_LANG_PYTHON, "def f():\n    while True:\n", "        x = 1\n", "",
          "f()\nfor i in [1] * 4000:\n    f()\n" },
        { LW_LANG_JAVASCRIPT, "function f() { while (true) {", "x = 1;\n", "} }\n",
          "f();[1].map(f);\n" },
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err = { 0 };
        lw_buf_add_c(&source, cases[i].begin);
        repeat(&source, cases[i].each, 7000);
        lw_buf_add_c(&source, cases[i].end);
        repeat(&source, cases[i].calls, 4000);
        uint64_t begin_ms = cpu_ms();
        lw_status status = look(&facts, cases[i].language, &source, &err);
        if (cpu_ms() - begin_ms > 20000)
            fail_msg("case %zu took %llu ms", i, (unsigned long long)(cpu_ms() - begin_ms));
        assert_true(lw_ok(status) || status.code == LW_E_LIMIT);
        assert_true(says(&facts, "endless"));
        lw_arena_clear(&arena);
    }
}

static void test_masked(void **state)
{
    struct lw_arena arena = LW_ARENA_INIT;
    (void)state;
    struct lw_view v = lw_masked(&arena, LW_VIEW("k = 'AKIA"
                                                 "QWERTYUIOPASDFGH'"));
    assert_true(lw_view_is(v, "k = 'AKIAQW...(20)'"));
    v = lw_masked(&arena, LW_VIEW("s='wJalr0XUtnFEMI7K7MDENGbPxRfiCYzzzzKEYKEY'"));
    assert_true(lw_view_find(v, LW_VIEW("KEYKEY")) == LW_NOT_FOUND);
    v = lw_masked(&arena, LW_VIEW("os.path.join(some_long_directory_name, another_name)"));
    assert_true(lw_view_is(v, "os.path.join(some_long_directory_name, another_name)"));
    struct lw_emit emit = { .location = LW_VIEW("x") };
    v = lw_snippet(&emit, LW_VIEW("a = 1\n\x1b[31mb = \xe2\x80\xae 2\nc"), 6);
    assert_true(lw_view_find_byte(v, 0x1b) == LW_NOT_FOUND);
    assert_true(lw_view_find(v, LW_VIEW("\xe2\x80\xae")) == LW_NOT_FOUND);
    v = lw_snippet(&emit, LW_VIEW("get('https://bob:h7Gk2@db.acme.io/x')"), 4);
    assert_true(lw_view_is(v, "get('https://bob:...(5)@db.acme.io/x')"));
    lw_emit_clear(&emit);
    lw_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nested),      cmocka_unit_test(test_long_sum),
        cmocka_unit_test(test_long_source), cmocka_unit_test(test_broken),
        cmocka_unit_test(test_endless),     cmocka_unit_test(test_much),
        cmocka_unit_test(test_given),       cmocka_unit_test(test_endless_called),
        cmocka_unit_test(test_masked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
