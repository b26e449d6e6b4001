/* SPDX-License-Identifier: Apache-2.0
 *
 * overlay_test.c - layers and a function put together: who wins what.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/overlay.h"
#include "sample.h"

#define BUILD(tree, ...)                                                                           \
    struct sample_tree tree;                                                                       \
    const struct sample_entry tree##_entries[] = { __VA_ARGS__ };                                  \
    sample_build(&tree, tree##_entries, LW_COUNT(tree##_entries))

/* The shadow fact of a kind and name, or NULL. */
static const struct lw_fact *shadow(const struct lw_facts *facts, const char *kind,
                                    const char *name)
{
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *f = &facts->facts.items[i];
        if (f->kind == LW_F_SHADOW && lw_fact_is(f, LW_K_KIND, kind) &&
            lw_fact_is(f, LW_K_NAME, name))
            return f;
    }
    return NULL;
}

static const struct lw_overlay_entry *entry_of(const struct lw_overlay *o, const char *path)
{
    for (size_t i = 0; i < o->entry_count; i++)
        if (lw_view_is(o->entries[i].path, path))
            return &o->entries[i];
    return NULL;
}

static void the_last_layer_wins_a_file(void **state)
{
    (void)state;
    BUILD(a, { "python/requests/__init__.py", 0644, "v1" },
          { "python/requests/old.py", 0644, "old" }, { "python/requests/same.py", 0644, "same" },
          { "lib/libx.so.1", 0755, "a" }, { "bin/tool", 0755, "a" }, { "bin/curl", 0755, "a" });
    BUILD(b, { "python/requests/__init__.py", 0644, "v2" },
          { "python/requests/same.py", 0644, "same" }, { "lib/libx.so.1", 0755, "b" },
          { "bin/tool", 0755, "b" });
    struct lw_overlay_source sources[] = { { LW_VIEW("a"), a.archive, NULL, false },
                                           { LW_VIEW("b"), b.archive, NULL, false } };
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_overlay o;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_overlay_merge(&o, &facts, sources, 2, &err)));
    assert_int_equal(o.entry_count, 6);
    const struct lw_overlay_entry *e = entry_of(&o, "/opt/python/requests/__init__.py");
    assert_non_null(e);
    assert_int_equal(e->owner, 1);
    assert_int_equal(e->loser_count, 1);
    assert_int_equal(e->losers[0], 0);
    assert_int_equal(entry_of(&o, "/opt/python/requests/old.py")->owner, 0);
    assert_int_equal(o.total_bytes, 2 + 3 + 4 + 1 + 1 + 1 + 2 + 4 + 1 + 1);
    assert_int_equal(o.merged_bytes, 2 + 3 + 4 + 1 + 1 + 1);
    const struct lw_fact *f = shadow(&facts, "path", "python/requests");
    assert_non_null(f);
    assert_value(f, LW_K_WINNER, "b: python/requests");
    assert_value(f, LW_K_LOSER, "a: python/requests");
    assert_value(f, LW_K_COUNT, "2");
    assert_value(f, LW_K_DETAIL, "1 of 2 files differ");
    f = shadow(&facts, "python-module", "requests");
    assert_value(f, LW_K_LAYER, "b");
    assert_true(lw_view_starts(lw_fact_get(f, LW_K_DETAIL), LW_VIEW("both are merged")));
    assert_value(shadow(&facts, "library", "libx.so.1"), LW_K_WINNER, "b: lib/libx.so.1");
    f = shadow(&facts, "program", "curl");
    assert_value(f, LW_K_WINNER, "curl of the system");
    assert_value(f, LW_K_LOSER, "a: bin/curl");
    f = shadow(&facts, "program", "tool");
    assert_value(f, LW_K_WINNER, "b: bin/tool");
    sample_end(&a);
    sample_end(&b);
}

/* Two builds of one version differ in it, whatever else is the same. */
static void bytecode_alone_makes_no_other_module(void **state)
{
    (void)state;
    BUILD(a, { "python/six/__init__.py", 0644, "v1" },
          { "python/six/__pycache__/__init__.cpython-312.pyc", 0644, "monday" });
    BUILD(b, { "python/six/__init__.py", 0644, "v1" },
          { "python/six/__pycache__/__init__.cpython-312.pyc", 0644, "friday" });
    struct lw_overlay_source sources[] = { { LW_VIEW("a"), a.archive, NULL, false },
                                           { LW_VIEW("b"), b.archive, NULL, false } };
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_overlay o;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_overlay_merge(&o, &facts, sources, 2, &err)));
    const struct lw_fact *f = shadow(&facts, "path", "python/six");
    assert_value(f, LW_K_COUNT, "2");
    assert_value(f, LW_K_DETAIL, "the same but for bytecode");
    sample_end(&a);
    sample_end(&b);
}

