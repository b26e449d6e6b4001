/* SPDX-License-Identifier: Apache-2.0
 *
 * popular_test.c - names that are taken for popular ones, and those that are not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/popular.h"
#include "analyze/slip.h"
#include "sample.h"

extern const struct lw_analyzer lw_analyzer_lookalike_name;

static void slips_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *name, *right;
        enum lw_slip slip;
    } cases[] = {
        { "lodash", "lodash", LW_SLIP_NONE },
        { "lodahs", "lodash", LW_SLIP_SWAPPED },
        { "loddash", "lodash", LW_SLIP_DOUBLED },
        { "comander", "commander", LW_SLIP_DOUBLED },
        { "lodsh", "lodash", LW_SLIP_MISSING },
        { "lodashr", "lodash", LW_SLIP_ADDED },
        { "xlodash", "lodash", LW_SLIP_ADDED },
        { "lofash", "lodash", LW_SLIP_NEIGHBOR },
        { "lopash", "lodash", LW_SLIP_CHANGED },
        { "lodash4", "lodash", LW_SLIP_DIGIT },
        { "urllib4", "urllib3", LW_SLIP_DIGIT },
        { "b12", "b21", LW_SLIP_DIGIT },
        { "lodasss", "lodash", LW_SLIP_NONE },
        { "dolash", "lodash", LW_SLIP_NONE },
        { "", "", LW_SLIP_NONE },
        { "a", "", LW_SLIP_ADDED },
        { "", "a", LW_SLIP_MISSING },
        { "ab", "ba", LW_SLIP_SWAPPED },
        { "a", "b", LW_SLIP_CHANGED },
        { "lod", "lodash", LW_SLIP_NONE },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        enum lw_slip got = lw_slip_of(lw_view_c(cases[i].name), lw_view_c(cases[i].right));
        if (got != cases[i].slip)
            fail_msg("%s for %s is %d, not %d", cases[i].name, cases[i].right, got, cases[i].slip);
    }
}

static void words_in_another_order(void **state)
{
    (void)state;
    assert_true(lw_slip_reordered(LW_VIEW("dateutil-python"), LW_VIEW("python-dateutil")));
    assert_true(lw_slip_reordered(LW_VIEW("a_b_c"), LW_VIEW("c-a.b")));
    assert_false(lw_slip_reordered(LW_VIEW("a_b"), LW_VIEW("a-b")));
    assert_false(lw_slip_reordered(LW_VIEW("a-a-b"), LW_VIEW("a-b-b")));
    assert_false(lw_slip_reordered(LW_VIEW("single"), LW_VIEW("single")));
    assert_false(lw_slip_reordered(LW_VIEW("1-2-3-4-5-6-7-8"), LW_VIEW("2-1-3-4-5-6-7-8")));
    assert_false(lw_slip_reordered(LW_VIEW("---"), LW_VIEW("-")));
}

struct expected {
    enum lw_ecosystem ecosystem;
    const char *name, *target, *how; /* target NULL: like nothing */
};

static void check(const struct expected *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct lw_imitation got = { 0 };
        bool is = lw_popular_imitated(&got, cases[i].ecosystem, lw_view_c(cases[i].name));
        if (is != (cases[i].target != NULL) ||
            (is && (!lw_view_is(got.target, cases[i].target) || strcmp(got.how, cases[i].how))))
            fail_msg("%s: %.*s by %s", cases[i].name, LW_FMT(got.target), got.how ? got.how : "-");
    }
}

/* Most of these were registered by somebody, and taken down. */
static void squatted_names_are_seen(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        { LW_ECO_NPM, "lodahs", "lodash", "typo" },
        { LW_ECO_NPM, "crossenv", "cross-env", "separator" },
        { LW_ECO_NPM, "mongose", "mongoose", "typo" },
        { LW_ECO_NPM, "babel-laoder", "babel-loader", "typo" },
        { LW_ECO_NPM, "path-to-regxep", "path-to-regexp", "typo" },
        { LW_ECO_NPM, "eslint-plugn-react", "eslint-plugin-react", "typo" },
        { LW_ECO_NPM, "1odash", "lodash", "look" },
        { LW_ECO_NPM, "express-js", "express", "affix" },
        { LW_ECO_NPM, "fetch-node", "node-fetch", "word-order" },
        { LW_ECO_NPM, "@awssdk/client-s3", "@aws-sdk", "scope" },
        { LW_ECO_NPM, "@bable/core", "@babel", "scope" },
        { LW_ECO_PYPI, "reqeusts", "requests", "typo" },
        { LW_ECO_PYPI, "request", "requests", "typo" },
        { LW_ECO_PYPI, "urlib3", "urllib3", "typo" },
        { LW_ECO_PYPI, "setup-tools", "setuptools", "separator" },
        { LW_ECO_PYPI, "python-requests", "requests", "affix" },
        { LW_ECO_PYPI, "jeilyfish", "jellyfish", "typo" },
        { LW_ECO_PYPI, "b0tocore", "botocore", "look" },
        { LW_ECO_PYPI, "dateutil-python", "python-dateutil", "word-order" },
    };
    check(cases, LW_COUNT(cases));
}

