/* SPDX-License-Identifier: Apache-2.0
 *
 * import_test.c - files, zips and folders of advisories; and those that are published.
 */
#include <stdlib.h>
#include <unistd.h>

#include "archive/archive.h"
#include "base/file.h"
#include "support/zipmake.h"
#include "vuln/import.h"
#include "vuln/match.h"
#include "vuln/range.h"
#include "vuln_help.h"

struct place {
    char folder[64], index[96];
    size_t problems;
    char last_problem[400];
};

static int set_up(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    strcpy(p->folder, "/tmp/lw-import-XXXXXX");
    if (!mkdtemp(p->folder))
        return -1;
    snprintf(p->index, sizeof p->index, "%s/out/i.lwdb", p->folder);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    struct place *p = *state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
    int result = system(command); /* NOLINT(cert-env33-c): a folder of our own */
    free(p);
    return result;
}

static const char *put(const struct place *p, const char *name, struct lw_view bytes)
{
    static char paths[8][200];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, 200, "%s/%s", p->folder, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_true(lw_ok(lw_mkdirs(path, NULL)));
    *slash = '/';
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
    assert_int_equal(fclose(f), 0);
    return path;
}

static void note(void *ctx, struct lw_view where, const char *text)
{
    struct place *p = ctx;
    p->problems++;
    snprintf(p->last_problem, sizeof p->last_problem, "%.*s: %s", LW_FMT(where), text);
}

static struct lw_vuln_import_options options_for(struct place *p, const char *const *inputs,
                                                 size_t count)
{
    p->problems = 0;
    return (struct lw_vuln_import_options){ .inputs = inputs,
                                            .input_count = count,
                                            .out_path = p->index,
                                            .jobs = 2,
                                            .built_utc_s = 1000,
                                            .problem = note,
                                            .ctx = p };
}

static struct lw_vuln_import_result import(const struct lw_vuln_import_options *options)
{
    struct lw_vuln_import_result result;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_vuln_import(&result, options, &err)))
        fail_msg("%s", err.text);
    return result;
}

#define RECORD(id, eco, name, version)                                                             \
    "{\"id\":\"" id "\",\"modified\":\"2024-01-01T00:00:00Z\",\"affected\":[{\"package\":{"        \
    "\"ecosystem\":\"" eco "\",\"name\":\"" name "\"},\"versions\":[\"" version "\"]}]}"

static struct lw_vuln_match_list look(const struct place *p, const char *purl,
                                      struct lw_arena *arena, struct lw_vuln_index **index)
{
    struct lw_vuln_match_list found = { 0 };
    struct lw_err err = { 0 };
    if ((!*index && !lw_ok(lw_vuln_index_open(index, p->index, &err))) ||
        !lw_ok(lw_vuln_query_purl(&found, *index, lw_view_c(purl), arena, &err)))
        fail_msg("%s: %s", purl, err.text);
    return found;
}

static size_t hits(const struct place *p, const char *purl)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    return look(p, purl, &arena, &index).count;
}

/* A folder with a record, a zip, lines, a list, KEV, EPSS, and things that are none. */
static const char *fill_folder(const struct place *p)
{
    struct zipmake zip = ZIPMAKE_INIT;
    zipmake_files(&zip, "B.json", RECORD("B", "npm", "b", "1.0.0"), "x/C.json", "{broken", "notes",
                  "{", NULL);
    (void)put(p, "in/sub/b.zip", zipmake_end(&zip, NULL));
    zipmake_clear(&zip);
    (void)put(p, "in/CVE-2021-1.json", LW_VIEW(RECORD("CVE-2021-1", "PyPI", "A", "1.0")));
    (void)put(
        p, "in/lines.jsonl",
        LW_VIEW(RECORD("L1", "Go", "l", "1.0.0") "\n\n" RECORD("L2", "Go", "l", "2.0.0") "\n"));
    (void)put(p, "in/list.json",
              LW_VIEW("[" RECORD("D", "NuGet", "d", "1.0.0") "," RECORD("E", "Hex", "e", "1") "]"));
    (void)put(p, "in/kev.json",
              LW_VIEW("{\"catalogVersion\":\"1\",\"vulnerabilities\":[{\"cveID\":"
                      "\"CVE-2021-1\",\"dateAdded\":\"2021-12-10\"}]}"));
    (void)put(p, "in/epss.csv",
              LW_VIEW("#model_version:v1,score_date:2026-08-21T00:00:00+0000\n"
                      "cve,epss,percentile\nCVE-2021-1,0.97565,0.99991\n"));
    (void)put(p, "in/README.md", LW_VIEW("# not data"));
    (void)put(p, "in/.hidden.json", LW_VIEW("{broken"));
    static char path[100];
    snprintf(path, sizeof path, "%s/in", p->folder);
    return path;
}

