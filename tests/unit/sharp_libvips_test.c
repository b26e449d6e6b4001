/* SPDX-License-Identifier: Apache-2.0
 *
 * sharp_libvips_test.c - what is linked into sharp's libvips.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

extern const struct lw_analyzer lw_analyzer_sharp_libvips;

static const char path[] = "nodejs/node_modules/@img/sharp-libvips-linux-x64/versions.json";

static void the_list_names_libraries_as_everybody_does(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view list = LW_VIEW("{\"png\":\"1.6.58\",\"vips\":\"8.18.7\",\"zlib-ng\":\"2.3.3\"}");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_sharp_libvips, path, list)));
    assert_int_equal(facts.packages.count, 3);
    const struct lw_package *png = sample_package(&facts, "pkg:generic/libpng@1.6.58");
    assert_non_null(png);
    assert_true(png->flags & LW_PKG_LINKED);
    assert_true(lw_view_is(png->root, path)); /* no shared object beside it here */
    assert_non_null(sample_package(&facts, "pkg:generic/zlib-ng@2.3.3"));
    lw_arena_clear(&sample_arena);
}

/* What the shared object says of itself is then the package's version (lw_facts_settle()). */
static void a_commit_is_no_version(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view list = LW_VIEW("{\"mozjpeg\":\"0826579\"}");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_sharp_libvips, path, list)));
    const struct lw_package *mozjpeg = sample_package(&facts, "pkg:generic/mozjpeg");
    assert_non_null(mozjpeg);
    assert_true(lw_view_ends(mozjpeg->evidence, LW_VIEW("commit 0826579")));
    lw_arena_clear(&sample_arena);
}

static void other_lists_are_left_alone(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view list = LW_VIEW("{\"png\":\"1.6.58\"}");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_sharp_libvips, "a/versions.json", list)));
    assert_int_equal(facts.packages.count, 0);
    lw_arena_clear(&sample_arena);
}

static void a_broken_list_is_an_error(void **state)
{
    (void)state;
    struct lw_facts facts;
    static const char *const bad[] = { "", "[]", "{", "{\"png\":1.6" };
    for (size_t i = 0; i < LW_COUNT(bad); i++)
        assert_false(
            lw_ok(sample_file(&facts, &lw_analyzer_sharp_libvips, path, lw_view_c(bad[i]))));
    assert_true(lw_ok(
        sample_file(&facts, &lw_analyzer_sharp_libvips, path, LW_VIEW("{\"png\":7,\"x\":\"\"}"))));
    assert_int_equal(facts.packages.count, 0);
    lw_arena_clear(&sample_arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_names_libraries_as_everybody_does),
        cmocka_unit_test(a_commit_is_no_version),
        cmocka_unit_test(other_lists_are_left_alone),
        cmocka_unit_test(a_broken_list_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
