/* SPDX-License-Identifier: Apache-2.0
 *
 * node_packages_test.c - Node packages in node_modules, in lock files and in bundles.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/js_bundle.h"
#include "tree_sample.h"

extern const struct lw_analyzer lw_analyzer_node_package, lw_analyzer_node_lock,
    lw_analyzer_node_bundle, lw_analyzer_node_inner_bundle;

static const struct lw_analyzer *const analyzers[] = {
    &lw_analyzer_node_bundle,
    &lw_analyzer_node_inner_bundle,
    &lw_analyzer_node_lock,
    &lw_analyzer_node_package,
};

#define RUN(tree) tree_run((tree), analyzers, LW_COUNT(analyzers))
#define EXPECT(tree, ...)                                                                          \
    do {                                                                                           \
        static const char *const lines_[] = { __VA_ARGS__ };                                       \
        tree_expect((tree), lines_, LW_COUNT(lines_));                                             \
    } while (0)

static void only_roots_are_packages(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "nodejs/node_modules/debug/package.json",
             "{\"name\": \"debug\", \"version\": \"4.3.6\", \"license\": \"MIT\"}");
    tree_add(&t, "nodejs/node_modules/@aws/x/package.json",
             "\xef\xbb\xbf{\"name\": \"@aws/x\", \"version\": \"v1.0.0\"}");
    tree_add(&t, "nodejs/node_modules/debug/node_modules/ms/package.json",
             "{\"name\": \"ms\", \"version\": \"2.1.2\"}");
    tree_add(&t, "nodejs/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json",
             "{\"name\": \"a\", \"version\": \"1.0.0\"}");
    tree_add(&t, "nodejs/node_modules/alias/package.json",
             "{\"name\": \"real-name\", \"version\": \"3.0.0\"}");
    tree_add(&t, "nodejs/node_modules/nameless/package.json", "{\"main\": \"index.js\"}");
    /* None of these: */
    tree_add(&t, "nodejs/node_modules/tslib/modules/package.json", "{\"type\": \"module\"}");
    tree_add(&t, "nodejs/node_modules/mark/package.json", "{\"type\": \"module\"}");
    tree_add(&t, "nodejs/node_modules/debug/dist/cjs/package.json",
             "{\"name\": \"debug-cjs\", \"version\": \"1.0.0\"}");
    tree_add(&t, "nodejs/node_modules/debug/test/node_modules/fake/package.json",
             "{\"name\": \"fake\", \"version\": \"1.0.0\"}");
    tree_add(&t, "nodejs/node_modules/.cache/x/package.json",
             "{\"name\": \"x\", \"version\": \"1.0.0\"}");
    tree_add(&t, "nodejs/package.json",
             "{\"name\": \"lodash\", \"version\": \"1.0.0\", \"private\": true}");
    RUN(&t);
    EXPECT(&t, "pkg:npm/%40aws/x@1.0.0 0 nodejs/node_modules/@aws/x",
           "pkg:npm/a@1.0.0 0 nodejs/node_modules/.pnpm/a@1.0.0/node_modules/a",
           "pkg:npm/debug@4.3.6 0 nodejs/node_modules/debug",
           "pkg:npm/ms@2.1.2 0 nodejs/node_modules/debug/node_modules/ms",
           "pkg:npm/nameless 0 nodejs/node_modules/nameless",
           "pkg:npm/real-name@3.0.0 0 nodejs/node_modules/alias");
    assert_int_equal(t.facts.incomplete.count, 0);
    tree_clear(&t);
}

static void a_name_that_npm_has_not_is_told(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "nodejs/node_modules/odd/package.json", "{\"name\": \"../../axios\"}");
    RUN(&t);
    EXPECT(&t, "pkg:npm/odd 0 nodejs/node_modules/odd");
    assert_true(lw_view_find(t.facts.packages.items[0].evidence, LW_VIEW("\"../../axios\"")) !=
                LW_NOT_FOUND);
    tree_clear(&t);
}

