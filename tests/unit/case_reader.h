/* SPDX-License-Identifier: Apache-2.0
 *
 * case_reader.h - the cases of rules below tests/cases: what they say was seen, and which there
 * are.
 */
#ifndef TESTS_UNIT_CASE_READER_H
#define TESTS_UNIT_CASE_READER_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/json.h"
#include "facts/facts.h"

enum { MAX_BYTES = 1 << 20 };

/* All that is wrong is told, not only what comes first. */
static unsigned problems;
#define WRONG(...) (problems++, print_error(__VA_ARGS__), print_error("\n"))

static inline const char *cases_folder(struct lw_arena *arena, const char *id)
{
    const char *root = getenv("LAYERWARD_SOURCE_ROOT");
    return (const char *)lw_arena_printf(arena, "%s/tests/cases%s%s", root ? root : ".",
                                         id ? "/" : "", id ? id : "")
        .ptr;
}

static inline struct lw_views read_views(struct lw_arena *arena, yyjson_val *list)
{
    struct lw_views out = { 0 };
    size_t i, max;
    yyjson_val *value;
    yyjson_arr_foreach(list, i, max, value) * LW_PUSH(arena, &out) = lw_json_text(value);
    return out;
}

static inline enum lw_fact_kind fact_kind(struct lw_view name)
{
    for (int i = 0; i < LW_F_COUNT; i++)
        if (lw_view_is(name, lw_fact_kind_name((enum lw_fact_kind)i)))
            return (enum lw_fact_kind)i;
    fail_msg("there is no fact \"%.*s\"", LW_FMT(name));
    return LW_F_COUNT;
}

static inline enum lw_fact_key fact_key(struct lw_view name)
{
    for (int i = 0; i < LW_K_COUNT_; i++)
        if (lw_view_is(name, lw_fact_key_name((enum lw_fact_key)i)))
            return (enum lw_fact_key)i;
    fail_msg("nothing is said of facts by the name \"%.*s\"", LW_FMT(name));
    return LW_K_COUNT_;
}

/* {"kind": "elf", "location": "bin/x", "line": 3, "set": {"nx": "no", "needed": ["a", "b"]}} */
static inline void read_fact(struct lw_facts *facts, yyjson_val *from)
{
    struct lw_fact *fact = lw_facts_add(facts, fact_kind(lw_json_str(from, "kind")),
                                        lw_json_str(from, "location"));
    fact->line = (uint32_t)yyjson_get_uint(yyjson_obj_get(from, "line"));
    size_t i, max, n, count;
    yyjson_val *key, *value, *each;
    yyjson_obj_foreach(lw_json_obj(from, "set"), i, max, key, value)
    {
        enum lw_fact_key k = fact_key(lw_json_text(key));
        lw_fact_set(facts, fact, k, lw_json_text(value));
        yyjson_arr_foreach(value, n, count, each) lw_fact_set(facts, fact, k, lw_json_text(each));
    }
}

/* {"purl": "pkg:npm/x@1", "location": "...", "root": "...", "licenses": ["MIT"],
 * "linked": true} */
static inline void read_package(struct lw_facts *facts, yyjson_val *from)
{
    enum lw_ecosystem ecosystem;
    struct lw_view name, version;
    assert_true(
        lw_purl_parse(&ecosystem, &name, &version, lw_json_str(from, "purl"), facts->arena));
    struct lw_package *p = lw_facts_package(facts, ecosystem, name, version,
                                            lw_json_str(from, "location"));
    p->flags = yyjson_get_bool(yyjson_obj_get(from, "linked")) ? LW_PKG_LINKED : 0;
    struct lw_view root = lw_json_str(from, "root");
    if (root.len)
        p->root = lw_arena_copy(facts->arena, root);
    struct lw_views licenses = read_views(facts->arena, lw_json_arr(from, "licenses"));
    for (size_t i = 0; i < licenses.count; i++)
        lw_package_license(facts, p, licenses.items[i]);
}

/* One file or folder of `folder`, and the whole expect.json. */
typedef void run_case_fn(const char *rule, const char *folder, const char *file,
                         yyjson_val *expected);

static inline void run_expected(const char *rule, const char *folder, yyjson_val *expected,
                                run_case_fn *run)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t bad = 0, good = 0;
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        bool is_bad = strncmp(entry->d_name, "bad-", 4) == 0;
        if (!is_bad && strncmp(entry->d_name, "good-", 5) != 0)
            continue;
        bad += is_bad;
        good += !is_bad;
        run(rule, folder, entry->d_name, expected);
    }
    closedir(dir);
    if (bad == 0 || good == 0)
        WRONG("%s has %zu bad and %zu good cases; it takes one of each", rule, bad, good);
    if (yyjson_obj_size(expected) > bad + good)
        WRONG("%s: expect.json speaks of cases that are not there", rule);
}

/* All cases of a rule. */
static inline void run_cases(const char *rule, run_case_fn *run)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    struct lw_view text;
    const char *folder = cases_folder(&arena, rule);
    const char *path = (const char *)lw_arena_printf(&arena, "%s/expect.json", folder).ptr;
    if (!lw_ok(lw_file_read(&text, path, MAX_BYTES, &arena, &err)) ||
        !lw_ok(lw_json_parse(&doc, text, MAX_BYTES, &err)))
        WRONG("%s: %s", rule, err.text);
    else
        run_expected(rule, folder, yyjson_doc_get_root(doc), run);
    lw_arena_clear(&arena);
}

/* The part of expect.json that is about a case: by its name up to the first '.'. */
static inline yyjson_val *expected_of(yyjson_val *expected, const char *file)
{
    return yyjson_obj_getn(expected, file, strcspn(file, "."));
}

#endif