static void honest_names_are_like_nothing(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        { LW_ECO_NPM, "lodash", NULL, NULL },
        { LW_ECO_NPM, "preact", NULL, NULL },
        { LW_ECO_NPM, "lodash4", NULL, NULL },
        { LW_ECO_NPM, "@acme/lodash", NULL, NULL },
        { LW_ECO_NPM, "@aws-sdk/client-s4", NULL, NULL },
        { LW_ECO_NPM, "@remotion/core", NULL, NULL },
        { LW_ECO_NPM, "", NULL, NULL },
        { LW_ECO_NPM, "@", NULL, NULL },
        { LW_ECO_NPM, "@/x", NULL, NULL },
        { LW_ECO_NPM, "----", NULL, NULL },
        { LW_ECO_PYPI, "urllib4", NULL, NULL },
        { LW_ECO_PYPI, "acme", NULL, NULL },
        { LW_ECO_GOLANG, "lodahs", NULL, NULL },
    };
    check(cases, LW_COUNT(cases));
    char longest[LW_SLIP_BYTES + 9];
    memset(longest, 'a', sizeof longest);
    struct lw_imitation got;
    for (size_t len = 0; len < sizeof longest; len++)
        assert_false(lw_popular_imitated(&got, LW_ECO_NPM, lw_view(longest, len)));
}

/* Each name of the lists is found, so that they are sorted as they are searched. */
static void the_lists_are_whole(void **state)
{
    (void)state;
    const struct lw_popular *lists[] = { &lw_popular_npm, &lw_popular_pypi };
    for (size_t l = 0; l < LW_COUNT(lists); l++) {
        assert_true(lists[l]->count > 2000);
        for (size_t i = 0; i < lists[l]->count; i++) {
            struct lw_view name = lw_view(lists[l]->text + lists[l]->at[i], lists[l]->len[i]);
            struct lw_imitation got;
            assert_true(lw_popular_has(lists[l], name));
            assert_false(lw_popular_imitated(&got, l ? LW_ECO_PYPI : LW_ECO_NPM, name));
        }
    }
    assert_false(lw_popular_has(&lw_popular_npm, LW_VIEW("")));
    assert_false(lw_popular_has(&lw_popular_npm, LW_VIEW("zzzzzzzz")));
}

static void a_fact_names_both(void **state)
{
    (void)state;
    struct lw_facts seen = lw_facts(&sample_arena), out = lw_facts(&sample_arena);
    struct lw_err err = { 0 };
    lw_facts_package(&seen, LW_ECO_PYPI, LW_VIEW("Reqeusts"), LW_VIEW("1"), LW_VIEW("a"));
    lw_facts_package(&seen, LW_ECO_PYPI, LW_VIEW("Reqeusts"), LW_VIEW("1"), LW_VIEW("b"));
    lw_facts_package(&seen, LW_ECO_PYPI, LW_VIEW("requ\xd0\xb5sts"), LW_VIEW("1"), LW_VIEW("c"));
    lw_facts_package(&seen, LW_ECO_PYPI, LW_VIEW("PyYAML"), LW_VIEW("1"), LW_VIEW("d"));
    lw_facts_package(&seen, LW_ECO_MAVEN, LW_VIEW("lodahs"), LW_VIEW("1"), LW_VIEW("e"));
    assert_true(lw_ok(lw_analyzer_lookalike_name.tree(&out, NULL, &seen, NULL, &err)));
    assert_int_equal(out.facts.count, 2);
    const struct lw_fact *fact = &out.facts.items[0];
    assert_true(lw_fact_is(fact, LW_K_NAME, "Reqeusts"));
    assert_true(lw_fact_is(fact, LW_K_TARGET, "requests"));
    assert_true(lw_fact_is(fact, LW_K_KIND, "typo"));
    assert_true(lw_fact_is(fact, LW_K_PACKAGE, "pkg:pypi/reqeusts@1"));
    assert_true(lw_view_is(fact->location, "a"));
    assert_true(lw_fact_is(&out.facts.items[1], LW_K_KIND, "look"));
    assert_true(lw_view_is(out.facts.items[1].location, "c"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_are_told_apart),    cmocka_unit_test(words_in_another_order),
        cmocka_unit_test(squatted_names_are_seen), cmocka_unit_test(honest_names_are_like_nothing),
        cmocka_unit_test(the_lists_are_whole),     cmocka_unit_test(a_fact_names_both),
    };
    int failed = cmocka_run_group_tests_name("popular", tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