static void a_published_package_may_be_the_layer(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "nodejs/package.json",
             "{\"name\": \"lumigo\", \"version\": \"1.2.0\", \"repository\": \"x\"}");
    tree_add(&t, "package.json", "{\"name\": \"my-function\", \"version\": \"1.0.0\"}");
    RUN(&t);
    EXPECT(&t, "pkg:npm/lumigo@1.2.0 0 nodejs");
    tree_clear(&t);
}

static void broken_manifests_are_said(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "node_modules/a/package.json", "{\n  \"name\": \"a\",\n  oops\n}");
    tree_add(&t, "node_modules/b/package.json", "[]");
    tree_add(&t, "node_modules/c/package.json", "");
    tree_add(&t, "node_modules/d/package.json", "{\"name\": 5, \"version\": [\"1\"], \"main\": 1}");
    tree_add(&t, "node_modules/.package-lock.json", "{");
    RUN(&t);
    EXPECT(&t, "pkg:npm/d 0 node_modules/d");
    assert_int_equal(t.facts.incomplete.count, 4);
    const struct lw_incomplete *i = &t.facts.incomplete.items[1];
    assert_true(lw_view_is(i->location, "node_modules/a/package.json"));
    assert_string_equal(i->code, "LW_E_FORMAT");
    assert_true(lw_view_find(i->reason, LW_VIEW("line 3, column 3")) != LW_NOT_FOUND);
    tree_clear(&t);
}

static void a_lock_adds_what_has_no_manifest(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "nodejs/node_modules/.package-lock.json",
             "{\"lockfileVersion\": 3, \"packages\": {"
             "\"node_modules/ms\": {\"version\": \"9.9.9\"},"
             "\"node_modules/stripped\": {\"version\": \"1.0.0\", \"license\": \"ISC\"},"
             "\"node_modules/gone\": {\"version\": \"2.0.0\"},"
             "\"node_modules/dev-only\": {\"version\": \"3.0.0\", \"dev\": true},"
             "\"node_modules/alias\": {\"version\": \"4.0.0\", \"name\": \"@x/real\"},"
             "\"node_modules/linked\": {\"version\": \"1.0.0\", \"link\": true},"
             "\"packages/own\": {\"version\": \"1.0.0\"},"
             "\"node_modules/git\": {\"version\": \"git+ssh://x\"},"
             "\"\": {\"name\": \"me\", \"version\": \"1.0.0\"}}}");
    tree_add(&t, "nodejs/node_modules/ms/package.json", "{\"name\":\"ms\",\"version\":\"2.1.2\"}");
    tree_add(&t, "nodejs/node_modules/stripped/index.js", "");
    RUN(&t);
    EXPECT(&t, "pkg:npm/%40x/real@4.0.0 4 nodejs/node_modules/alias",
           "pkg:npm/gone@2.0.0 4 nodejs/node_modules/gone",
           "pkg:npm/ms@2.1.2 0 nodejs/node_modules/ms",
           "pkg:npm/stripped@1.0.0 0 nodejs/node_modules/stripped");
    tree_clear(&t);
}

static void the_first_lock_version_is_a_tree(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "package-lock.json",
             "{\"lockfileVersion\": 1, \"dependencies\": {\"a\": {\"version\": \"1.0.0\","
             "\"dependencies\": {\"b\": {\"version\": \"2.0.0\"}}},"
             "\"c\": {\"version\": \"3.0.0\", \"optional\": true}}}");
    tree_add(&t, "node_modules/x/package-lock.json",
             "{\"dependencies\": {\"no\": {\"version\": \"1.0.0\"}}}");
    RUN(&t);
    EXPECT(&t, "pkg:npm/a@1.0.0 4 node_modules/a",
           "pkg:npm/b@2.0.0 4 node_modules/a/node_modules/b");
    tree_clear(&t);
}

static const char filler[] =
    "function filler(a, b) { return a + b; } /* so that the file is no small script */\n"
    "var text = 'Look in node_modules/not-me/index.js for it';\n"
    "require('./node_modules/nor-me/index.js');\n// see node_modules/neither/me.js for more\n";

