/* SPDX-License-Identifier: Apache-2.0
 *
 * review_limits_test.c - what an author makes many of: files, reasons, places, rows of a report.
 * suite: threads
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/diff_format.h"
#include "review/pair.h"
#include "review/rule.h"
#include "review/run.h"
#include "support/zipmake.h"

static struct lw_arena arena = LW_ARENA_INIT;

#define TEXT(...) ((const char *)lw_arena_printf(&arena, __VA_ARGS__).ptr)

static int clear(void **state)
{
    (void)state;
    lw_arena_clear(&arena);
    return 0;
}

static struct lw_fact *add_fact(struct lw_scan *scan, enum lw_fact_kind kind, const char *location,
                                enum lw_fact_key key, const char *value)
{
    struct lw_fact *fact = lw_facts_add(&scan->facts, kind, lw_view_c(location));
    lw_fact_set_c(&scan->facts, fact, key, value);
    return fact;
}

static void add_change(struct lw_review *review, const struct lw_fact *fact, bool new_to_package)
{
    *LW_PUSH(&review->arena,
             &review->facts_added) = (struct lw_fact_change){ .fact = fact,
                                                              .new_to_package = new_to_package };
}

/* A review of two empty scans. */
static struct lw_review *empty_review(void)
{
    struct lw_review *review = lw_review_new();
    review->from = lw_scan_new("old");
    review->to = lw_scan_new("new");
    return review;
}

/* Powers by their files: the first fact of each, in the order of the facts; and what else a place
 * is known for. */
static void places(void **state)
{
    (void)state;
    struct lw_review *review = empty_review();
    struct lw_scan *from = review->from, *to = review->to;
    struct lw_places made;
    add_fact(from, LW_F_ENDPOINT, "imds.py", LW_K_CLASS, "cloud-metadata");
    add_fact(from, LW_F_ENDPOINT, "other.py", LW_K_CLASS, "other");
    add_fact(from, LW_F_AUTHORITY, "ca.pem", LW_K_SHA256, "00");
    lw_facts_incomplete(&from->facts, LW_VIEW("big.js"), "LW_E_LIMIT", LW_VIEW("too large"));
    add_fact(to, LW_F_CAPABILITY, "a.py", LW_K_CAPABILITY, "process");
    add_fact(to, LW_F_CAPABILITY, "a.py", LW_K_CAPABILITY, "network");
    add_fact(to, LW_F_CAPABILITY, "a.py", LW_K_CAPABILITY, "process");
    add_fact(to, LW_F_CAPABILITY, "a.py", LW_K_CAPABILITY, "no such power");
    add_fact(to, LW_F_NATIVE_IMPORT, "b.so", LW_K_CAPABILITY, "network");
    add_fact(to, LW_F_ELF, "b.so", LW_K_KIND, "library");
    add_fact(to, LW_F_AWS_CALL, "c.py", LW_K_SERVICE, "s3");
    const struct lw_fact *facts = to->facts.facts.items;
    add_change(review, &facts[1], true);
    add_change(review, &facts[4], true);
    lw_places_make(&made, review);

    const struct lw_powers *a = lw_places_powers(&made, LW_VIEW("a.py"), true);
    assert_non_null(a);
    assert_int_equal(a->set, LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_NETWORK));
    assert_ptr_equal(a->first[LW_C_PROCESS], &facts[0]);
    assert_ptr_equal(a->first[LW_C_NETWORK], &facts[1]);
    assert_true(a->order[LW_C_PROCESS] < a->order[LW_C_NETWORK]);
    a = lw_places_powers(&made, LW_VIEW("a.py"), false);
    assert_non_null(a);
    assert_int_equal(a->set, LW_C_BIT(LW_C_NETWORK));
    assert_int_equal(a->news, 0);
    const struct lw_powers *b = lw_places_powers(&made, LW_VIEW("b.so"), false);
    assert_non_null(b);
    assert_int_equal(b->news, LW_C_BIT(LW_C_NETWORK));
    assert_null(lw_places_powers(&made, LW_VIEW("c.py"), true));
    assert_non_null(lw_map_get(&made.native, LW_VIEW("b.so")));
    assert_non_null(lw_map_get(&made.aws, LW_VIEW("c.py")));
    assert_non_null(lw_map_get(&made.metadata, LW_VIEW("imds.py")));
    assert_null(lw_map_get(&made.metadata, LW_VIEW("other.py")));
    assert_non_null(lw_map_get(&made.authorities, LW_VIEW("ca.pem")));
    assert_non_null(lw_map_get(&made.incomplete, LW_VIEW("big.js")));
    lw_places_clear(&made);
    lw_review_free(review);
}

/* A text of which a sketch knows another with one line more. */
static const char *words(unsigned seed, const char *end)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (unsigned i = 0; i < 200; i++)
        lw_buf_printf(&buf, "word%u of%u\n", seed * 1000 + i, i);
    lw_buf_add_c(&buf, end);
    return (const char *)lw_arena_copy(&arena, lw_buf_view(&buf)).ptr;
}

