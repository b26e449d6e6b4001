/* SPDX-License-Identifier: Apache-2.0
 *
 * yara_test.c - rules of the user: what matches is told, what is wrong with them is said.
 *
 * suite: threads
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/engine.h"
#include "analyze/yara.h"
#include "base/pool.h"
#include "sample.h"
#include "scan/kept.h"

static struct lw_yara *compile(const char *text)
{
    struct lw_yara *yara = NULL;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_yara_compile(&yara, lw_view_c(text), "rules.yar", &err)))
        fail_msg("%s", err.text);
    return yara;
}

static struct lw_facts look(const struct lw_yara *yara, const char *path, const char *bytes)
{
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_err err = { 0 };
    if (!lw_ok(lw_yara_scan(&facts, yara, lw_view_c(path), lw_view_c(bytes), &err)))
        fail_msg("%s", err.text);
    return facts;
}

static void a_match_is_told_without_its_bytes(void **state)
{
    (void)state;
    struct lw_yara *yara = compile(
        "rule finds : bad thing { meta: author = \"x\" description = \"why\" severity = \"Low\"\n"
        "  strings: $key = /AKIA[A-Z]{4}/ $other = \"nothing\" $n = \"next\"\n"
        "  condition: any of them }\n"
        "private rule quiet { condition: true }\n"
        "rule other { condition: false }\n");
    struct lw_facts facts = look(yara, "a/b.py", "x AKIAABCD AKIAEFGH next");
    assert_int_equal(facts.facts.count, 1);
    const struct lw_fact *fact = &facts.facts.items[0];
    assert_int_equal(fact->kind, LW_F_YARA);
    assert_true(lw_view_is(fact->location, "a/b.py"));
    assert_int_equal(fact->offset, 2);
    assert_true(lw_fact_is(fact, LW_K_NAME, "finds"));
    assert_true(lw_fact_is(fact, LW_K_SOURCE, "rules.yar"));
    assert_true(lw_fact_is(fact, LW_K_TAG, "bad"));
    assert_true(lw_fact_is(fact, LW_K_DETAIL, "why"));
    assert_true(lw_fact_is(fact, LW_K_SEVERITY, "low"));
    assert_true(lw_fact_is(fact, LW_K_MATCH, "$key at 2 (8 bytes, 2 times)"));
    assert_true(lw_fact_is(fact, LW_K_COUNT, "2"));
    for (size_t i = 0; i < fact->count; i++)
        assert_int_equal(lw_view_find(fact->items[i].value, LW_VIEW("AKIA")), LW_NOT_FOUND);
    assert_int_equal(look(yara, "a", "nothin").facts.count, 0);
    lw_yara_free(yara);
}

static void severities_are_read_as_they_are_written(void **state)
{
    (void)state;
    static const struct {
        const char *meta, *severity;
    } cases[] = {
        { "severity = \"CRITICAL\"", "critical" },
        { "severity = 9", "critical" },
        { "severity = 7", "high" },
        { "score = 75", "high" },
        { "score = 40", "medium" },
        { "score = 12", "low" },
        { "severity = \"8\"", "high" },
        { "severity = \"info\"", "none" },
        { "severity = 0", "none" },
        { "severity = \"dreadful\"", "" },
        { "severity = true", "" },
        { "level = \"high\"", "" },
        { "severity = -5", "none" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_view text = lw_arena_printf(&sample_arena, "rule r { meta: %s condition: true }",
                                              cases[i].meta);
        struct lw_yara *yara = compile((const char *)text.ptr);
        struct lw_facts facts = look(yara, "x", "y");
        if (!lw_fact_is(&facts.facts.items[0], LW_K_SEVERITY, cases[i].severity))
            fail_msg("%s: %.*s", cases[i].meta,
                     LW_FMT(lw_fact_get(&facts.facts.items[0], LW_K_SEVERITY)));
        lw_yara_free(yara);
    }
}

static void rules_know_the_files_name(void **state)
{
    (void)state;
    struct lw_yara *yara = compile(
        "rule r { condition: filename == \"b.py\" and filepath == \"x.jar!/a/b.py\" and "
        "extension == \".py\" }");
    assert_int_equal(look(yara, "x.jar!/a/b.py", "1").facts.count, 1);
    assert_int_equal(look(yara, "x.jar!/a/b", "1").facts.count, 0);
    assert_int_equal(look(yara, "", "").facts.count, 0);
    lw_yara_free(yara);
}

/* What is wrong names file and line, and ends nothing else. */
static void bad_rules_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } cases[] = {
        { "rule a {\n condition:\n  nosuch\n}", "rules.yar:3: undefined identifier" },
        { "rule a { condition: true }\nrule a { condition: true }", "rules.yar:2: duplicated" },
        { "rule", "rules.yar:1: syntax error" },
        { "include \"/etc/hostname\"", "rules.yar:1: " },
        { "import \"nosuch\"", "rules.yar:1: unknown module" },
        { "rule a { strings: $a = /(/ condition: $a }", "rules.yar:1: " },
        { "rule a { strings: $a = /a{1,99999}/ condition: $a }", "rules.yar:1: " },
        { "rule a { strings: $a = { AA [-] } condition: $a }", "rules.yar:1: " },
        { "rule \x1b[31m { condition: true }", "rules.yar:1: " },
        { "\x7f"
          "ELF",
          "rules.yar:1: " },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_yara *yara = NULL;
        struct lw_err err = { 0 };
        lw_status status = lw_yara_compile(&yara, lw_view_c(cases[i].text), "rules.yar", &err);
        assert_null(yara);
        assert_int_equal(status.code, LW_E_FORMAT);
        if (!strstr(err.text, cases[i].said) || strchr(err.text, '\x1b'))
            fail_msg("%s: %s", cases[i].text, err.text);
    }
    struct lw_yara *yara = NULL;
    struct lw_err err = { 0 };
    assert_int_equal(lw_yara_compile(&yara, LW_VIEW("YARA\0\0\0"), "r", &err).code, LW_E_FORMAT);
    assert_non_null(strstr(err.text, "compiled rules are not taken"));
}