static void a_folder_holds_many_forms(void **state)
{
    struct place *p = *state;
    const char *inputs[] = { fill_folder(p) };
    struct lw_vuln_import_options options = options_for(p, inputs, 1);
    struct lw_vuln_import_result result = import(&options);
    assert_int_equal(result.records, 6);
    assert_int_equal(result.foreign, 1);
    assert_int_equal(result.malformed, 1);
    assert_int_equal(result.kev, 1);
    assert_int_equal(result.epss, 1);
    assert_int_equal(p->problems, 1);
    if (!strstr(p->last_problem, "in/sub/b.zip: x/C.json: not JSON at line 1, column 2"))
        fail_msg("%s", p->last_problem);
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_vuln_match_list found = look(p, "pkg:pypi/a@1.0.0", &arena, &index);
    assert_int_equal(found.count, 1);
    assert_true(found.items[0].kev);
    assert_int_equal((int)(found.items[0].epss * 100000 + 0.5), 97565);
    assert_int_equal(hits(p, "pkg:npm/b@1.0.0"), 1);
    assert_int_equal(hits(p, "pkg:golang/l@v2.0.0"), 1);
    assert_int_equal(hits(p, "pkg:nuget/D@1.0.0"), 1);
}

/* What is odd about a member but leaves its bytes whole does not cost a record. */
static void damaged_members_are_named(void **state)
{
    struct place *p = *state;
    struct zipmake zip = ZIPMAKE_INIT;
    struct zipmake_entry entries[] = {
        { .name = "A.json", .text = RECORD("A", "npm", "a", "1.0.0"), .crc_xor = 1 },
        { .name = "B.json",
          .text = RECORD("B", "npm", "b", "1.0.0"),
          .local_name = LW_VIEW("C.json") },
    };
    for (size_t i = 0; i < LW_COUNT(entries); i++)
        zipmake_add(&zip, &entries[i]);
    const char *inputs[] = { put(p, "odd.zip", zipmake_end(&zip, NULL)) };
    zipmake_clear(&zip);
    struct lw_vuln_import_options options = options_for(p, inputs, 1);
    struct lw_vuln_import_result result = import(&options);
    assert_int_equal(result.records, 1);
    assert_int_equal(result.malformed, 1);
    if (!strstr(p->last_problem, "odd.zip: A.json: wrong-crc: stated "))
        fail_msg("%s", p->last_problem);
    assert_int_equal(hits(p, "pkg:npm/b@1.0.0"), 1);
}

static void strict_fails_and_changes_nothing(void **state)
{
    struct place *p = *state;
    const char *inputs[] = { fill_folder(p) };
    struct lw_vuln_import_options options = options_for(p, inputs, 1);
    struct lw_vuln_import_result result;
    struct lw_err err = { 0 };
    options.strict = true;
    assert_int_equal(lw_vuln_import(&result, &options, &err).code, LW_E_FORMAT);
    assert_non_null(strstr(err.text, "x/C.json"));
    assert_int_not_equal(access(p->index, F_OK), 0);
    options.strict = false;
    (void)import(&options);
    const char *bad[] = { put(p, "nothing.txt", LW_VIEW("neither")) };
    const char *cut[] = { put(p, "cut.zip", LW_VIEW("PK\x03\x04 and no more")) };
    const char *gone[] = { "/nonexistent/x.json" };
    const char *empty[] = { put(p, "empty/a.txt", LW_VIEW("")) };
    const char *const *wrong[] = { bad, cut, gone, empty };
    for (size_t i = 0; i < LW_COUNT(wrong); i++) {
        options = options_for(p, wrong[i], 1);
        assert_false(lw_ok(lw_vuln_import(&result, &options, &err)));
        if (!strstr(err.text, wrong[i][0]))
            fail_msg("%s: %s", wrong[i][0], err.text);
        assert_int_equal(hits(p, "pkg:pypi/a@1.0.0"), 1);
    }
}

