/* SPDX-License-Identifier: Apache-2.0
 *
 * review_cases_test.c - every rule of reviews against its cases in tests/cases (see the README
 * there): bad-X.diff.json and good-X.diff.json say what two scans saw, bad-X.diff and good-X.diff
 * are folders with "old" and "new", which are scanned.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"
#include "case_reader.h"
#include "review/rule.h"
#include "review/run.h"

static void read_finding(struct lw_scan *scan, yyjson_val *from)
{
    enum lw_severity severity = LW_SEVERITY_NONE;
    assert_true(lw_severity_parse(&severity, lw_json_str(from, "severity")));
    struct lw_finding *f = lw_finding_add(&scan->findings, &scan->arena,
                                          lw_arena_copy(&scan->arena, lw_json_str(from, "rule")),
                                          severity);
    f->path = lw_arena_copy(&scan->arena, lw_json_str(from, "path"));
    f->title = lw_arena_copy(&scan->arena, lw_json_str(from, "title"));
    f->evidence = lw_arena_copy(&scan->arena, lw_json_str(from, "evidence"));
    f->vulnerability = lw_arena_copy(&scan->arena, lw_json_str(from, "id"));
    f->purl = lw_arena_copy(&scan->arena, lw_json_str(from, "purl"));
}

static int by_path(const void *a, const void *b)
{
    return lw_view_cmp(((const struct lw_scan_file *)a)->path,
                       ((const struct lw_scan_file *)b)->path);
}

/* {"a.py": "content"} or {"bin/x": ["content", "4755"]} */
static void read_files(struct lw_scan *scan, yyjson_val *from)
{
    size_t i, max;
    yyjson_val *key, *value;
    scan->files = lw_arena_array(&scan->arena, yyjson_obj_size(from) + 1, sizeof *scan->files);
    yyjson_obj_foreach(from, i, max, key, value)
    {
        struct lw_view content = lw_json_text(yyjson_is_arr(value) ? yyjson_arr_get(value, 0)
                                                                   : value);
        struct lw_view mode = lw_json_text(yyjson_arr_get(value, 1));
        struct lw_scan_file *file = &scan->files[scan->file_count++];
        *file = (struct lw_scan_file){ .path = lw_arena_copy(&scan->arena, lw_json_text(key)),
                                       .type = LW_ENTRY_FILE,
                                       .mode = 0644,
                                       .bytes = content.len,
                                       .sha256 = lw_sha256(content),
                                       .have_sha256 = true };
        if (mode.len)
            file->mode = (uint32_t)strtoul((const char *)lw_arena_copy(&scan->arena, mode).ptr,
                                           NULL, 8);
    }
    if (scan->file_count)
        qsort(scan->files, scan->file_count, sizeof *scan->files, by_path);
}

static struct lw_scan *read_side(yyjson_val *from, const char *name)
{
    struct lw_scan *scan = lw_scan_new(name);
    size_t i, max;
    yyjson_val *each;
    read_files(scan, lw_json_obj(from, "files"));
    yyjson_arr_foreach(lw_json_arr(from, "facts"), i, max, each) read_fact(&scan->facts, each);
    yyjson_arr_foreach(lw_json_arr(from, "packages"), i, max, each)
        read_package(&scan->facts, each);
    yyjson_arr_foreach(lw_json_arr(from, "findings"), i, max, each) read_finding(scan, each);
    yyjson_arr_foreach(lw_json_arr(from, "incomplete"), i, max, each)
        lw_facts_incomplete(&scan->facts, lw_json_text(each), "LW_E_LIMIT", LW_VIEW("too large"));
    lw_facts_settle(&scan->facts);
    return scan;
}

static struct lw_review *review_json(struct lw_view text, const struct lw_review_options *options)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_err err = { 0 };
    struct lw_review *review = NULL;
    if (!lw_ok(lw_json_parse(&doc, text, MAX_BYTES, &err)))
        fail_msg("%s", err.text);
    struct lw_scan *from = read_side(lw_json_obj(yyjson_doc_get_root(doc), "old"), "old");
    struct lw_scan *to = read_side(lw_json_obj(yyjson_doc_get_root(doc), "new"), "new");
    if (!lw_ok(lw_review_scans(&review, &from, &to, options, &err)))
        fail_msg("%s", err.text);
    return review;
}

static struct lw_review *review_folders(struct lw_arena *arena, const char *path,
                                        struct lw_review_options *options)
{
    struct lw_err err = { 0 };
    struct lw_review *review = NULL;
    const char *old = (const char *)lw_arena_printf(arena, "%s/old", path).ptr;
    const char *new = (const char *)lw_arena_printf(arena, "%s/new", path).ptr;
    const struct lw_input from = { old, old }, to = { new, new };
    options->scan.engine = (struct lw_engine_options){ .jobs = 1,
                                                       .behavior = true,
                                                       .limits = lw_limits_default() };
    if (!lw_ok(lw_review_run(&review, &from, &to, options, &err)))
        fail_msg("%s: %s", path, err.text);
    return review;
}