static void every_beginning_of_a_rule_is_borne(void **state)
{
    (void)state;
    static const char text[] =
        "import \"pe\"\nglobal private rule g { condition: filesize > 1 }\n"
        "rule r : t { meta: a = \"b\" strings: $a = { 01 ?? [2-4] (02|03) } $b = /x[^\\n]*y/i wide "
        "condition: for any of ($*) : ( # > 1 ) and not pe.is_pe and uint16(0) == 0x5a4d }\n";
    for (size_t len = 0; len < sizeof text; len++) {
        struct lw_yara *yara = NULL;
        struct lw_err err = { 0 };
        if (lw_ok(lw_yara_compile(&yara, lw_view(text, len), "r", &err)))
            (void)look(yara, "p", "some bytes x y");
        else
            assert_true(err.text[0] != 0);
        lw_yara_free(yara);
    }
}

/* Hostile ones cost no more than their limits. */
static void floods_are_bounded(void **state)
{
    (void)state;
    struct lw_buf rules = LW_BUF_INIT, zeros = LW_BUF_INIT;
    for (int i = 0; i < 200; i++)
        lw_buf_printf(&rules,
                      "rule r%d : t { strings: $a = { 00 } $b = \"x\" condition: "
                      "$a or $b or true }\n",
                      i);
    struct lw_yara *yara = NULL;
    struct lw_err err = { 0 };
    struct lw_facts facts = lw_facts(&sample_arena);
    assert_true(lw_ok(lw_yara_compile(&yara, lw_buf_view(&rules), "r", &err)));
    memset(lw_buf_reserve(&zeros, 1 << 12), 0, 1 << 12);
    zeros.len = 1 << 12;
    lw_status status = lw_yara_scan(&facts, yara, LW_VIEW("p"), lw_buf_view(&zeros), &err);
    assert_int_equal(status.code, LW_E_LIMIT);
    assert_int_equal(facts.facts.count, LW_YARA_MATCHES_MOST);
    assert_false(lw_yara_timed_out(yara));
    lw_yara_free(yara);
    lw_buf_clear(&rules);
    lw_buf_clear(&zeros);
}