static void bundles_name_what_is_in_them(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    struct lw_view text = lw_arena_printf(
        &t.arena,
        "%s%s%s// node_modules/lodash/lodash.js\nvar a;\n"
        "// node_modules/.pnpm/uuid@9.0.1/node_modules/uuid/dist/index.js\nvar b;\n"
        "  // ../node_modules/.pnpm/@smithy+core@2.1.0_x@1/node_modules/@smithy/core/d.js\n"
        "/***/ \"./node_modules/ms/index.js\":\n"
        "  !*** ./node_modules/bytes/index.js ***!\n"
        "/*! jQuery v3.6.0 | (c) OpenJS Foundation */\n"
        "/** @license React v16.13.1\n * react-dom.production.min.js\n */\n"
        "/*! safe-buffer. MIT License. Feross Aboukhadijeh <https://feross.org/opensource> */\n",
        filler, filler, filler);
    tree_add(&t, "app.js", (const char *)text.ptr);
    text = lw_arena_printf(
        &t.arena,
        "{\"version\":3,\"sourcesContent\":[\"\\\"sources\\\":[\\\"node_modules/bad/a.js\\\"]\"],"
        "\"sources\":[\"webpack://x/./node_modules/lodash/lodash.js\",\"../src/a.ts\",null,"
        "\"../node_modules/@scope/y/a.js\",\"../.yarn/cache/qs-npm-6.11.0-caf1bb9dee-6e1f29dd5.zip/"
        "node_modules/qs/lib/index.js\"],\"names\":[],\"mappings\":\"%s%s%s\"}",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    tree_add(&t, "app.js.map", (const char *)text.ptr);
    RUN(&t);
    EXPECT(&t, "pkg:npm/%40scope/y 2 app.js", "pkg:npm/%40smithy/core@2.1.0 2 app.js",
           "pkg:npm/bytes 2 app.js", "pkg:npm/jquery@3.6.0 2 app.js", "pkg:npm/lodash 2 app.js",
           "pkg:npm/ms 2 app.js", "pkg:npm/qs@6.11.0 2 app.js",
           "pkg:npm/react-dom@16.13.1 2 app.js", "pkg:npm/safe-buffer 2 app.js",
           "pkg:npm/uuid@9.0.1 2 app.js");
    assert_true(
        lw_view_is(t.facts.packages.items[4].evidence, "line 13: a path in node_modules/lodash"));
    tree_clear(&t);
}

static void an_inline_map_is_decoded(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    /* {"sources":["../node_modules/ms/index.js"]} */
    struct lw_view text = lw_arena_printf(
        &t.arena, "%s%s%s//# sourceMappingURL=data:application/json;charset=utf-8;base64,%s\n",
        filler, filler, filler, "eyJzb3VyY2VzIjpbIi4uL25vZGVfbW9kdWxlcy9tcy9pbmRleC5qcyJdfQ==");
    tree_add(&t, "a.mjs", (const char *)text.ptr);
    RUN(&t);
    EXPECT(&t, "pkg:npm/ms 2 a.mjs");
    tree_clear(&t);
}

static void a_package_does_not_hold_itself(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    struct lw_buf text = LW_BUF_INIT;
    while (text.len < 21 << 10)
        lw_buf_add_c(&text, filler);
    lw_buf_add_c(&text, "/*! outer v1.0.0 */\n/*! outer.js v1.0.0 */\n/*! inner v2.0.0 */\n");
    lw_buf_add_byte(&text, 0);
    tree_add(&t, "node_modules/outer/dist/outer.js", (const char *)text.ptr);
    tree_add(&t, "node_modules/outer/small.js", "/*! tiny v3.0.0 */\n");
    RUN(&t);
    EXPECT(&t, "pkg:npm/inner@2.0.0 2 node_modules/outer");
    lw_buf_clear(&text);
    tree_clear(&t);
}

static void banners_are_understood(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name, *version;
    } rows[] = {
        { " jQuery JavaScript Library v3.5.1\n * https://jquery.com/", "jquery", "3.5.1" },
        { "\n * Bootstrap v5.1.3 (https://getbootstrap.com/)", "bootstrap", "5.1.3" },
        { " axios v1.6.0 Copyright (c) 2023", "axios", "1.6.0" },
        { " https://mths.be/punycode v1.4.1 by @mathias */", "punycode", "1.4.1" },
        { "\n * handlebars v4.7.7\n", "handlebars", "4.7.7" },
        { " ieee754. BSD-3-Clause License. Feross", "ieee754", "" },
        { "\n * mime-db\n * Copyright(c) 2014 Jonathan Ong\n * MIT Licensed\n", "mime-db", "" },
        { " @scope/pkg@1.2.3 */", "@scope/pkg", "1.2.3" },
        { " https://mths.be/fromcodepoint v0.1.0 by @mathias */", NULL, NULL },
        { " core-js - v3.2.1", "core-js", "3.2.1" },
        { " For license information please see main.js.LICENSE.txt */", NULL, NULL },
        { " Copyright 2020 someone */ v1.2.3", NULL, NULL },
        { " this file is version 1.2.3 */", NULL, NULL },
        { " 1.2.3 */", NULL, NULL },
        { " name */ v1.2.3", NULL, NULL },
        { "", NULL, NULL },
    };
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        struct lw_view name, version;
        bool found = lw_bundle_banner(&name, &version, lw_view_c(rows[i].text));
        if (found != (rows[i].name != NULL))
            fail_msg("%s", rows[i].text);
        if (found && (!lw_view_is(name, rows[i].name) || !lw_view_is(version, rows[i].version)))
            fail_msg("%s: %.*s and %.*s", rows[i].text, LW_FMT(name), LW_FMT(version));
    }
}

