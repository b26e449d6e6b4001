/* SPDX-License-Identifier: Apache-2.0
 *
 * python_wheel_test.c - wheels and eggs whose metadata was left out, by their names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

extern const struct lw_analyzer lw_analyzer_python_wheel;

static struct lw_facts look(const char *path, const char *member)
{
    struct sample_zip zip = { 0 };
    sample_zip_add(&zip, member, LW_VIEW("x"));
    return sample_nested(&lw_analyzer_python_wheel, path, sample_zip_end(&zip));
}

static void names_say_what_metadata_would(void **state)
{
    (void)state;
    static const struct {
        const char *path, *purl; /* NULL: no name of a wheel or an egg */
    } names[] = {
        { "a/pandas-2.1.0-cp311-cp311-manylinux_2_17_x86_64.whl", "pkg:pypi/pandas@2.1.0" },
        { "a/pandas-2.1.0-1-cp311-cp311-linux_x86_64.whl", "pkg:pypi/pandas@2.1.0" },
        { "a/Ruamel_Yaml-0.17-py3-none-any.WHL", "pkg:pypi/ruamel-yaml@0.17" },
        { "a/six-1.16.0-py3.11.egg", "pkg:pypi/six@1.16.0" },
        { "a/six-1.16.0.egg", "pkg:pypi/six@1.16.0" },
        { "a/pandas-2.1.0.whl", NULL },
        { "a/pandas-latest-py3-none-any.whl", NULL },
        { "a/-2.1.0-py3-none-any.whl", NULL },
        { "a/six.egg", NULL },
        { "a/pandas-2.1.0-py3-none-any.zip", NULL },
    };
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        struct lw_facts facts = look(names[i].path, "pandas/__init__.py");
        if (facts.packages.count != (names[i].purl ? 1 : 0))
            fail_msg("%s: %zu packages", names[i].path, facts.packages.count);
        if (names[i].purl && !sample_package(&facts, names[i].purl))
            fail_msg("%s: %.*s", names[i].path, LW_FMT(facts.packages.items[0].purl));
        if (names[i].purl)
            assert_true(lw_view_is(facts.packages.items[0].root, names[i].path));
    }
    lw_arena_clear(&sample_arena);
}

/* What has metadata is told by the analysers that read it. */
static void metadata_is_left_to_others(void **state)
{
    (void)state;
    static const char wheel[] = "six-1.16.0-py3-none-any.whl", egg[] = "six-1.16.0-py3.11.egg";
    assert_int_equal(look(wheel, "six-1.16.0.dist-info/METADATA").packages.count, 0);
    assert_int_equal(look(wheel, "six-1.16.0.dist-info/RECORD").packages.count, 0);
    assert_int_equal(look(egg, "EGG-INFO/PKG-INFO").packages.count, 0);
    assert_int_equal(look(egg, "EGG-INFO/SOURCES.txt").packages.count, 1);
    lw_arena_clear(&sample_arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_say_what_metadata_would),
        cmocka_unit_test(metadata_is_left_to_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