/* A rule that never ends: the file is given up, said to be incomplete, and no result is kept. */
static void time_is_bounded(void **state)
{
    (void)state;
    struct lw_yara *yara = compile(
        "rule slow { condition: for all i in (0..2000000000) : (uint8(0) == 0x78) }");
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_err err = { 0 };
    lw_status status = lw_yara_scan(&facts, yara, LW_VIEW("a"), LW_VIEW("x"), &err);
    assert_int_equal(status.code, LW_E_LIMIT);
    assert_non_null(strstr(err.text, "after 10 seconds"));
    assert_int_equal(facts.facts.count, 0);
    assert_true(lw_yara_timed_out(yara));
    lw_yara_free(yara);
}

static void other_rules_have_another_digest(void **state)
{
    (void)state;
    struct lw_yara *a = compile("rule a { condition: true }"),
                   *same = compile("rule a { condition: true }"),
                   *b = compile("rule a { condition: false }");
    struct lw_digest da = lw_yara_digest(a), ds = lw_yara_digest(same), db = lw_yara_digest(b);
    assert_true(lw_digest_eq(&da, &ds));
    assert_false(lw_digest_eq(&da, &db));
    struct lw_engine_options with = { .yara = a }, other = { .yara = b }, none = { 0 };
    struct lw_digest keys[3] = { lw_kept_key(&da, &with), lw_kept_key(&da, &other),
                                 lw_kept_key(&da, &none) };
    assert_false(lw_digest_eq(&keys[0], &keys[1]));
    assert_false(lw_digest_eq(&keys[0], &keys[2]));
    lw_yara_free(a);
    lw_yara_free(same);
    lw_yara_free(b);
}

struct crowd {
    const struct lw_yara *yara;
    struct lw_arena arenas[4];
    struct lw_facts facts[4];
    atomic_uint failed;
};

static void in_a_crowd(void *ctx, size_t index, unsigned worker)
{
    struct crowd *crowd = ctx;
    struct lw_err err = { 0 };
    struct lw_view text = index % 2 ? LW_VIEW("has eval( in it") : LW_VIEW("has none of it");
    size_t before = crowd->facts[worker].facts.count;
    if (!lw_ok(lw_yara_scan(&crowd->facts[worker], crowd->yara, LW_VIEW("p"), text, &err)) ||
        crowd->facts[worker].facts.count != before + index % 2)
        crowd->failed++;
}

static void many_threads_share_the_rules(void **state)
{
    (void)state;
    struct lw_yara *yara = compile("rule r { strings: $a = \"eval(\" condition: $a }");
    struct crowd crowd = { .yara = yara };
    for (size_t i = 0; i < LW_COUNT(crowd.facts); i++)
        crowd.facts[i] = lw_facts(&crowd.arenas[i]);
    lw_pool_run(in_a_crowd, &crowd, 400, LW_COUNT(crowd.facts));
    assert_int_equal(crowd.failed, 0);
    for (size_t i = 0; i < LW_COUNT(crowd.facts); i++)
        lw_arena_clear(&crowd.arenas[i]);
    lw_yara_free(yara);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_match_is_told_without_its_bytes),
        cmocka_unit_test(severities_are_read_as_they_are_written),
        cmocka_unit_test(rules_know_the_files_name),
        cmocka_unit_test(bad_rules_are_refused),
        cmocka_unit_test(every_beginning_of_a_rule_is_borne),
        cmocka_unit_test(floods_are_bounded),
        cmocka_unit_test(time_is_bounded),
        cmocka_unit_test(other_rules_have_another_digest),
        cmocka_unit_test(many_threads_share_the_rules),
    };
    int failed = cmocka_run_group_tests_name("yara", tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
