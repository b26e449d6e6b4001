/* SPDX-License-Identifier: Apache-2.0
 *
 * node_entry_test.c - what a package.json has loaded or run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

extern const struct lw_analyzer lw_analyzer_node_entry;

static struct lw_facts look(const char *path, const char *text)
{
    struct lw_facts facts;
    if (!lw_ok(sample_file(&facts, &lw_analyzer_node_entry, path, lw_view_c(text))))
        fail_msg("%s", path);
    return facts;
}

static void expect(const struct lw_facts *facts, const char *name, const char *target,
                   const char *class)
{
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        if (lw_fact_is(fact, LW_K_NAME, name) && lw_fact_is(fact, LW_K_TARGET, target) &&
            lw_fact_is(fact, LW_K_CLASS, class))
            return;
    }
    fail_msg("%s is not %s (%s)", name, target, class);
}

static void each_field_is_told(void **state)
{
    (void)state;
    struct lw_facts facts = look(
        "nodejs/node_modules/@a/b/package.json",
        "{\"main\": \"./lib/index.js\",\n \"bin\": {\"tool\": \"bin/tool.js\"},\n"
        " \"exports\": {\".\": {\"import\": \"./a.mjs\", \"require\": [\"./a.cjs\", null]},\n"
        "  \"./x\": \"./x.node\"}, \"imports\": {\"#up\": \"../../c/d.js\", \"#dep\": \"ms\"},\n"
        " \"gypfile\": true, \"scripts\": {\"prepare\": \"node x\", \"test\": \"y\"},\n"
        " \"binary\": {\"module_name\": \"m\", \"host\": \"https://example.com\"}}");
    expect(&facts, "main", "lib/index.js", "file");
    expect(&facts, "bin tool", "bin/tool.js", "file");
    expect(&facts, "exports . import", "a.mjs", "file");
    expect(&facts, "exports . require", "a.cjs", "file");
    expect(&facts, "exports ./x", "x.node", "native");
    expect(&facts, "imports #up", "../../c/d.js", "outside");
    expect(&facts, "imports #dep", "ms", "package");
    expect(&facts, "gypfile", "binding.gyp", "file");
    expect(&facts, "prepare", "node x", "command");
    expect(&facts, "binary module_name", "m", "file");
    assert_int_equal(facts.facts.count, 11);
    assert_true(lw_fact_is(&facts.facts.items[0], LW_K_PACKAGE, "@a/b"));
    assert_int_equal(facts.facts.items[0].line, 1);
}

static void what_is_not_said_is_the_default(void **state)
{
    (void)state;
    struct lw_facts facts = look("node_modules/a/package.json", "{\"name\": \"a\"}");
    expect(&facts, "main", "index.js", "file");
    facts = look("node_modules/a/package.json", "{\"exports\": \"./x.js\"}");
    assert_int_equal(facts.facts.count, 1);
    expect(&facts, "exports", "x.js", "file");
    assert_int_equal(look("package.json", "{\"main\": \"x\"}").facts.count, 0);
    assert_int_equal(look("node_modules/a/sub/package.json", "{\"main\": \"x\"}").facts.count, 0);
    assert_int_equal(look("node_modules/a/package.json", "[]").facts.count, 1);
}

static void what_leads_out_is_seen(void **state)
{
    (void)state;
    static const struct {
        const char *target, *class;
    } cases[] = {
        { "../x", "outside" },          { "/etc/x.js", "outside" },  { "a/../../x", "outside" },
        { "a/../x", "file" },           { "./a/./../b.js", "file" }, { "..x/y", "file" },
        { "./../lib.node", "outside" }, { "lib.node", "native" },    { "..", "outside" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_view text = lw_arena_printf(&sample_arena, "{\"main\": \"%s\"}", cases[i].target);
        struct lw_facts facts = look("node_modules/a/package.json", (const char *)text.ptr);
        if (!lw_fact_is(&facts.facts.items[0], LW_K_CLASS, cases[i].class))
            fail_msg("%s is not %s", cases[i].target, cases[i].class);
    }
}

static void hostile_manifests_are_bounded(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf wide = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf deep = LW_BUF_INIT;
    lw_buf_add_c(&wide, "{\"exports\": {");
    for (int i = 0; i < 5000; i++)
        lw_buf_printf(&wide, "\"./%d\": \"./\\u001b%d.js\",", i, i);
    lw_buf_add_c(&wide, "\"./z\": \"./z\"}}");
    lw_buf_add_byte(&wide, 0);
    struct lw_facts facts = look("node_modules/a/package.json", (const char *)wide.ptr);
    assert_int_equal(facts.facts.count, 64);
    lw_buf_add_c(&deep, "{\"exports\": ");
    for (int i = 0; i < 500; i++)
        lw_buf_add_c(&deep, "{\"a\":");
    lw_buf_add_c(&deep, "\"x\"");
    for (int i = 0; i < 501; i++)
        lw_buf_add_byte(&deep, '}');
    lw_buf_add_byte(&deep, 0);
    assert_int_equal(look("node_modules/a/package.json", (const char *)deep.ptr).facts.count, 0);
    static const char text[] = "{\"main\": \"x\", \"bin\": \"y\", \"exports\": [{\"a\": \"b\"}]}";
    for (size_t len = 0; len < sizeof text - 2; len++)
        assert_false(lw_ok(sample_file(&facts, &lw_analyzer_node_entry,
                                       "node_modules/a/package.json", lw_view(text, len))));
}

/* Node.js takes the last of them. */
static void a_key_that_stands_twice(void **state)
{
    (void)state;
    struct lw_facts facts = look("node_modules/a/package.json",
                                 "{\"main\": \"a.js\", \"license\": \"x\", \"license\": \"y\",\n"
                                 " \"exports\": {\".\": \"./c.js\", \".\": \"./d.js\"},\n"
                                 " \"main\": \"b.js\"}");
    expect(&facts, "main", "b.js", "file");
    expect(&facts, "main twice", "b.js", "twice");
    expect(&facts, "exports .", "d.js", "file");
    expect(&facts, ". twice", "d.js", "twice");
    facts = look("node_modules/a/package.json",
                 "{\"license\": \"x\", \"license\": \"y\", \"main\": \"b.js\",\n"
                 " \"exports\": {\"a\": {\"main\": \"x\"}, \"b\": {\"main\": \"x\"}}}");
    for (size_t i = 0; i < facts.facts.count; i++)
        assert_false(lw_fact_is(&facts.facts.items[i], LW_K_CLASS, "twice"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_field_is_told),
        cmocka_unit_test(what_is_not_said_is_the_default),
        cmocka_unit_test(what_leads_out_is_seen),
        cmocka_unit_test(a_key_that_stands_twice),
        cmocka_unit_test(hostile_manifests_are_bounded),
    };
    int failed = cmocka_run_group_tests_name("node_entry", tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