static void add_keeps_what_is_there(void **state)
{
    struct place *p = *state;
    const char *first[] = { fill_folder(p) };
    const char *more[] = { put(
        p, "more.json",
        LW_VIEW(
            "{\"id\":\"CVE-2021-1\",\"modified\":"
            "\"2024-02-01T00:00:00Z\",\"affected\":[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":"
            "\"a\"},\"versions\":[\"9\"]}]}")) };
    struct lw_vuln_import_options options = options_for(p, first, 1);
    (void)import(&options);
    options = options_for(p, more, 1);
    options.add = true;
    struct lw_vuln_import_result added = import(&options);
    assert_int_equal(added.index.kev, 1);
    assert_false(added.gone[LW_ECO_NPM] || added.gone_kev);
    assert_int_equal(hits(p, "pkg:pypi/a@1.0.0"), 0); /* the newer record does not say so */
    assert_int_equal(hits(p, "pkg:pypi/a@9"), 1);
    assert_int_equal(hits(p, "pkg:npm/b@1.0.0"), 1);
    options.add = false;
    struct lw_vuln_import_result replaced = import(&options);
    assert_int_equal(hits(p, "pkg:npm/b@1.0.0"), 0);
    assert_true(replaced.gone[LW_ECO_NPM] && replaced.gone[LW_ECO_GOLANG] && replaced.gone_kev);
    assert_false(replaced.gone[LW_ECO_PYPI] || replaced.gone[LW_ECO_CARGO]);
    replaced = import(&options); /* the same once more takes nothing away */
    assert_false(replaced.gone[LW_ECO_NPM] || replaced.gone_kev || replaced.gone_epss);
}

static const char *shared(const char *name)
{
    static char paths[8][300];
    static size_t next;
    char *path = paths[next++ % 8];
    const char *data = getenv("LAYERWARD_TEST_DATA"), *root = getenv("LAYERWARD_SOURCE_ROOT");
    if (data)
        snprintf(path, 300, "%s/advisories/%s", data, name);
    else
        snprintf(path, 300, "%s/../shared/data/advisories/%s", root ? root : ".", name);
    return access(path, R_OK) == 0 ? path : NULL;
}

struct real_case {
    const char *purl, *advisories; /* by a space; "" none */
};

static const struct real_case real_cases[] = {
    { "pkg:pypi/urllib3@1.26.12", "PYSEC-2023-192 PYSEC-2023-212" },
    { "pkg:pypi/Urllib3@1.26.17", "PYSEC-2023-212" },
    { "pkg:pypi/urllib3@1.26.18", "" },
    { "pkg:golang/stdlib@1.21.3", NULL },
    { "pkg:npm/lodash@4.17.15", NULL },
    { "pkg:npm/lodash@99.0.0", "" },
};

static void expect_advisories(const struct real_case *c, const struct lw_vuln_match_list *found)
{
    if (!c->advisories) {
        assert_true(found->count > 0);
        return;
    }
    struct lw_view rest = lw_view_c(c->advisories), id;
    size_t wanted = 0;
    while (rest.len && lw_view_split(&id, &rest, ' ')) {
        bool have = false;
        for (size_t m = 0; m < found->count; m++)
            for (size_t i = 0; i < found->items[m].advisories.count; i++)
                have = have || lw_view_eq(found->items[m].advisories.items[i], id);
        if (!have)
            fail_msg("%s: without %.*s", c->purl, LW_FMT(id));
        wanted++;
    }
    if (found->count != wanted)
        fail_msg("%s: %zu faults, not %zu", c->purl, found->count, wanted);
}

