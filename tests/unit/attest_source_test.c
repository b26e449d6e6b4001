/* SPDX-License-Identifier: Apache-2.0
 *
 * attest_source_test.c - where files of a layer are in its source, and what its locks name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attest/source.h"
#include "attest_sample.h"

static void mappings(void **state)
{
    (void)state;
    static const struct lw_place_pair pairs[] = {
        { { (const uint8_t *)"python/a/b.py", 13 }, { (const uint8_t *)"src/a/b.py", 10 } },
        { { (const uint8_t *)"python/a/c.py", 13 }, { (const uint8_t *)"src/a/c.py", 10 } },
        { { (const uint8_t *)"bin/x", 5 }, { (const uint8_t *)"bin/x", 5 } },
        { { (const uint8_t *)"q", 1 }, { (const uint8_t *)"other", 5 } },
    };
    struct lw_mapping_list list;
    struct lw_view path;
    lw_mappings_find(&list, pairs, LW_COUNT(pairs), &arena);
    assert_int_equal(list.count, 2);
    assert_true(lw_view_is(list.items[0].layer, "python"));
    assert_true(lw_view_is(list.items[0].tree, "src"));
    assert_int_equal(list.items[0].files, 2);
    assert_true(lw_mapping_apply(&path, &list.items[0], LW_VIEW("python/z.py"), &arena));
    assert_true(lw_view_is(path, "src/z.py"));
    assert_false(lw_mapping_apply(&path, &list.items[0], LW_VIEW("python3/z.py"), &arena));
}

static void locks(void **state)
{
    (void)state;
    LW_CLEANUP(lw_locks_clear) struct lw_locks table = { .arena = &arena };
    static const struct {
        const char *path, *text;
        enum lw_lock_family family;
        const char *name, *version;
    } cases[] = {
        { "a/requirements.txt", "Six[x]==1.16.0 ; a\n-r b==1\n", LW_LOCK_PYTHON, "six", "1.16.0" },
        { "poetry.lock",
          "[[package]]\nname = \"A.B_c\"\nversion = \"2\"\n[metadata]\nname = \"z\"\n",
          LW_LOCK_PYTHON, "a-b-c", "2" },
        { "Pipfile.lock", "{\"default\":{\"q\":{\"version\":\"==3\"}}}", LW_LOCK_PYTHON, "q", "3" },
        { "package-lock.json", "{\"packages\":{\"x/node_modules/@b/c\":{\"version\":\"1.2.3\"}}}",
          LW_LOCK_NODE, "@b/c", "1.2.3" },
        { "npm-shrinkwrap.json",
          "{\"dependencies\":{\"d\":{\"version\":\"4\",\"dependencies\":{\"e\":{\"version\":\"5\"}}"
          "}}}",
          LW_LOCK_NODE, "e", "5" },
        { "yarn.lock", "\"@a/b@^1\", \"@a/b@~1.1\":\n  version \"1.1.2\"\n", LW_LOCK_NODE, "@a/b",
          "1.1.2" },
        { "w/yarn.lock", "\"f@npm:^1\":\n  version: 1.9.0\n", LW_LOCK_NODE, "f", "1.9.0" },
        { "pnpm-lock.yaml", "packages:\n  /@g/h@1.0.0(i@2):\n", LW_LOCK_NODE, "@g/h", "1.0.0" },
        { "composer.lock", "{\"packages\":[{\"name\":\"a/b\",\"version\":\"v1.0\"}]}", LW_LOCK_PHP,
          "a/b", "1.0" },
        { "Gemfile.lock", "GEM\n  specs:\n    rack (2.2.3)\n      x (1)\n", LW_LOCK_RUBY, "rack",
          "2.2.3" },
        { "go.sum", "e.com/a v1.2.3 h1:x=\n", LW_LOCK_GO, "e.com/a", "1.2.3" },
        { "Cargo.lock", "[[package]]\nname = \"serde\"\nversion = \"1.0\"\n", LW_LOCK_RUST, "serde",
          "1.0" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        assert_true(lw_lock_known(lw_view_c(cases[i].path)));
        assert_true(lw_locks_add(&table, lw_view_c(cases[i].path), lw_view_c(cases[i].text)));
        assert_true(lw_view_is(lw_locks_find(&table, cases[i].family, lw_view_c(cases[i].name),
                                             lw_view_c(cases[i].version)),
                               cases[i].path));
        assert_int_equal(
            lw_locks_find(&table, cases[i].family, lw_view_c(cases[i].name), LW_VIEW("0.0.0")).len,
            0);
    }
    assert_int_equal(lw_locks_find(&table, LW_LOCK_PYTHON, LW_VIEW("z"), LW_VIEW("2")).len, 0);
    assert_int_equal(lw_locks_find(&table, LW_LOCK_NODE, LW_VIEW("six"), LW_VIEW("1.16.0")).len, 0);
    assert_false(lw_lock_known(LW_VIEW("notes.txt")));
    assert_false(lw_locks_add(&table, LW_VIEW("package-lock.json"), LW_VIEW("{")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(mappings, clear),
        cmocka_unit_test_teardown(locks, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