static void read_config(struct lw_review_config *out, yyjson_val *text, struct lw_arena *arena)
{
    struct lw_config config = { 0 };
    struct lw_err err = { 0 };
    *out = lw_review_config_default();
    if (!text)
        return;
    if (!lw_ok(lw_config_parse(&config, lw_json_text(text), "layerward.yaml", arena, &err)) ||
        !lw_ok(lw_review_config_read(out, &config, &err)))
        fail_msg("%s", err.text);
}

/* The highest level of a reason of the rule; LW_LEVEL_OFF where it has none. */
static enum lw_level level_of(const struct lw_review *review, const char *rule)
{
    enum lw_level most = LW_LEVEL_OFF;
    for (size_t i = 0; i < review->reasons.count; i++) {
        const struct lw_reason *r = &review->reasons.items[i];
        if (lw_view_is(r->rule, rule) && !r->accepted && r->level > most)
            most = r->level;
    }
    return most;
}

static size_t count_of(const struct lw_review *review, const char *rule)
{
    size_t count = 0;
    for (size_t i = 0; i < review->reasons.count; i++)
        count += lw_view_is(review->reasons.items[i].rule, rule) &&
                 !review->reasons.items[i].accepted;
    return count;
}

/* Of its first reason. */
static uint64_t line_of(const struct lw_review *review, const char *rule)
{
    for (size_t i = 0; i < review->reasons.count; i++)
        if (lw_view_is(review->reasons.items[i].rule, rule))
            return review->reasons.items[i].line;
    return 0;
}

static void tell(const struct lw_review *review)
{
    for (size_t i = 0; i < review->reasons.count; i++)
        print_error("    %s %.*s: %.*s\n", lw_level_name(review->reasons.items[i].level),
                    LW_FMT(review->reasons.items[i].rule), LW_FMT(review->reasons.items[i].title));
}

/* expect.json: {"bad-x": {"level": "block", "reasons": 1, "config": "review: ..."}, "good-y":
 * ...} */
static void run_case(const char *rule, const char *folder, const char *file, yyjson_val *expected)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    struct lw_view name = lw_view(file, strlen(file)), text = LW_VIEW_NONE;
    const char *path = (const char *)lw_arena_printf(&arena, "%s/%s", folder, file).ptr;
    yyjson_val *one = expected_of(expected, file);
    struct lw_view wanted = lw_json_str(one, "level");
    struct lw_review_options options = { 0 };
    assert_true(lw_time_parse(&options.scan.content.now_utc_s, LW_VIEW("2026-11-01")));
    read_config(&options.config, yyjson_obj_get(one, "config"), &arena);
    bool json = lw_view_ends(name, LW_VIEW(".json"));
    if (json && !lw_ok(lw_file_read(&text, path, MAX_BYTES, &arena, &err)))
        fail_msg("%s", err.text);
    struct lw_review *review = json ? review_json(text, &options)
                                    : review_folders(&arena, path, &options);
    const char *got = lw_level_name(level_of(review, rule));
    bool bad = lw_view_starts(name, LW_VIEW("bad-"));
    if (!lw_view_is(wanted, got)) {
        WRONG("%s/%s: gives %s, not \"%.*s\"", rule, file, got, LW_FMT(wanted));
        tell(review);
    }
    yyjson_val *reasons = yyjson_obj_get(one, "reasons");
    if (reasons && yyjson_get_uint(reasons) != count_of(review, rule)) {
        WRONG("%s/%s: gives %zu reasons", rule, file, count_of(review, rule));
        tell(review);
    }
    yyjson_val *line = yyjson_obj_get(one, "line");
    if (line && yyjson_get_uint(line) != line_of(review, rule))
        WRONG("%s/%s: its reason has another line", rule, file);
    if (bad == (lw_view_is(wanted, "off") || !wanted.len))
        WRONG("%s/%s: a bad case has a level, a good one \"off\"", rule, file);
    lw_review_free(review);
    lw_arena_clear(&arena);
}

static void every_rule_judges_its_cases(void **state)
{
    (void)state;
    problems = 0;
    for (size_t i = 0; i < lw_review_rule_count; i++)
        run_cases(lw_review_rule_all[i]->id, run_case);
    assert_int_equal(problems, 0);
}

/* The id is the file's name, which the registry has; and no id stands twice. */
static void ids_are_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < lw_review_rule_count; i++) {
        assert_ptr_equal(lw_review_rule_find(lw_view_c(lw_review_rule_all[i]->id)),
                         lw_review_rule_all[i]);
        assert_true(strlen(lw_review_rule_all[i]->why) > 20);
        assert_true(strlen(lw_review_rule_all[i]->fix) > 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_judges_its_cases),
        cmocka_unit_test(ids_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
