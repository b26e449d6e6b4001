/* SPDX-License-Identifier: Apache-2.0
 *
 * rules_test.c - the catalogue of content rules, what is folded, and expressions of licences.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/listing.h"
#include "rules/content_rule.h"
#include "rules/license.h"
#include "rules/other.h"

/* "T1574" and "T1574.006"; "CWE-59". */
static bool is_attack(const char *id)
{
    size_t len = strspn(id + 1, "0123456789");
    if (id[0] != 'T' || len != 4)
        return false;
    return id[5] == 0 || (id[5] == '.' && strspn(id + 6, "0123456789") == 3 && id[9] == 0);
}

static bool is_cwe(const char *id)
{
    return strncmp(id, "CWE-", 4) == 0 && id[4] && id[4 + strspn(id + 4, "0123456789")] == 0;
}

static bool is_control(const char *name)
{
    return strncmp(name, "NIST 800-53 ", 12) == 0 || strncmp(name, "FSBP ", 5) == 0 ||
           strncmp(name, "CIS ", 4) == 0;
}

static bool is_id(const char *id)
{
    return id[0] && id[strspn(id, "abcdefghijklmnopqrstuvwxyz-")] == 0;
}

static bool ends_sentence(const char *text)
{
    return text && text[0] && text[strlen(text) - 1] == '.';
}

static void the_catalogue_is_complete(void **state)
{
    (void)state;
    assert_true(lw_content_rule_count >= 40);
    for (size_t i = 0; i < lw_content_rule_count; i++) {
        const struct lw_content_rule *r = lw_content_rule_all[i];
        bool mapped = r->attack || r->cwe || r->controls;
        if (!is_id(r->id) || !r->title || strlen(r->title) > 80 || ends_sentence(r->title) ||
            !ends_sentence(r->why) || !ends_sentence(r->fix) || !r->check || !mapped)
            fail_msg("the texts of %s are not whole", r->id);
        if ((r->attack && !is_attack(r->attack)) || (r->cwe && !is_cwe(r->cwe)))
            fail_msg("%s: %s, %s", r->id, r->attack, r->cwe);
        for (const char *const *c = r->controls; c && *c; c++)
            assert_true(is_control(*c));
        assert_in_range(r->severity, LW_SEVERITY_NONE, LW_SEVERITY_CRITICAL);
        assert_ptr_equal(lw_content_rule_find(lw_view_c(r->id)), r);
        if (i)
            assert_true(strcmp(lw_content_rule_all[i - 1]->id, r->id) < 0);
    }
    assert_null(lw_content_rule_find(LW_VIEW("no-such-rule")));
}

/* Whatever a finding can be is listed; no id stands for two things. */
static void other_findings_are_listed_too(void **state)
{
    (void)state;
    static const char *const ids[] = { "ignore-expired", "unknown-version", "vulnerability" };
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_buf page = LW_BUF_INIT;
    struct lw_listing_rows rows = { 0 };
    lw_listing_find(LW_VIEW("rules"))->rows(&rows, &arena);
    lw_rules_markdown(&page);
    assert_int_equal(lw_other_rule_count, LW_COUNT(ids));
    assert_int_equal(rows.count, lw_content_rule_count + lw_other_rule_count);
    for (size_t i = 0; i < LW_COUNT(ids); i++) {
        const struct lw_other_rule *r = lw_other_rule_find(lw_view_c(ids[i]));
        assert_non_null(r);
        assert_true(ends_sentence(r->why) && ends_sentence(r->fix) && !ends_sentence(r->title));
        assert_null(lw_content_rule_find(lw_view_c(ids[i])));
        assert_true(lw_view_is(rows.items[lw_content_rule_count + i].cells[0], ids[i]));
        struct lw_view head = lw_arena_printf(&arena, "\n## %s\n", ids[i]);
        assert_true(lw_view_find(lw_buf_view(&page), head) != LW_NOT_FOUND);
    }
    lw_buf_clear(&page);
    lw_arena_clear(&arena);
}

static void run_world_writable(struct lw_finding_list *out, struct lw_arena *arena, unsigned files)
{
    struct lw_facts facts = lw_facts(arena);
    struct lw_content_config config = { .now_utc_s = 0 };
    for (unsigned i = 0; i < files; i++) {
        struct lw_view path = lw_arena_printf(arena, "python/%03u.py", i);
        struct lw_fact *fact = lw_facts_add(&facts, LW_F_ANOMALY, path);
        lw_fact_set_c(&facts, fact, LW_K_KIND, "world-writable");
    }
    struct lw_rule_context ctx = { &facts, &config, out, arena };
    lw_content_rules_run(&ctx);
}

