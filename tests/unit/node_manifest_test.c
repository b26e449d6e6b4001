/* SPDX-License-Identifier: Apache-2.0
 *
 * node_manifest_test.c - which path is a Node package's, names, and the forms of `license`.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/node_manifest.h"

static void the_innermost_package_owns_a_file(void **state)
{
    (void)state;
    static const struct {
        const char *path, *name, *inside;
    } rows[] = {
        { "nodejs/node_modules/debug/package.json", "debug", "package.json" },
        { "node_modules/@aws-sdk/client-s3/dist/a.js", "@aws-sdk/client-s3", "dist/a.js" },
        { "node_modules/a/node_modules/b/x.js", "b", "x.js" },
        { "node_modules/.pnpm/ms@2.1.3/node_modules/ms/index.js", "ms", "index.js" },
        { "node_modules/a/node_modules/.cache/x", "a", "node_modules/.cache/x" },
        { "node_modules/tslib", "tslib", "" },
        { "my_node_modules/a/x.js", NULL, NULL },
        { "node_modules/.bin/x", NULL, NULL },
        { "node_modules/@scope/package.json", "@scope/package.json", "" },
        { "python/x.js", NULL, NULL },
        { "node_modules/", NULL, NULL },
        { "", NULL, NULL },
    };
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        struct lw_view name, inside;
        bool found = lw_node_owner(&name, &inside, lw_view_c(rows[i].path));
        if (found != (rows[i].name != NULL))
            fail_msg("%s", rows[i].path);
        if (found && (!lw_view_is(name, rows[i].name) || !lw_view_is(inside, rows[i].inside)))
            fail_msg("%s: %.*s and %.*s", rows[i].path, LW_FMT(name), LW_FMT(inside));
    }
}

static void folders_of_tests_are_known(void **state)
{
    (void)state;
    assert_true(lw_node_is_fixture(LW_VIEW("node_modules/a/test/node_modules/b/package.json")));
    assert_true(lw_node_is_fixture(LW_VIEW("x/node_modules/a/lib/fixtures/node_modules/b/p")));
    assert_false(lw_node_is_fixture(LW_VIEW("node_modules/test/package.json")));
    assert_false(lw_node_is_fixture(LW_VIEW("node_modules/a/node_modules/test/package.json")));
    assert_false(lw_node_is_fixture(LW_VIEW("test/node_modules/a/package.json")));
    assert_false(lw_node_is_fixture(LW_VIEW("node_modules/a/latest/package.json")));
}

static void names_and_versions_are_checked(void **state)
{
    (void)state;
    static const char *const good[] = { "a", "@a/b", "JSONStream", "lodash.get", "a_b~c" };
    static const char *const bad[] = { "",    ".bin", "@a",     "@a/",  "@/b", "a/b",
                                       "a b", "a\nb", "@a/b/c", "\xff", "../x" };
    for (size_t i = 0; i < LW_COUNT(good); i++)
        assert_true(lw_node_name_valid(lw_view_c(good[i])));
    for (size_t i = 0; i < LW_COUNT(bad); i++)
        if (lw_node_name_valid(lw_view_c(bad[i])))
            fail_msg("\"%s\" passed for a name", bad[i]);
    assert_true(lw_node_version_valid(LW_VIEW("1.2.3-beta.1+build_5")));
    assert_true(lw_node_version_valid(LW_VIEW("v1.2.3")));
    assert_false(lw_node_version_valid(LW_VIEW("workspace:*")));
    assert_false(lw_node_version_valid(LW_VIEW("1.0.0 <b>")));
    assert_false(lw_node_version_valid(LW_VIEW("")));
}

static void licences_have_many_forms(void **state)
{
    (void)state;
    static const struct {
        const char *json, *first, *second;
    } rows[] = {
        { "{\"license\": \"MIT\"}", "MIT", NULL },
        { "{\"license\": {\"type\": \"Apache License 2.0\", \"url\": \"u\"}}", "Apache-2.0", NULL },
        { "{\"licenses\": [{\"type\": \"MIT\"}, {\"type\": \"GPLv2\"}]}", "MIT", "GPL-2.0-only" },
        { "{\"license\": [\"MIT\", \"ISC\"]}", "MIT", "ISC" },
        { "{\"license\": \"(MIT OR CC0-1.0)\"}", "(MIT OR CC0-1.0)", NULL },
        { "{\"license\": \"MIT\", \"licenses\": [\"MIT\"]}", "MIT", NULL },
        { "{\"license\": 7, \"licenses\": {\"type\": [1]}}", NULL, NULL },
        { "[]", NULL, NULL },
    };
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err;
        LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
        assert_true(lw_ok(lw_json_parse(&doc, lw_view_c(rows[i].json), 1000, &err)));
        struct lw_package *p = lw_facts_package(&facts, LW_ECO_NPM, LW_VIEW("a"), LW_VIEW("1"),
                                                LW_VIEW("node_modules/a/package.json"));
        lw_node_licenses(&facts, p, yyjson_doc_get_root(doc));
        size_t expected = (rows[i].first != NULL) + (size_t)(rows[i].second != NULL);
        assert_int_equal(p->licenses.count, expected);
        if (expected > 0)
            assert_true(lw_view_is(p->licenses.items[0], rows[i].first));
        if (expected > 1)
            assert_true(lw_view_is(p->licenses.items[1], rows[i].second));
        lw_arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_innermost_package_owns_a_file),
        cmocka_unit_test(folders_of_tests_are_known),
        cmocka_unit_test(names_and_versions_are_checked),
        cmocka_unit_test(licences_have_many_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
