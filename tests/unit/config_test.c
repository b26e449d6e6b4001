/* SPDX-License-Identifier: Apache-2.0
 *
 * config_test.c - layerward.yaml: what is read, and what is refused with its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/config.h"

static struct lw_arena arena = LW_ARENA_INIT;

static lw_status parse(struct lw_config *out, const char *text, struct lw_err *err)
{
    return lw_config_parse(out, lw_view_c(text), "etc/layerward.yaml", &arena, err);
}

static void refused(const char *text, const char *why)
{
    struct lw_config config = { 0 };
    struct lw_err err = { 0 };
    assert_int_equal(parse(&config, text, &err).code, LW_E_CONFIG);
    if (!strstr(err.text, why))
        fail_msg("\"%s\" lacks \"%s\"", err.text, why);
}

static void sections(void **state)
{
    (void)state;
    struct lw_config config = { 0 };
    struct lw_err err = { 0 };
    assert_int_equal(parse(&config, "", &err).code, LW_E_OK);
    assert_null(lw_config_section(&config, "review"));
    assert_int_equal(parse(&config, "review:\n", &err).code, LW_E_OK);
    assert_null(lw_config_section(&config, "review"));
    assert_int_equal(parse(&config, "review:\n  lock: x\n", &err).code, LW_E_OK);
    assert_non_null(lw_config_section(&config, "review"));
    refused("reviews: {}\n", "line 1, column 1: there is no key \"reviews\" here (review, ");
    refused("review: {}\n- a\n", "etc/layerward.yaml: line 2");
    refused("- review\n", "must be a map of sections, not a list");
    assert_true(lw_view_is(lw_config_path(&config, LW_VIEW("a.pem")), "etc/a.pem"));
    assert_true(lw_view_is(lw_config_path(&config, LW_VIEW("/a.pem")), "/a.pem"));
}

struct values {
    struct lw_view text, choice;
    struct lw_config_texts texts;
    bool flag;
    uint64_t number;
    int64_t time;
    const struct lw_yaml *node;
};

static lw_status read_values(struct values *v, const char *text, struct lw_err *err)
{
    static const char *const choices[] = { "one", "two", NULL };
    const struct lw_config_field fields[] = {
        { "text", LW_CONFIG_TEXT, &v->text, true, 0, NULL },
        { "choice", LW_CONFIG_TEXT, &v->choice, false, 0, choices },
        { "texts", LW_CONFIG_TEXTS, &v->texts, false, 0, NULL },
        { "flag", LW_CONFIG_FLAG, &v->flag, false, 0, NULL },
        { "number", LW_CONFIG_NUMBER, &v->number, false, 10, NULL },
        { "time", LW_CONFIG_TIME, &v->time, false, 0, NULL },
        { "node", LW_CONFIG_NODE, &v->node, false, 0, NULL },
    };
    struct lw_config config = { 0 };
    LW_TRY(parse(&config, text, err));
    return lw_config_fields(&config, lw_config_section(&config, "review"), fields, LW_COUNT(fields),
                            err);
}

static void fields(void **state)
{
    (void)state;
    struct values v = { .number = 3 };
    struct lw_err err = { 0 };
    assert_int_equal(read_values(&v,
                                 "review:\n  text: a b\n  choice: two\n  texts: [x, y]\n"
                                 "  flag: true\n  time: 2027-01-31\n  node: {any: thing}\n",
                                 &err)
                         .code,
                     LW_E_OK);
    assert_true(lw_view_is(v.text, "a b"));
    assert_true(lw_view_is(v.choice, "two"));
    assert_int_equal(v.texts.count, 2);
    assert_true(v.flag);
    assert_int_equal(v.number, 3);
    assert_int_equal(v.time, 1801353600);
    assert_int_equal(v.node->count, 1);
    assert_int_equal(read_values(&v, "review: {text: a, texts: one, number: 10}\n", &err).code,
                     LW_E_OK);
    assert_int_equal(v.texts.count, 1);
    assert_int_equal(v.number, 10);
}

static void wrong(const char *text, const char *why)
{
    struct values v = { 0 };
    struct lw_err err = { 0 };
    assert_int_equal(read_values(&v, text, &err).code, LW_E_CONFIG);
    if (!strstr(err.text, why))
        fail_msg("\"%s\" lacks \"%s\"", err.text, why);
}

static void wrong_fields(void **state)
{
    (void)state;
    wrong("review: {number: 1}\n", "line 1, column 9: has no \"text\"");
    wrong("review:\n  text: a\n  txt: b\n",
          "line 3, column 3: there is no key \"txt\" here (text,");
    wrong("review: {text: [a]}\n", "\"text\" must be a text, not a list");
    wrong("review: {text: a, choice: three}\n", "cannot be \"three\" (one, two)");
    wrong("review: {text: a, number: 11}\n", "at most 10, not \"11\"");
    wrong("review: {text: a, number: -1}\n", "at most 10, not \"-1\"");
    wrong("review: {text: a, flag: yes}\n", "must be true or false");
    wrong("review: {text: a, time: soon}\n", "is not a day");
    wrong("review: {text: a, texts: {b: c}}\n", "must be a list of texts, not a map");
    wrong("review: {text: a, texts: [b, [c]]}\n", "\"texts\" must be a text, not a list");
    wrong("review: {text: ''}\n", "\"text\" is empty");
    wrong("review: none\n", "must be a map, not a text");
    wrong("review: {text: a, text: b}\n", "line 1");
}

static int clear(void **state)
{
    (void)state;
    lw_arena_clear(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections),
        cmocka_unit_test(fields),
        cmocka_unit_test(wrong_fields),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
