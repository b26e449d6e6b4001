/* SPDX-License-Identifier: Apache-2.0
 *
 * ruby_test.c - gems by their specifications.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/gemspec.h"
#include "sample.h"

extern const struct lw_analyzer lw_analyzer_ruby_gemspec;

static void gemspec(struct lw_facts *facts, const char *path, const char *sample)
{
    struct lw_view bytes = sample_read(sample);
    assert_true(lw_ok(sample_file(facts, &lw_analyzer_ruby_gemspec, path, bytes)));
}

static void an_installed_gem_is_found(void **state)
{
    (void)state;
    struct lw_facts facts;
    gemspec(&facts, "ruby/gems/2.7.0/specifications/rack-2.2.3.gemspec",
            "tests/unit/data/packages/rack-2.2.3.gemspec");
    const struct lw_package *p = sample_package(&facts, "pkg:gem/rack@2.2.3");
    assert_non_null(p);
    assert_view(p->root, "ruby/gems/2.7.0/gems/rack-2.2.3");
    assert_int_equal(p->licenses.count, 1);
    assert_view(p->licenses.items[0], "MIT");
}

/* A gem that is left out without a word is one whose faults are not told. */
static void a_specification_over_the_limit_is_told(void **state)
{
    (void)state;
    struct lw_facts facts;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    memset(lw_buf_reserve(&text, (1 << 20) + 1), ' ', (1 << 20) + 1);
    text.len = (1 << 20) + 1;
    assert_int_equal(sample_file(&facts, &lw_analyzer_ruby_gemspec,
                                 "ruby/gems/3.3.0/specifications/a-1.gemspec", lw_buf_view(&text))
                         .code,
                     LW_E_LIMIT);
}

static void platform_and_more_licences(void **state)
{
    (void)state;
    struct lw_facts facts;
    gemspec(&facts, "specifications/nokogiri-1.13.9-x86_64-linux.gemspec",
            "tests/unit/data/packages/nokogiri-1.13.9-x86_64-linux.gemspec");
    const struct lw_package *p = sample_package(&facts, "pkg:gem/nokogiri@1.13.9");
    assert_non_null(p);
    assert_view(p->evidence, "gemspec, platform x86_64-linux");
    assert_int_equal(p->licenses.count, 2);
    assert_view(p->licenses.items[1], "Ruby");
    assert_view(p->root, "gems/nokogiri-1.13.9-x86_64-linux");
}

static void computed_versions_come_from_the_name_or_not_at_all(void **state)
{
    (void)state;
    struct lw_facts facts;
    const char *sample = "tests/unit/data/packages/computed.gemspec";
    gemspec(&facts, "ruby/gems/3.2.0/specifications/thing-0.4.1.gemspec", sample);
    const struct lw_package *p = sample_package(&facts, "pkg:gem/thing@0.4.1");
    assert_non_null(p);
    assert_view(p->evidence, "name of the gemspec");
    assert_view(p->licenses.items[0], "Apache-2.0");
    gemspec(&facts, "ruby/gems/3.2.0/gems/thing-0.4.1/thing.gemspec", sample);
    assert_int_equal(facts.packages.count, 0);
    gemspec(&facts, "src/thing.gemspec", "tests/unit/data/packages/rack-2.2.3.gemspec");
    assert_int_equal(facts.packages.count, 0);
}

static void constructors_and_word_lists_are_literal(void **state)
{
    (void)state;
    struct lw_facts facts;
    gemspec(&facts, "ruby/gems/3.2.0/specifications/default/date-3.1.3.gemspec",
            "tests/unit/data/packages/date.gemspec");
    const struct lw_package *p = sample_package(&facts, "pkg:gem/date@3.1.3");
    assert_non_null(p);
    assert_view(p->evidence, "gemspec");
    assert_int_equal(p->licenses.count, 2);
    assert_view(p->licenses.items[1], "BSD-2-Clause");
}

static void what_is_put_together_is_not_literal(void **state)
{
    (void)state;
    struct lw_gemspec spec;
    lw_gemspec_parse(&spec, LW_VIEW("s.name = \"a\" + \"b\"\ns.version = \"1.#{x}\"\n"));
    assert_int_equal(spec.name.len, 0);
    assert_int_equal(spec.version.len, 0);
    lw_gemspec_parse(&spec, LW_VIEW("s.name == \"a\"\ns.version.to_s = \"2\"\ns.name = 'ok' # x"));
    assert_view(spec.name, "ok");
    assert_int_equal(spec.version.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_installed_gem_is_found),
        cmocka_unit_test(a_specification_over_the_limit_is_told),
        cmocka_unit_test(platform_and_more_licences),
        cmocka_unit_test(computed_versions_come_from_the_name_or_not_at_all),
        cmocka_unit_test(constructors_and_word_lists_are_literal),
        cmocka_unit_test(what_is_put_together_is_not_literal),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
