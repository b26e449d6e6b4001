/* SPDX-License-Identifier: Apache-2.0
 *
 * rules_cases_test.c - every content rule against its cases in tests/cases (see the README there).
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "case_reader.h"
#include "layer_sample.h"
#include "review/rule.h"
#include "scan/run.h"

/* A day that the cases may rely on; "now" in a case's configuration names another. */
static struct lw_content_config read_config(struct lw_arena *arena, yyjson_val *config)
{
    struct lw_view now = lw_json_str(config, "now");
    struct lw_content_config out = {
        .denied_licenses = read_views(arena, lw_json_arr(config, "denied_licenses")),
        .require_license = yyjson_get_bool(yyjson_obj_get(config, "require_license")),
        .declared_runtimes = read_views(arena, lw_json_arr(config, "runtimes")),
        .declared_architectures = read_views(arena, lw_json_arr(config, "architectures")),
    };
    assert_true(lw_time_parse(&out.now_utc_s, now.len ? now : LW_VIEW("2026-11-01")));
    return out;
}

static void find_in_facts(struct lw_finding_list *out, struct lw_view text,
                          const struct lw_content_config *config, struct lw_arena *arena)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_err err = { 0 };
    struct lw_facts facts = lw_facts(arena);
    size_t i, max;
    yyjson_val *each;
    if (!lw_ok(lw_json_parse(&doc, text, MAX_BYTES, &err)))
        fail_msg("%s", err.text);
    yyjson_arr_foreach(lw_json_arr(yyjson_doc_get_root(doc), "facts"), i, max, each)
        read_fact(&facts, each);
    yyjson_arr_foreach(lw_json_arr(yyjson_doc_get_root(doc), "packages"), i, max, each)
        read_package(&facts, each);
    lw_facts_settle(&facts);
    struct lw_rule_context ctx = { &facts, config, out, arena };
    lw_content_rules_run(&ctx);
    lw_findings_sort(out);
}

static void find_in_folder(struct lw_finding_list *out, const char *folder,
                           const struct lw_content_config *config, struct lw_arena *arena)
{
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *scan = NULL;
    struct lw_err err = { 0 };
    struct lw_scan_options options = { .engine = { .jobs = 1, .limits = lw_limits_default() },
                                       .content = *config };
    if (!lw_ok(lw_scan_run(&scan, &(struct lw_input){ folder, folder }, &options, &err)))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < scan->findings.count; i++) {
        struct lw_finding *f = LW_PUSH(arena, out);
        *f = scan->findings.items[i];
        f->rule = lw_arena_copy(arena, f->rule);
        f->path = lw_arena_copy(arena, f->path);
        f->title = lw_arena_copy(arena, f->title);
        f->evidence = lw_arena_copy(arena, f->evidence);
    }
}

static void find_in_layer(struct lw_finding_list *out, struct lw_view text,
                          const struct lw_content_config *config, struct lw_arena *arena)
{
    struct layer_sample layer;
    struct lw_err err = { 0 };
    bool made = layer_make(&layer, text, &err);
    if (made)
        find_in_folder(out, layer.folder, config, arena);
    layer_remove(&layer);
    if (!made)
        fail_msg("%s", err.text);
}

static void compare(const char *what, const char *key, struct lw_view is, yyjson_val *wanted)
{
    yyjson_val *value = yyjson_obj_get(wanted, key);
    if (value && !lw_view_eq(is, lw_json_text(value)))
        WRONG("%s: the %s is \"%.*s\", and \"%s\" is expected", what, key, LW_FMT(is),
              yyjson_get_str(value));
}

/* The rule's findings are those of the list, in its order; what the list does not say of one is
 * not compared. */
static void expect(const char *what, const char *id, const struct lw_finding_list *findings,
                   yyjson_val *wanted)
{
    size_t at = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct lw_finding *f = &findings->items[i];
        if (!lw_view_is(f->rule, id))
            continue;
        yyjson_val *one = yyjson_arr_get(wanted, at++);
        if (!one)
            WRONG("%s: not expected: %s \"%.*s\" at \"%.*s\" (%.*s)", what,
                  lw_severity_name(f->severity), LW_FMT(f->title), LW_FMT(f->path),
                  LW_FMT(f->evidence));
        if (!one)
            continue;
        compare(what, "severity", lw_view_c(lw_severity_name(f->severity)), one);
        compare(what, "path", f->path, one);
        compare(what, "title", f->title, one);
        compare(what, "evidence", f->evidence, one);
        assert_true(f->title.len && f->evidence.len && f->why.len && f->fix.len);
    }
    if (at != yyjson_arr_size(wanted))
        WRONG("%s: %zu findings, and %zu are expected", what, at, yyjson_arr_size(wanted));
}