static void python_follows_sys_path(void **state)
{
    (void)state;
    BUILD(a, { "python/lib/python3.12/site-packages/yaml/__init__.py", 0644, "a" },
          { "python/boto3/__init__.py", 0644, "a" }, { "python/data/x.txt", 0644, "a" });
    BUILD(b, { "python/yaml/__init__.py", 0644, "b" }, { "python/json.py", 0644, "b" },
          { "python/data/y.txt", 0644, "a" });
    BUILD(fn, { "boto3/__init__.py", 0644, "f" }, { "app.py", 0644, "f" });
    struct lw_facts known = lw_facts(&sample_arena);
    (void)lw_facts_package(&known, LW_ECO_PYPI, LW_VIEW("Boto3"), LW_VIEW("1.34.0"),
                           LW_VIEW("python/boto3-1.34.0.dist-info/METADATA"));
    struct lw_overlay_source sources[] = { { LW_VIEW("a"), a.archive, &known, false },
                                           { LW_VIEW("b"), b.archive, NULL, false },
                                           { LW_VIEW("fn"), fn.archive, NULL, true } };
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_overlay o;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_overlay_merge(&o, &facts, sources, 3, &err)));
    assert_int_equal(o.layer_count, 2);
    /* site-packages stands before python/, though its layer is the earlier one. */
    const struct lw_fact *f = shadow(&facts, "python-module", "yaml");
    assert_value(f, LW_K_WINNER, "a: python/lib/python3.12/site-packages/yaml");
    assert_value(f, LW_K_LOSER, "b: python/yaml");
    f = shadow(&facts, "python-module", "boto3");
    assert_value(f, LW_K_WINNER, "fn: boto3");
    assert_value(f, LW_K_LOSER, "a: python/boto3 1.34.0");
    f = shadow(&facts, "sdk", "boto3");
    assert_value(f, LW_K_WINNER, "fn: boto3");
    assert_value(f, LW_K_LOSER, "boto3 of python runtimes");
    assert_value(shadow(&facts, "standard", "json"), LW_K_WINNER, "b: python/json.py");
    assert_null(shadow(&facts, "python-module", "data"));
    assert_non_null(entry_of(&o, "/var/task/app.py"));
    sample_end(&a);
    sample_end(&b);
    sample_end(&fn);
}

static void node_gems_and_jars_follow_their_own_orders(void **state)
{
    (void)state;
    BUILD(a, { "nodejs/node20/node_modules/lodash/index.js", 0644, "a" },
          { "nodejs/node_modules/@aws-sdk/client-s3/i.js", 0644, "a" },
          { "nodejs/node_modules/axios/i.js", 0644, "a" },
          { "ruby/gems/3.3.0/gems/rack-3.0.9/lib/r.rb", 0644, "a" },
          { "java/lib/gson-2.8.5.jar", 0644, "a" }, { "bootstrap", 0755, "a" });
    BUILD(b, { "nodejs/node_modules/lodash/index.js", 0644, "b" },
          { "ruby/gems/3.3.0/gems/rack-3.0.10/lib/r.rb", 0644, "b" },
          { "java/lib/gson-2.10.jar", 0644, "b" });
    BUILD(fn, { "node_modules/axios/i.js", 0644, "f" }, { "lib/gson-2.9.jar", 0644, "f" },
          { "bootstrap", 0755, "f" }, { "lib/liby.so", 0755, "f" });
    struct lw_overlay_source sources[] = { { LW_VIEW("fn"), fn.archive, NULL, true },
                                           { LW_VIEW("a"), a.archive, NULL, false },
                                           { LW_VIEW("b"), b.archive, NULL, false } };
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_overlay o;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_overlay_merge(&o, &facts, sources, 3, &err)));
    const struct lw_fact *f = shadow(&facts, "node-package", "lodash");
    assert_true(lw_view_starts(lw_fact_get(f, LW_K_DETAIL), LW_VIEW("AWS does not say")));
    f = shadow(&facts, "node-package", "axios");
    assert_value(f, LW_K_WINNER, "fn: node_modules/axios");
    assert_value(f, LW_K_LOSER, "a: nodejs/node_modules/axios");
    f = shadow(&facts, "sdk", "@aws-sdk/client-s3");
    assert_value(f, LW_K_LOSER, "@aws-sdk/client-s3 of nodejs18.x and later");
    f = shadow(&facts, "ruby-gem", "rack");
    assert_value(f, LW_K_WINNER, "b: ruby/gems/3.3.0/gems/rack-3.0.10 3.0.10");
    f = shadow(&facts, "java-archive", "gson");
    assert_value(f, LW_K_WINNER, "fn: lib/gson-2.9.jar 2.9");
    assert_value(f, LW_K_LOSER, "b: java/lib/gson-2.10.jar 2.10"); /* "1" is before "8" */
    f = shadow(&facts, "bootstrap", "bootstrap");
    assert_value(f, LW_K_WINNER, "fn: bootstrap");
    sample_end(&a);
    sample_end(&b);
    sample_end(&fn);
}

static void limits_are_said(void **state)
{
    (void)state;
    BUILD(a, { "bin/x", 0755, "a" });
    struct lw_overlay_source sources[6];
    for (size_t i = 0; i < LW_COUNT(sources); i++)
        sources[i] = (struct lw_overlay_source){ LW_VIEW("l"), a.archive, NULL, false };
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_overlay o;
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_overlay_merge(&o, &facts, sources, 6, &err)));
    assert_true(o.too_many_layers);
    assert_false(o.too_big);
    const struct lw_fact *f = sample_at(&facts, LW_F_OVERLAY, "");
    assert_value(f, LW_K_COUNT, "6");
    assert_value(f, LW_K_BYTES, "6");
    assert_value(f, LW_K_DETAIL, "6 layers, Lambda allows 5");
    assert_value(shadow(&facts, "path", "bin/x"), LW_K_DETAIL, "the same content");
    sources[0].is_function = sources[1].is_function = true;
    assert_int_equal(lw_overlay_merge(&o, &facts, sources, 6, &err).code, LW_E_USAGE);
    assert_true(lw_ok(lw_overlay_merge(&o, &facts, sources, 0, &err)));
    assert_int_equal(o.entry_count, 0);
    sample_end(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_layer_wins_a_file),
        cmocka_unit_test(bytecode_alone_makes_no_other_module),
        cmocka_unit_test(python_follows_sys_path),
        cmocka_unit_test(node_gems_and_jars_follow_their_own_orders),
        cmocka_unit_test(limits_are_said),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
