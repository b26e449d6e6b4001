/* SPDX-License-Identifier: Apache-2.0
 *
 * php_test.c - Composer's installed.json, of version 1 and 2.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

extern const struct lw_analyzer lw_analyzer_php_composer;

static void composer_2_is_read(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view bytes = sample_read("tests/unit/data/packages/installed-2.json");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_php_composer,
                                  "app/vendor/composer/installed.json", bytes)));
    assert_int_equal(facts.packages.count, 4);
    const struct lw_package *p = sample_package(&facts, "pkg:composer/guzzlehttp/guzzle@6.5.0");
    assert_non_null(p);
    assert_view(p->root, "app/vendor/guzzlehttp/guzzle");
    assert_view(p->licenses.items[0], "MIT");
    p = sample_package(&facts, "pkg:composer/symfony/http-kernel@4.4.12");
    assert_non_null(p); /* without its "v" */
    assert_view(p->licenses.items[0], "MIT");
    p = sample_package(&facts, "pkg:composer/phpunit/phpunit@9.5.0");
    assert_non_null(p);
    assert_view(p->evidence, "installed.json, for development");
    assert_non_null(sample_package(&facts, "pkg:composer/acme/branch@dev-main"));
}

static void composer_1_is_read(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view bytes = sample_read("tests/unit/data/packages/installed-1.json");
    assert_true(lw_ok(
        sample_file(&facts, &lw_analyzer_php_composer, "vendor/composer/installed.json", bytes)));
    const struct lw_package *p = sample_package(&facts, "pkg:composer/monolog/monolog@1.25.1");
    assert_non_null(p);
    assert_view(p->root, "vendor/monolog/monolog");
    assert_non_null(sample_package(&facts, "pkg:composer/twig/twig@2.4.0"));
}

/* Work that grew with the square of these numbers would outlast the test's time. */
static void many_names_cost_little_and_are_limited(void **state)
{
    (void)state;
    enum { MANY = 100000, READ = 20000 };
    struct lw_facts facts;
    LW_CLEANUP(lw_buf_clear) struct lw_buf json = LW_BUF_INIT;
    lw_buf_add_c(&json, "{\"packages\":[");
    lw_buf_add_c(&json, "{\"name\":\"a/l\",\"version\":\"1\",\"license\":[\"MIT\"");
    for (unsigned i = 0; i < MANY; i++)
        lw_buf_printf(&json, ",\"l%u\"", i);
    lw_buf_add_c(&json, "]}");
    for (unsigned i = 0; i < MANY; i++)
        lw_buf_printf(&json, ",{\"name\":\"a/b%u\",\"version\":\"1\"}", i);
    lw_buf_add_c(&json, "],\"dev-package-names\":[\"a/b7\"");
    for (unsigned i = 0; i < MANY; i++)
        lw_buf_printf(&json, ",\"c/d%u\"", i);
    lw_buf_add_c(&json, "]}");
    lw_status status = sample_file(&facts, &lw_analyzer_php_composer,
                                   "vendor/composer/installed.json", lw_buf_view(&json));
    assert_int_equal(status.code, LW_E_LIMIT);
    assert_int_equal(facts.packages.count, READ);
    assert_view(facts.packages.items[8].evidence, "installed.json, for development");
    assert_view(facts.packages.items[9].evidence, "installed.json");
    const struct lw_package *first = &facts.packages.items[0];
    assert_view(first->licenses.items[0], "MIT");
    assert_in_range(first->licenses.count, 2, 1000);
}

static void other_json_is_left_alone_and_broken_json_is_said(void **state)
{
    (void)state;
    struct lw_facts facts;
    const struct lw_analyzer *a = &lw_analyzer_php_composer;
    assert_true(lw_ok(sample_file(&facts, a, "x/mycomposer/installed.json", LW_VIEW("{"))));
    assert_false(lw_ok(sample_file(&facts, a, "composer/installed.json", LW_VIEW("{"))));
    assert_false(lw_ok(sample_file(&facts, a, "composer/installed.json", LW_VIEW("{\"a\":1}"))));
    assert_int_equal(facts.packages.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composer_2_is_read),
        cmocka_unit_test(composer_1_is_read),
        cmocka_unit_test(many_names_cost_little_and_are_limited),
        cmocka_unit_test(other_json_is_left_alone_and_broken_json_is_said),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