/* Which kinds of anomaly some bad case has shown to be judged. */
static bool anomaly_shown[64];

static const char *const anomaly_kinds[] = {
#define LW_ANOMALY(constant, name, what) name,
#include "archive/anomaly.def"
#undef LW_ANOMALY
};

static void note_anomalies(const struct lw_finding_list *findings, const char *id)
{
    for (size_t i = 0; i < findings->count; i++)
        for (size_t k = 0; k < LW_COUNT(anomaly_kinds); k++) {
            const struct lw_finding *f = &findings->items[i];
            size_t len = strlen(anomaly_kinds[k]);
            if (lw_view_is(f->rule, id) &&
                lw_view_starts(f->evidence, lw_view_c(anomaly_kinds[k])) &&
                (f->evidence.len == len || f->evidence.ptr[len] == ':'))
                anomaly_shown[k] = true;
        }
}

static void run_case(const char *rule, const char *folder, const char *file, yyjson_val *expected)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_finding_list findings = { 0 };
    struct lw_err err = { 0 };
    struct lw_view name = lw_view(file, strlen(file)), text = LW_VIEW_NONE;
    const char *path = (const char *)lw_arena_printf(&arena, "%s/%s", folder, file).ptr;
    const char *what = (const char *)lw_arena_printf(&arena, "%s/%s", rule, file).ptr;
    yyjson_val *one = expected_of(expected, file);
    struct lw_content_config config = read_config(&arena, lw_json_obj(one, "config"));
    bool facts = lw_view_ends(name, LW_VIEW(".facts.json"));
    bool layer = lw_view_ends(name, LW_VIEW(".layer"));
    if ((facts || layer) && !lw_ok(lw_file_read(&text, path, MAX_BYTES, &arena, &err)))
        fail_msg("%s", err.text);
    if (facts)
        find_in_facts(&findings, text, &config, &arena);
    else if (layer)
        find_in_layer(&findings, text, &config, &arena);
    else
        find_in_folder(&findings, path, &config, &arena);
    bool bad = lw_view_starts(name, LW_VIEW("bad-"));
    yyjson_val *wanted = lw_json_arr(one, "findings");
    if (bad != (yyjson_arr_size(wanted) > 0))
        WRONG("%s: a bad case has findings, a good one has none", what);
    expect(what, rule, &findings, wanted);
    note_anomalies(&findings, rule);
    lw_arena_clear(&arena);
}

static void every_rule_judges_its_cases(void **state)
{
    (void)state;
    problems = 0;
    for (size_t i = 0; i < lw_content_rule_count; i++)
        run_cases(lw_content_rule_all[i]->id, run_case);
    assert_int_equal(problems, 0);
}

static void no_cases_are_without_a_rule(void **state)
{
    (void)state;
    problems = 0;
    struct lw_arena arena = LW_ARENA_INIT;
    DIR *dir = opendir(cases_folder(&arena, NULL));
    struct dirent *entry;
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.' &&
            !lw_content_rule_find(lw_view_c(entry->d_name)) &&
            !lw_review_rule_find(lw_view_c(entry->d_name)))
            WRONG("tests/cases/%s: there is no such rule", entry->d_name);
    closedir(dir);
    lw_arena_clear(&arena);
    assert_int_equal(problems, 0);
}

static void every_anomaly_is_judged_by_one_rule(void **state)
{
    (void)state;
    problems = 0;
    for (size_t k = 0; k < LW_COUNT(anomaly_kinds); k++) {
        size_t rules = 0;
        for (size_t i = 0; i < lw_content_rule_count; i++) {
            const struct lw_anomaly_case *c = lw_content_rule_all[i]->anomalies;
            for (; c && c->kind; c++)
                rules += strcmp(c->kind, anomaly_kinds[k]) == 0;
        }
        if (rules != 1)
            WRONG("the anomaly \"%s\" is judged by %zu rules", anomaly_kinds[k], rules);
        if (!anomaly_shown[k])
            WRONG("no bad case shows how the anomaly \"%s\" is judged", anomaly_kinds[k]);
    }
    assert_int_equal(problems, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_judges_its_cases),
        cmocka_unit_test(no_cases_are_without_a_rule),
        cmocka_unit_test(every_anomaly_is_judged_by_one_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