static void the_number_of_packages_is_bounded(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    struct lw_buf text = LW_BUF_INIT;
    for (unsigned i = 0; i < LW_BUNDLE_MAX + 100; i++)
        lw_buf_printf(&text, "// node_modules/p%u/a.js\n", i);
    lw_buf_add_byte(&text, 0);
    tree_add(&t, "b.js", (const char *)text.ptr);
    RUN(&t);
    assert_int_equal(t.facts.packages.count, LW_BUNDLE_MAX);
    assert_int_equal(t.facts.incomplete.count, 1);
    assert_string_equal(t.facts.incomplete.items[0].code, "LW_E_LIMIT");
    lw_buf_clear(&text);
    tree_clear(&t);
}

static void a_huge_lock_is_cut_and_said(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    struct lw_buf text = LW_BUF_INIT;
    lw_buf_add_c(&text, "{\"packages\": {");
    for (unsigned i = 0; i < 20001; i++)
        lw_buf_printf(&text, "\"node_modules/p%u\": {\"version\": \"1.0.0\"},", i);
    lw_buf_add_c(&text, "\"node_modules/last\": {\"version\": \"1.0.0\"}}}");
    lw_buf_add_byte(&text, 0);
    tree_add(&t, "package-lock.json", (const char *)text.ptr);
    RUN(&t);
    assert_int_equal(t.facts.packages.count, 20000);
    assert_int_equal(t.facts.incomplete.count, 1);
    assert_string_equal(t.facts.incomplete.items[0].code, "LW_E_LIMIT");
    lw_buf_clear(&text);
    tree_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_roots_are_packages),
        cmocka_unit_test(a_name_that_npm_has_not_is_told),
        cmocka_unit_test(a_published_package_may_be_the_layer),
        cmocka_unit_test(broken_manifests_are_said),
        cmocka_unit_test(a_lock_adds_what_has_no_manifest),
        cmocka_unit_test(the_first_lock_version_is_a_tree),
        cmocka_unit_test(bundles_name_what_is_in_them),
        cmocka_unit_test(an_inline_map_is_decoded),
        cmocka_unit_test(a_package_does_not_hold_itself),
        cmocka_unit_test(banners_are_understood),
        cmocka_unit_test(the_number_of_packages_is_bounded),
        cmocka_unit_test(a_huge_lock_is_cut_and_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