static void published_advisories(void **state)
{
    struct place *p = *state;
    const char *inputs[] = { shared("pypi-osv.zip"), shared("npm-osv.zip"), shared("go-osv.zip"),
                             shared("rubygems-osv.zip"), shared("maven-osv.zip") };
    for (size_t i = 0; i < LW_COUNT(inputs); i++) {
        if (!inputs[i]) {
            print_message("skipped: the shared advisories are not there\n");
            skip();
        }
    }
    struct lw_vuln_import_options options = options_for(p, inputs, LW_COUNT(inputs));
    struct lw_vuln_import_result result = import(&options);
    assert_int_equal(result.records, 2661 + 1435 + 4291 + 1174 + 362);
    assert_int_equal(result.withdrawn, 27);
    assert_int_equal(result.malformed, 0);
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    for (size_t i = 0; i < LW_COUNT(real_cases); i++) {
        struct lw_vuln_match_list found = look(p, real_cases[i].purl, &arena, &index);
        expect_advisories(&real_cases[i], &found);
    }
    /* No two faults of a package share an id: whatever does is one. */
    struct lw_vuln_match_list found = look(p, "pkg:npm/lodash@1.0.0", &arena, &index);
    size_t joined = 0;
    for (size_t a = 0; a < found.count; a++) {
        joined += found.items[a].advisories.count > 1;
        for (size_t b = 0; b < a; b++)
            for (size_t i = 0; i < found.items[a].ids.count; i++)
                for (size_t k = 0; k < found.items[b].ids.count; k++)
                    assert_false(
                        lw_view_eq(found.items[a].ids.items[i], found.items[b].ids.items[k]));
    }
    assert_true(joined > 0);
}

/* The list of versions and the ranges of a PyPI record were made by different means from the same
 * bounds: where both are there, each listed version should lie in the ranges. */
static void lists_and_ranges_agree(void **state)
{
    (void)state;
    const char *path = shared("pypi-osv.zip");
    if (!path) {
        print_message("skipped: the shared advisories are not there\n");
        skip();
    }
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    struct lw_limits limits = lw_limits_default();
    struct lw_err err = { 0 };
    const struct lw_ordering *pypi = lw_ordering_for(LW_VIEW("PyPI"));
    size_t count, inside = 0, outside = 0, records = 0;
    assert_true(lw_ok(lw_archive_open(&archive, path, &limits, &err)));
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++) {
        LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
        struct lw_content content;
        struct lw_osv osv;
        if (!lw_ok(lw_archive_read(&content, archive, &entries[i], false, scratch, &err)) ||
            !lw_ok(lw_osv_parse(&osv, content.bytes, &arena, &err)))
            fail_msg("%s", err.text);
        for (size_t a = 0; a < osv.count; a++) {
            struct lw_osv_affected *affected = &osv.items[a];
            if (affected->range_count == 0 || affected->versions.count == 0)
                continue;
            size_t before = outside;
            for (size_t r = 0; r < affected->range_count; r++)
                lw_range_sort(&affected->ranges[r], pypi);
            for (size_t v = 0; v < affected->versions.count; v++) {
                bool held = lw_ranges_hold(affected, pypi, affected->versions.items[v]);
                inside += held;
                outside += !held;
            }
            if (outside != before && getenv("LAYERWARD_TEST_VERBOSE"))
                print_message("%.*s: %zu of %zu\n", LW_FMT(osv.id), outside - before,
                              affected->versions.count);
            records += outside != before;
        }
    }
    print_message("%zu listed versions lie in the ranges; %zu of %zu records do not\n", inside,
                  outside, records);
    assert_true(inside > 100000);
    assert_true(outside * 100 < inside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_holds_many_forms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged_members_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strict_fails_and_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(add_keeps_what_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(published_advisories, set_up, tear_down),
        cmocka_unit_test(lists_and_ranges_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
