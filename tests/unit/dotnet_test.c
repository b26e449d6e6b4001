/* SPDX-License-Identifier: Apache-2.0
 *
 * dotnet_test.c - NuGet packages by deps.json.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

extern const struct lw_analyzer lw_analyzer_dotnet_deps;

static void packages_projects_and_packs_are_told_apart(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view bytes = sample_read("tests/unit/data/packages/Function.deps.json");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_dotnet_deps, "Function.deps.json", bytes)));
    assert_int_equal(facts.packages.count, 5);
    const struct lw_package *p = sample_package(&facts, "pkg:nuget/Newtonsoft.Json@12.0.1");
    assert_non_null(p);
    assert_int_equal(p->flags, 0);
    assert_true(lw_view_starts(p->evidence, LW_VIEW("deps.json: package, sha512-jmVy")));
    p = sample_package(&facts, "pkg:nuget/Microsoft.NET.ILLink.Tasks@8.0.0");
    assert_non_null(p);
    assert_int_equal(p->flags, LW_PKG_LOCK_ONLY);
    p = sample_package(&facts, "pkg:nuget/Function@1.0.0");
    assert_non_null(p);
    assert_view(p->evidence, "deps.json: the program itself");
    assert_null(sample_package(&facts, "pkg:nuget/Shared@1.0.0"));
    assert_non_null(
        sample_package(&facts, "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@6.0.25"));
    assert_non_null(sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_VERSION, "6.0"));
}

/* Work that grew with the square of these numbers would outlast the test's time. */
static void many_libraries_cost_little_and_are_limited(void **state)
{
    (void)state;
    enum { MANY = 100000, READ = 20000 };
    struct lw_facts facts;
    LW_CLEANUP(lw_buf_clear) struct lw_buf json = LW_BUF_INIT;
    lw_buf_add_c(&json, "{\"runtimeTarget\":{\"name\":\"t\"},\"targets\":{\"t\":{");
    for (unsigned i = 0; i < MANY; i++)
        lw_buf_printf(&json, "\"q%u/1\":{},", i);
    lw_buf_add_c(&json, "\"p1/1\":{\"runtime\":{\"p1.dll\":{}}}}},\"libraries\":{");
    for (unsigned i = 0; i < MANY; i++)
        lw_buf_printf(&json, "%s\"p%u/1\":{\"type\":\"package\"}", i ? "," : "", i);
    lw_buf_add_c(&json, "}}");
    lw_status status = sample_file(&facts, &lw_analyzer_dotnet_deps, "bin/a.deps.json",
                                   lw_buf_view(&json));
    assert_int_equal(status.code, LW_E_LIMIT);
    assert_int_equal(facts.packages.count, READ);
    assert_true(facts.packages.items[0].flags & LW_PKG_LOCK_ONLY);
    assert_false(facts.packages.items[1].flags & LW_PKG_LOCK_ONLY);
}

static void broken_files_are_said(void **state)
{
    (void)state;
    struct lw_facts facts;
    const struct lw_analyzer *a = &lw_analyzer_dotnet_deps;
    assert_false(lw_ok(sample_file(&facts, a, "a.deps.json", LW_VIEW("[]"))));
    assert_false(lw_ok(sample_file(&facts, a, "a.deps.json", LW_VIEW("{\"libraries\":[]}"))));
    assert_true(lw_ok(sample_file(&facts, a, "a.deps.json",
                                  LW_VIEW("{\"libraries\":{\"/1\":{},\"a\":{},\"b/2\":7}}"))));
    assert_int_equal(facts.packages.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packages_projects_and_packs_are_told_apart),
        cmocka_unit_test(many_libraries_cost_little_and_are_limited),
        cmocka_unit_test(broken_files_are_said),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