static void the_same_fault_over_and_over_is_folded(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_finding_list few = { 0 }, many = { 0 };
    run_world_writable(&few, &arena, LW_RULE_FINDINGS_MAX);
    assert_int_equal(few.count, LW_RULE_FINDINGS_MAX);
    assert_true(lw_view_is(few.items[few.count - 1].path, "python/019.py"));

    run_world_writable(&many, &arena, 500);
    assert_int_equal(many.count, LW_RULE_FINDINGS_MAX);
    const struct lw_finding *last = &many.items[many.count - 1];
    assert_true(lw_view_is(many.items[many.count - 2].path, "python/018.py"));
    assert_int_equal(last->path.len, 0);
    assert_int_equal(last->severity, LW_SEVERITY_LOW);
    assert_true(lw_view_starts(last->evidence, LW_VIEW("481 more, from python/019.py on")));
    lw_arena_clear(&arena);
}

static void licences_are_denied_where_no_choice_avoids_them(void **state)
{
    (void)state;
    static const struct {
        const char *stated, *denied;
        bool result;
    } rows[] = {
        { "MIT", "MIT", true },
        { "mit", "MIT", true },
        { "MIT-0", "MIT", false },
        { "GPL-3.0", "GPL-3.0-only", true },
        { "GPL-3.0-only", "GPL-3.0", true },
        { "GPL-3.0+", "GPL-3.0-or-later", true },
        { "GPL-3.0-or-later", "GPL-3.0-only", false },
        { "GPL-3.0-only", "GPL-3.0-or-later", false },
        { "AGPL-3.0-only", "AGPL-*", true },
        { "LGPL-3.0-only", "GPL-*", false },
        { "MIT OR GPL-3.0-only", "GPL-*", false },
        { "GPL-2.0-only OR GPL-3.0-only", "GPL-*", true },
        { "MIT AND GPL-3.0-only", "GPL-*", true },
        { "MIT and GPL-3.0-only", "GPL-*", true },
        { "(MIT OR GPL-3.0-only) AND Zlib", "GPL-*", false },
        { "MIT OR (GPL-3.0-only AND Zlib)", "GPL-*", false },
        { "MIT AND (GPL-3.0-only OR AGPL-3.0-only)", "*GPL-3.0-only", true },
        { "MIT AND (GPL-3.0-only OR AGPL-3.0-only)", "AGPL-3.0-only", false },
        /* AND binds more tightly than OR. */
        { "MIT OR Zlib AND GPL-3.0-only", "GPL-*", false },
        { "GPL-3.0-only AND Zlib OR MIT", "GPL-*", false },
        { "GPL-3.0-only AND (Zlib OR MIT)", "GPL-*", true },
        { "GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", true },
        { "GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0",
          true },
        { "GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", false },
        { "LicenseRef-Proprietary", "LicenseRef-*", true },
        { "LGPL-2.1-only", "*gpl*", true },
        { "AGPL-3.0-or-later", "agpl-?.0*", true },
        { "LGPL-2.1-only", "GPL*", false },
        { "MIT", "*GPL*", false },
        { "GPL-2.0-only WITH Classpath-exception-2.0", "classpath-exception-2.0", true },
        { "GPL-2.0-only", "Classpath-exception-2.0", false },
        { "Apache License, Version 2.0", "Apache", false },
        { "Apache License, Version 2.0", "apache license, version 2.0", true },
        { "", "MIT", false },
        { "(MIT", "MIT", false },
        { "MIT OR", "MIT", false },
        { "((((((((((((((((((((((((((((((((((((((((MIT", "MIT", false },
    };
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        struct lw_view denied = lw_view_c(rows[i].denied);
        struct lw_views list = { &denied, 1, 1 };
        if (lw_license_denied(lw_view_c(rows[i].stated), &list) != rows[i].result)
            fail_msg("\"%s\" with \"%s\" denied", rows[i].stated, rows[i].denied);
    }
    struct lw_view both[] = { LW_VIEW("GPL-3.0-only"), LW_VIEW("AGPL-3.0-only") };
    struct lw_views list = { both, 2, 2 };
    assert_true(lw_license_denied(LW_VIEW("GPL-3.0-only OR AGPL-3.0"), &list));
    assert_false(lw_license_denied(LW_VIEW("MIT"), &(struct lw_views){ 0 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_is_complete),
        cmocka_unit_test(other_findings_are_listed_too),
        cmocka_unit_test(the_same_fault_over_and_over_is_folded),
        cmocka_unit_test(licences_are_denied_where_no_choice_avoids_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