static void add(struct zipmake *zip, const char *name, const char *text)
{
    const struct zipmake_entry entry = { .name = name, .text = text };
    zipmake_add(zip, &entry);
}

static void save(struct zipmake *zip, const char *path)
{
    zipmake_end(zip, NULL);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(zip->out.ptr, 1, zip->out.len, file), zip->out.len);
    assert_int_equal(fclose(file), 0);
    zipmake_clear(zip);
}

/* Compares two zips in memory, by way of a folder of our own. */
static struct lw_review *compare(struct zipmake *old, struct zipmake *new)
{
    char folder[] = "/tmp/layerward-limits-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *from = TEXT("%s/old.zip", folder);
    const char *to = TEXT("%s/new.zip", folder);
    const struct lw_input a = { from, from }, b = { to, to };
    struct lw_review_options options = { .config = lw_review_config_default() };
    struct lw_review *review = NULL;
    struct lw_err err = { 0 };
    options.scan.engine = (struct lw_engine_options){ .jobs = 2, .limits = lw_limits_default() };
    save(old, from);
    save(new, to);
    lw_status status = lw_review_run(&review, &a, &b, &options, &err);
    remove(from);
    remove(to);
    remove(folder);
    if (!lw_ok(status))
        fail_msg("%s", err.text);
    return review;
}

/* Many files that are all alike: each is taken for the one that stood in its place. */
static void decoys(void **state)
{
    (void)state;
    enum { DECOYS = 300 };
    struct zipmake old = ZIPMAKE_INIT, new = ZIPMAKE_INIT;
    for (unsigned i = 0; i < DECOYS; i++) {
        const char *line = TEXT("number %u\n", i);
        add(&old, TEXT("python/one/lib/package%u/index.py", i), words(1, line));
        add(&new, TEXT("python/two/lib/package%u/index.py", i), words(1, TEXT("%smore\n", line)));
    }
    struct lw_review *review = compare(&old, &new);
    assert_int_equal(review->file_states[LW_FILE_RENAMED], DECOYS);
    for (size_t i = 0; i < review->files.count; i++) {
        const struct lw_file_change *change = &review->files.items[i];
        size_t skip = sizeof "python/one/" - 1;
        assert_true(lw_view_eq(lw_view_from(change->from->path, skip),
                               lw_view_from(change->to->path, skip)));
    }
    lw_review_free(review);
}

/* Behind the limit likeness is not asked for: what would be renamed is removed and added. */
static void too_many_to_pair(void **state)
{
    (void)state;
    for (unsigned loners = 0; loners <= LW_PAIR_MOST; loners += LW_PAIR_MOST) {
        struct zipmake old = ZIPMAKE_INIT, new = ZIPMAKE_INIT;
        add(&old, "a/before.txt", words(2, ""));
        add(&new, "b/after.txt", words(2, "more\n"));
        for (unsigned i = 0; i < loners; i++)
            add(&old, TEXT("x/%u", i), TEXT("%u", i));
        struct lw_review *review = compare(&old, &new);
        assert_int_equal(review->file_states[LW_FILE_RENAMED], loners ? 0 : 1);
        assert_int_equal(review->file_states[LW_FILE_ADDED], loners ? 1 : 0);
        lw_review_free(review);
    }
}

/* Reasons that are many are folded into one; the one that blocks stays in sight. */
static void many_reasons(void **state)
{
    (void)state;
    enum { FILES = 300 };
    struct lw_scan *from = lw_scan_new("old"), *to = lw_scan_new("new");
    const struct lw_review_options options = { .config = lw_review_config_default() };
    struct lw_review *review = NULL;
    struct lw_err err = { 0 };
    to->files = lw_arena_array(&to->arena, FILES, sizeof *to->files);
    to->file_count = FILES;
    for (unsigned i = 0; i < FILES; i++) {
        struct lw_view path = lw_arena_printf(&to->arena, "python/stray%03u.py", i);
        to->files[i] = (struct lw_scan_file){
            .path = path, .type = LW_ENTRY_FILE, .mode = 0644, .bytes = 1, .sha256 = lw_sha256(path)
        };
        to->files[i].have_sha256 = true;
    }
    struct lw_package *package = lw_facts_package(&to->facts, LW_ECO_PYPI, LW_VIEW("lib"),
                                                  LW_VIEW("1"),
                                                  LW_VIEW("python/lib-1.dist-info/METADATA"));
    package->root = LW_VIEW("python");
    add_fact(to, LW_F_CAPABILITY, "python/stray299.py", LW_K_CAPABILITY, "network");
    lw_facts_settle(&to->facts);
    assert_int_equal(lw_review_scans(&review, &from, &to, &options, &err).code, LW_E_OK);
    size_t count = 0, blocking = 0, folded = 0;
    for (size_t i = 0; i < review->reasons.count; i++) {
        const struct lw_reason *r = &review->reasons.items[i];
        if (!lw_view_is(r->rule, "stray-code"))
            continue;
        count++;
        blocking += r->level == LW_LEVEL_BLOCK && lw_view_is(r->path, "python/stray299.py");
        folded += lw_view_ends(r->title, LW_VIEW(": 281 more"));
    }
    assert_int_equal(count, LW_REASONS_MOST);
    assert_int_equal(blocking, 1);
    assert_int_equal(folded, 1);
    assert_int_equal(review->verdict, LW_VERDICT_BLOCK);
    lw_review_free(review);
}

