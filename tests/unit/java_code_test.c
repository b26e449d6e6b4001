/* SPDX-License-Identifier: Apache-2.0
 *
 * java_code_test.c - class files, whole, cut and changed, and what is said of them. Their sources
 * are below tests/unit/data/java; javac --release 11 -g made the seeds of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/analyzer.h"
#include "analyze/class_file.h"
#include "sample.h"

extern const struct lw_analyzer lw_analyzer_behavior_java;

#define SEEDS "tests/fuzz/seeds/class_file/"

static void look(struct lw_facts *facts, const char *path, struct lw_view bytes)
{
    assert_true(lw_ok(sample_file(facts, &lw_analyzer_behavior_java, path, bytes)));
}

static void assert_capability(const struct lw_facts *facts, const char *name, const char *phase,
                              uint32_t line)
{
    const struct lw_fact *fact = sample_fact(facts, LW_F_CAPABILITY, LW_K_CAPABILITY, name);
    assert_non_null(fact);
    assert_true(lw_fact_is(fact, LW_K_PHASE, phase));
    assert_int_equal(fact->line, line);
}

static void calls_are_told_with_method_line_and_phase(void **state)
{
    (void)state;
    struct lw_facts facts;
    look(&facts, "Reader.class", sample_read(SEEDS "Reader.class"));
    assert_capability(&facts, "env-all", "import", 14);
    assert_capability(&facts, "network", "import", 19);
    assert_capability(&facts, "dynamic-code", "call", 29);
    assert_capability(&facts, "decode-run", "call", 33);
    assert_capability(&facts, "credentials", "call", 39);
    assert_capability(&facts, "process", "call", 50);
    const struct lw_fact *flow = sample_fact(&facts, LW_F_FLOW, LW_K_SOURCE, "env-all");
    assert_non_null(flow);
    assert_true(lw_fact_is(flow, LW_K_SINK, "network"));
    assert_true(lw_fact_is(flow, LW_K_NAME, "java.net.URL.openConnection"));
    assert_true(lw_fact_is(flow, LW_K_SNIPPET, "acme.Reader.post: java.net.URL.openConnection"));
}

static void trust_in_everybody_is_told(void **state)
{
    (void)state;
    struct lw_facts facts;
    look(&facts, "Trust.class", sample_read(SEEDS "Trust.class"));
    assert_int_equal(sample_count(&facts, LW_F_CAPABILITY), 2);
    assert_capability(&facts, "tls-unverified", "call", 14);
    assert_non_null(sample_fact(&facts, LW_F_CAPABILITY, LW_K_NAME, "HostnameVerifier.verify"));
}

static void what_is_near_to_it_is_let_be(void **state)
{
    (void)state;
    static const char *const none[] = { "tls-unverified", "dynamic-code", "dynamic-import",
                                        "decode-run",     "env-all",      "credentials" };
    struct lw_facts facts;
    look(&facts, "Plain.class", sample_read(SEEDS "Plain.class"));
    for (size_t i = 0; i < LW_COUNT(none); i++)
        assert_null(sample_fact(&facts, LW_F_CAPABILITY, LW_K_CAPABILITY, none[i]));
    assert_int_equal(sample_count(&facts, LW_F_FLOW), 0);
    assert_non_null(sample_fact(&facts, LW_F_CAPABILITY, LW_K_CAPABILITY, "env-read"));
}

static void agents_and_providers_are_told(void **state)
{
    (void)state;
    struct lw_facts facts;
    look(&facts, "META-INF/MANIFEST.MF",
         LW_VIEW("Manifest-Version: 1.0\r\nLauncher-Agent-Class: a.B\r\n"));
    assert_non_null(sample_fact(&facts, LW_F_STARTUP, LW_K_NAME, "a.B"));
    look(&facts, "META-INF/services/java.security.Provider", LW_VIEW("# all\na.C # ours\n\n"));
    assert_int_equal(sample_count(&facts, LW_F_STARTUP), 1);
    assert_non_null(sample_fact(&facts, LW_F_STARTUP, LW_K_NAME, "a.C"));
    look(&facts, "META-INF/services/java.sql.Driver", LW_VIEW("a.D\n"));
    assert_int_equal(sample_count(&facts, LW_F_STARTUP), 0);
}

static void cut_and_changed_ones_fail_or_are_read(void **state)
{
    (void)state;
    struct lw_view whole = sample_read(SEEDS "Reader.class");
    struct lw_facts facts;
    for (size_t i = 10; i < whole.len; i++) {
        uint8_t *cut = malloc(i);
        memcpy(cut, whole.ptr, i);
        (void)sample_file(&facts, &lw_analyzer_behavior_java, "A.class", lw_view(cut, i));
        free(cut);
    }
    for (size_t i = 0; i < whole.len; i++) {
        uint8_t *changed = malloc(whole.len);
        memcpy(changed, whole.ptr, whole.len);
        changed[i] ^= 0xff;
        (void)sample_file(&facts, &lw_analyzer_behavior_java, "A.class",
                          lw_view(changed, whole.len));
        free(changed);
    }
}

static void what_is_cut_is_said(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view whole = sample_read(SEEDS "Plain.class");
    struct lw_class_file file;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_class_parse(&file, &arena, whole, &err)));
    assert_true(lw_view_is(file.name, "acme/Plain"));
    assert_false(lw_ok(lw_class_parse(&file, &arena, lw_view_sub(whole, 0, 200), &err)));
    assert_int_equal(err.code, LW_E_FORMAT);
}

static void instructions_of_any_length_are_walked(void **state)
{
    (void)state;
    static const uint8_t code[] = {
        0x00, /* nop */
        0xaa, 0,    0,    0, 0, 0, 9,    0,    0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 9, 0,
        0,    0,    9,                                                             /* tableswitch */
        0x00, 0xab, 0,    0, 0, 0, 0,    9,    0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 9, /* the other */
        0xc4, 0x84, 0,    1, 0, 1, 0xc4, 0x15, 0, 1, /* wide iinc, wide iload */
        0xb9, 0,    7,    1, 0,                      /* invokeinterface 7 */
        0x12, 9,    0xb1,                            /* ldc 9, return */
    };
    static const uint8_t endless[] = { 0xaa, 0, 0, 0, 0,    0,    0,    0,
                                       0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff };
    struct lw_reader r = lw_reader(lw_view(code, sizeof code));
    struct lw_instruction at;
    unsigned count = 0, named = 0;
    while (lw_class_instruction(&at, &r)) {
        count++;
        named += at.constant;
    }
    assert_false(r.bad);
    assert_int_equal(named, 16);
    assert_int_equal(count, 9);
    r = lw_reader(lw_view(endless, sizeof endless));
    assert_false(lw_class_instruction(&at, &r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_are_told_with_method_line_and_phase),
        cmocka_unit_test(trust_in_everybody_is_told),
        cmocka_unit_test(what_is_near_to_it_is_let_be),
        cmocka_unit_test(agents_and_providers_are_told),
        cmocka_unit_test(cut_and_changed_ones_fail_or_are_read),
        cmocka_unit_test(what_is_cut_is_said),
        cmocka_unit_test(instructions_of_any_length_are_walked),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