static struct lw_view written(const char *format, const struct lw_review *review, bool verbose)
{
    const struct lw_report_options options = { .verbose = verbose };
    char *text = NULL;
    size_t len = 0;
    struct lw_err err = { 0 };
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    assert_int_equal(
        lw_diff_report_write(lw_diff_format_find(lw_view_c(format)), out, review, &options, &err)
            .code,
        LW_E_OK);
    assert_int_equal(fclose(out), 0);
    struct lw_view copy = lw_arena_copy(&arena, lw_view(text, len));
    free(text);
    return copy;
}

/* Bytes that take most room when they are escaped, in each part of a report. */
static void fill(struct lw_review *review, struct lw_view text)
{
    struct lw_hunk_line line = { .kind = LW_LINE_NEW, .new_line = 1, .text = text };
    struct lw_hunk hunk = { 0 };
    *LW_PUSH(&arena, &hunk) = line;
    for (unsigned i = 0; i < 500; i++) {
        *LW_PUSH(
            &review->arena,
            &review->reasons) = (struct lw_reason){ .rule = text,
                                                    .level = i % 2 ? LW_LEVEL_BLOCK : LW_LEVEL_NOTE,
                                                    .title = text,
                                                    .path = text,
                                                    .line = 1,
                                                    .evidence = text };
        struct lw_package *package = LW_NEW(&review->arena, struct lw_package);
        package->name = package->version = text;
        *LW_PUSH(&review->arena,
                 &review->packages) = (struct lw_package_change){ .state = LW_PACKAGE_NEW,
                                                                  .to = package };
        struct lw_finding *finding = LW_NEW(&review->arena, struct lw_finding);
        finding->vulnerability = finding->purl = finding->title = text;
        *LW_PUSH(&review->arena, &review->vulnerabilities_added) = finding;
        struct lw_scan_file *file = LW_NEW(&review->arena, struct lw_scan_file);
        file->path = text;
        struct lw_file_change *change = LW_PUSH(&review->arena, &review->files);
        *change = (struct lw_file_change){ .state = LW_FILE_ADDED, .to = file };
        *LW_PUSH(&review->arena, &change->hunks) = hunk;
        lw_facts_incomplete(&review->to->facts, text, "LW_E_LIMIT", text);
    }
}

/* A comment on GitHub has 65,536 characters at most; what is left out is counted. */
static void markdown_fits(void **state)
{
    (void)state;
    static const char bytes[] = { '<', '|', '\x1b', '`' };
    for (size_t i = 0; i < LW_COUNT(bytes); i++) {
        uint8_t *many = lw_arena_array(&arena, 400, 1);
        struct lw_review *review = empty_review();
        memset(many, bytes[i], 400);
        fill(review, lw_view(many, 400));
        struct lw_view text = written("markdown", review, false);
        assert_true(text.len < 65536);
        assert_true(lw_view_find(text, LW_VIEW("more (`--verbose` lists them)")) != LW_NOT_FOUND);
        assert_true(lw_view_find(text, LW_VIEW("more files (`--verbose` shows them)")) !=
                    LW_NOT_FOUND);
        assert_true(written("markdown", review, true).len > 200000);
        lw_review_free(review);
    }
}

/* What could not be looked at in the old version stands below the root of that one. */
static void sarif_of_the_old_side(void **state)
{
    (void)state;
    struct lw_review *review = empty_review();
    lw_facts_incomplete(&review->from->facts, LW_VIEW("lib/old.js"), "LW_E_LIMIT",
                        LW_VIEW("too large"));
    struct lw_view text = written("sarif", review, false);
    static const char *const parts[] = {
        "\"executionSuccessful\": false",
        "in the old version, could not be looked at: too large",
        "\"uri\": \"lib/old.js\"",
        "\"uriBaseId\": \"OLD_LAYER\"",
    };
    for (size_t i = 0; i < LW_COUNT(parts); i++)
        if (lw_view_find(text, lw_view_c(parts[i])) == LW_NOT_FOUND)
            fail_msg("no %s", parts[i]);
    lw_review_free(review);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(places, clear),
        cmocka_unit_test_teardown(decoys, clear),
        cmocka_unit_test_teardown(too_many_to_pair, clear),
        cmocka_unit_test_teardown(many_reasons, clear),
        cmocka_unit_test_teardown(markdown_fits, clear),
        cmocka_unit_test_teardown(sarif_of_the_old_side, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
