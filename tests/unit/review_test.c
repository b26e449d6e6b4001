/* SPDX-License-Identifier: Apache-2.0
 *
 * review_test.c - the parts of a comparison: sketches, lines, RECORD, hosts, and zips compared.
 * suite: threads
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "base/file.h"
#include "review/hosts.h"
#include "review/hunks.h"
#include "review/myers.h"
#include "review/owner.h"
#include "review/run.h"
#include "review/sketch.h"
#include "support/zipmake.h"

/* Myers: the map must be rising, of equal lines, and as long as the longest common subsequence. */
static size_t longest_common(const struct lw_lines *a, const struct lw_lines *b)
{
    size_t *rows = calloc((a->count + 1) * (b->count + 1), sizeof *rows);
    size_t width = b->count + 1;
    for (size_t i = a->count; i-- > 0;)
        for (size_t k = b->count; k-- > 0;) {
            size_t down = rows[(i + 1) * width + k], right = rows[i * width + k + 1];
            rows[i * width + k] = a->ids[i] == b->ids[k] ? rows[(i + 1) * width + k + 1] + 1
                                  : down > right         ? down
                                                         : right;
        }
    size_t longest = rows[0];
    free(rows);
    return longest;
}

static void check_lines(struct lw_view from, struct lw_view to)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_lines a, b;
    assert_true(lw_lines_split(&a, &b, from, to, 1000, &arena));
    const uint32_t *map = lw_myers(&a, &b, &arena);
    size_t kept = 0, last = 0;
    for (size_t i = 0; i < a.count; i++) {
        if (!map[i])
            continue;
        assert_true(map[i] > last && map[i] <= b.count);
        assert_int_equal(a.ids[i], b.ids[map[i] - 1]);
        last = map[i];
        kept++;
    }
    assert_int_equal(kept, longest_common(&a, &b));
    lw_arena_clear(&arena);
}

static struct lw_view random_text(char *into, uint64_t *state, unsigned letters)
{
    size_t len = 0;
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    size_t lines = (*state >> 33) % 14;
    for (size_t i = 0; i < lines; i++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        into[len++] = (char)('a' + (*state >> 33) % letters);
        into[len++] = '\n';
    }
    return lw_view(into, len);
}

static void shortest_scripts(void **state)
{
    (void)state;
    uint64_t chance = 7;
    char a[64], b[64];
    for (unsigned i = 0; i < 3000; i++) {
        struct lw_view from = random_text(a, &chance, 2 + i % 4);
        check_lines(from, random_text(b, &chance, 2 + i % 4));
    }
    check_lines(LW_VIEW("a\nb\nc\n"), LW_VIEW("a\nb\nc\n"));
    check_lines(LW_VIEW(""), LW_VIEW("a\n"));
}

/* More edits than the bound: what begins and ends alike is still found. */
static void too_many_edits(void **state)
{
    (void)state;
    enum { LINES = 2 * LW_MYERS_MOST_EDITS };
    struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf from = LW_BUF_INIT, to = LW_BUF_INIT;
    lw_buf_add_c(&from, "head\n");
    lw_buf_add_c(&to, "head\n");
    for (int i = 0; i < LINES; i++) {
        lw_buf_printf(&from, "old %d\n", i);
        lw_buf_printf(&to, "new %d\n", i);
    }
    lw_buf_add_c(&from, "tail\n");
    lw_buf_add_c(&to, "tail\n");
    struct lw_lines a, b;
    assert_true(lw_lines_split(&a, &b, lw_buf_view(&from), lw_buf_view(&to), 1 << 20, &arena));
    const uint32_t *map = lw_myers(&a, &b, &arena);
    assert_int_equal(map[0], 1);
    assert_int_equal(map[LINES + 1], LINES + 2);
    assert_int_equal(map[5], 0);
    assert_false(lw_lines_split(&a, &b, lw_buf_view(&from), lw_buf_view(&to), 10, &arena));
    lw_arena_clear(&arena);
}

static void hunks(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_hunk_list all = { 0 }, facts = { 0 };
    struct lw_view from = LW_VIEW("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n");
    struct lw_view to = LW_VIEW("1\n2\nX\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\nY\n16\n17\n");
    const struct lw_hunk_mark marks[] = { { 15, 0 } };
    lw_hunks_make(&all, from, to, marks, 1, LW_HUNKS_ALL, &arena);
    assert_int_equal(all.count, 2);
    assert_false(all.items[0].fact);
    assert_true(all.items[1].fact);
    assert_int_equal(all.items[0].count, 7); /* 1 2 -3 +X 4 5 6 */
    assert_int_equal(all.items[0].items[2].kind, LW_LINE_OLD);
    assert_int_equal(all.items[0].items[2].old_line, 3);
    assert_int_equal(all.items[0].items[3].new_line, 3);
    lw_hunks_make(&facts, from, to, marks, 1, LW_HUNKS_FACTS, &arena);
    assert_int_equal(facts.count, 1);
    assert_true(facts.items[0].fact);
    lw_arena_clear(&arena);
}

static bool hunks_hold(const struct lw_hunk_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].count; k++)
            if (lw_view_find(list->items[i].items[k].text, lw_view_c(text)) != LW_NOT_FOUND)
                return true;
    return false;
}

/* What reports quote is read by many: keys, logins and tokens are left out, of either side. */
static void masked_hunks(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_hunk_list all = { 0 };
    struct lw_view from = LW_VIEW("a = 1\nold = 'https://bob:h7Gk2@db.acme.io/x'\nb = 2\n");
    struct lw_view to = LW_VIEW(
        "a = 1\nurl = 'https://eve:q9Zt4@db.acme.io/x'\n"
        "key = 'AKIA" /* in pieces: it is nobody's */
        "Y34FZKBOKMUTVV7A'\n"
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx4UbaDzY5xjW6hc9\n"
        "-----END RSA PRIVATE KEY-----\nhost = 'https://acme.io/'\n"
        "token = 'ghp_" /* and so is this */
        "aBcD3fGh1JkLmN0pQrStUvWxYz4A5b6C7d8'\nb = 2\n");
    lw_hunks_make(&all, from, to, NULL, 0, LW_HUNKS_ALL, &arena);
    assert_true(hunks_hold(&all, "https://bob:...(5)@db.acme.io/x"));
    assert_true(hunks_hold(&all, "https://eve:...(5)@db.acme.io/x"));
    assert_true(hunks_hold(&all, "https://acme.io/"));
    assert_true(hunks_hold(&all, "-----END RSA PRIVATE KEY-----"));
    static const char *const never[] = { "h7Gk2", "q9Zt4", "Y34FZKBOKMUTVV7A", "x4UbaDzY5xjW6hc9" };
    for (size_t i = 0; i < LW_COUNT(never); i++)
        assert_false(hunks_hold(&all, never[i]));
    lw_arena_clear(&arena);
}

/* Of a line of many thousand bytes, what is around the fact. */
static void long_lines(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_hunk_list list = { 0 };
    for (unsigned i = 0; i < 3000; i++)
        lw_buf_printf(&text, "f%u();", i);
    struct lw_hunk_mark mark = { 1, text.len };
    lw_buf_add_c(&text, "require('child_process').exec('id');");
    for (unsigned i = 0; i < 3000; i++)
        lw_buf_printf(&text, "g%u();", i);
    lw_hunks_make(&list, LW_VIEW_NONE, lw_buf_view(&text), &mark, 1, LW_HUNKS_FACTS, &arena);
    assert_int_equal(list.count, 1);
    assert_true(hunks_hold(&list, "child_process"));
    assert_true(list.items[0].items[0].cut);
    assert_true(lw_view_starts(list.items[0].items[0].text, LW_VIEW("...")));
    lw_arena_clear(&arena);
}

static struct lw_view words(struct lw_buf *buf, unsigned seed, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        lw_buf_printf(buf, "word%u = call_%u(%u)\n", seed + i * 7, (seed + i) % 31, i);
    return lw_buf_view(buf);
}

static void sketches(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf a = LW_BUF_INIT, b = LW_BUF_INIT, c = LW_BUF_INIT;
    struct lw_sketch one = lw_sketch_make(words(&a, 1, 300));
    words(&b, 1, 300);
    lw_buf_add_c(&b, "and a few words more that were not there\n");
    struct lw_sketch near = lw_sketch_make(lw_buf_view(&b));
    struct lw_sketch far = lw_sketch_make(words(&c, 100000, 300));
    assert_int_equal(lw_sketch_likeness(&one, &one), 100);
    assert_true(lw_sketch_likeness(&one, &near) > 80);
    assert_true(lw_sketch_likeness(&one, &far) < 25);
    struct lw_sketch none = lw_sketch_make(LW_VIEW("too little"));
    assert_int_equal(lw_sketch_likeness(&none, &none), 0);
    /* gzip is looked into. */
    uint8_t packed[1 << 16];
    z_stream z = {
        .next_in = a.ptr, .avail_in = (uInt)a.len, .next_out = packed, .avail_out = sizeof packed
    };
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t packed_bytes = sizeof packed - z.avail_out;
    deflateEnd(&z);
    struct lw_sketch zipped = lw_sketch_make(lw_view(packed, packed_bytes));
    assert_int_equal(lw_sketch_likeness(&one, &zipped), 100);
    for (size_t cut = 0; cut < packed_bytes; cut++)
        (void)lw_sketch_make(lw_view(packed, cut));
}

static void host_names(void **state)
{
    (void)state;
    static const char *const addresses[] = { "8.8.8.8", "134744072", "0x08080808", "010.8.8.8",
                                             "2001:4860:4860::8888" };
    static const char *const names[] = { "example.com", "198.18.0.1",  "127.0.0.1",
                                         "10.1.2.3",    "192.168.0.1", "169.254.169.254",
                                         "1.2",         "1.2.3",       "::1",
                                         "fe80::1",     "99",          "172.16.0.1",
                                         "8.8.8.256",   "a.8.8.8",     "" };
    for (size_t i = 0; i < LW_COUNT(addresses); i++)
        if (!lw_host_is_address(lw_view_c(addresses[i])))
            fail_msg("%s is an address", addresses[i]);
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_host_is_address(lw_view_c(names[i])))
            fail_msg("%s is none", names[i]);
    assert_true(
        lw_view_is(lw_host_of(LW_VIEW("https://u:p@Host.example:8/p?q@x")), "Host.example"));
    assert_true(lw_view_is(lw_host_of(LW_VIEW("http://[2001:db8::1]:80/")), "2001:db8::1"));
    assert_true(lw_view_is(lw_host_of(LW_VIEW("2001:db8::1")), "2001:db8::1"));
    assert_true(lw_view_is(lw_host_domain(LW_VIEW("a.b.acme.co.uk")), "acme.co.uk"));
    assert_true(lw_view_is(lw_host_domain(LW_VIEW("10.20.30.40")), "10.20.30.40"));
    assert_true(lw_host_receives(LW_VIEW("abc.ngrok-free.app.")));
    assert_true(lw_host_receives(LW_VIEW("WEBHOOK.site")));
    assert_false(lw_host_receives(LW_VIEW("notwebhook.site")));
}

/* Real zips, compared by the whole machinery. */
static struct lw_review *compare(const char *folder, const char *old, const char *new,
                                 enum lw_hunk_wish wish)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    struct lw_review *review = NULL;
    const char *a = (const char *)lw_arena_printf(&arena, "%s/%s", folder, old).ptr;
    const char *b = (const char *)lw_arena_printf(&arena, "%s/%s", folder, new).ptr;
    const struct lw_input from = { a, a }, to = { b, b };
    const struct lw_review_options options = {
        .scan = { .engine = { .jobs = 2, .behavior = true, .limits = lw_limits_default() } },
        .config = lw_review_config_default(),
        .hunks = wish,
    };
    if (!lw_ok(lw_review_run(&review, &from, &to, &options, &err)))
        fail_msg("%s", err.text);
    lw_arena_clear(&arena);
    return review;
}

static void write_file(const char *folder, const char *path, struct lw_view text)
{
    struct lw_arena arena = LW_ARENA_INIT;
    const char *whole = (const char *)lw_arena_printf(&arena, "%s/%s", folder, path).ptr;
    const char *above = (const char *)lw_arena_copy(&arena, lw_path_dir(lw_view_c(whole))).ptr;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_mkdirs(above, &err)))
        fail_msg("%s", err.text);
    FILE *file = fopen(whole, "wb");
    assert_non_null(file);
    fwrite(text.ptr, 1, text.len, file);
    fclose(file);
    lw_arena_clear(&arena);
}

static const struct lw_file_change *change_of(const struct lw_review *review, const char *path)
{
    for (size_t i = 0; i < review->files.count; i++)
        if (lw_view_is(lw_file_change_path(&review->files.items[i]), path))
            return &review->files.items[i];
    fail_msg("%s did not change", path);
    return NULL;
}

static void folders(void **state)
{
    const char *folder = *state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT, pyc = LW_BUF_INIT;
    words(&text, 5, 200);
    write_file(folder, "old/python/lib/long.py", lw_buf_view(&text));
    lw_buf_add_c(&text, "one = more\n");
    write_file(folder, "new/python/other/long.py", lw_buf_view(&text));
    write_file(folder, "old/python/a.txt", LW_VIEW("the same, elsewhere"));
    write_file(folder, "new/python/b.txt", LW_VIEW("the same, elsewhere"));
    write_file(folder, "old/python/__init__.py", LW_VIEW(""));
    write_file(folder, "new/python/empty.py", LW_VIEW(""));
    write_file(folder, "old/python/same.py", LW_VIEW("x = 1\n"));
    write_file(folder, "new/python/same.py", LW_VIEW("x = 1\n"));
    write_file(folder, "old/python/changed.py", LW_VIEW("x = 1\ny = 2\n"));
    write_file(folder, "new/python/changed.py", LW_VIEW("x = 1\ny = 3\n"));
    /* A .pyc by time, compiled at another time in another folder of the same length. */
    lw_buf_add(&pyc,
               lw_view("\xa7\x0d\x0d\x0a\0\0\0\0TIME\x08\0\0\0\xe3 code z\x0d/tmp/aaa/m.py\0", 39));
    write_file(folder, "old/python/__pycache__/m.cpython-311.pyc", lw_buf_view(&pyc));
    memcpy(pyc.ptr + 8, "LATE", 4);
    memcpy(pyc.ptr + 30, "bbb", 3);
    write_file(folder, "new/python/__pycache__/m.cpython-311.pyc", lw_buf_view(&pyc));
    struct lw_review *review = compare(folder, "old", "new", LW_HUNKS_ALL);
    assert_int_equal(change_of(review, "python/other/long.py")->state, LW_FILE_RENAMED);
    assert_true(change_of(review, "python/other/long.py")->similarity > 80);
    assert_int_equal(change_of(review, "python/b.txt")->state, LW_FILE_MOVED);
    assert_int_equal(change_of(review, "python/empty.py")->state, LW_FILE_ADDED);
    assert_int_equal(change_of(review, "python/__init__.py")->state, LW_FILE_REMOVED);
    assert_int_equal(change_of(review, "python/changed.py")->state, LW_FILE_CHANGED);
    assert_int_equal(change_of(review, "python/changed.py")->hunks.count, 1);
    assert_int_equal(change_of(review, "python/__pycache__/m.cpython-311.pyc")->state,
                     LW_FILE_TOUCHED);
    assert_int_equal(review->same_files, 1);
    assert_false(review->same_content);
    assert_int_equal(review->verdict, LW_VERDICT_ADOPT);
    lw_review_free(review);
    /* The same against itself. */
    review = compare(folder, "new", "new", LW_HUNKS_ALL);
    assert_true(review->same_content);
    assert_int_equal(review->files.count, 0);
    assert_int_equal(review->reasons.count, 0);
    assert_int_equal(review->facts_added.count, 0);
    lw_review_free(review);
}

/* Code in a .pyc that is other code is no mere touch. */
static void other_code(void **state)
{
    const char *folder = *state;
    /* A name beside the path is not of the path, though all its bytes could be. */
    struct lw_view old = lw_view("\xa7\x0d\x0d\x0a\0\0\0\0TIME\x08\0\0\0\xe3"
                                 "z\x04"
                                 "codez\x2b"
                                 "/tmp/a/folder/of/a/long/name/than/most/m.py",
                                 68);
    struct lw_view new = lw_view("\xa7\x0d\x0d\x0a\0\0\0\0LATE\x08\0\0\0\xe3"
                                 "z\x04"
                                 "evilz\x2b"
                                 "/tmp/a/folder/of/a/long/name/than/most/m.py",
                                 68);
    write_file(folder, "p1/python/__pycache__/m.cpython-311.pyc", old);
    write_file(folder, "p2/python/__pycache__/m.cpython-311.pyc", new);
    struct lw_review *review = compare(folder, "p1", "p2", LW_HUNKS_NONE);
    assert_int_equal(review->files.items[0].state, LW_FILE_CHANGED);
    lw_review_free(review);
}

static const char talks[] = "const https = require('https');\n"
                            "exports.get = () => https.get('https://api.example.com/');\n";

static void write_zip(const char *folder, const char *name, const char *changed, bool first)
{
    struct zipmake z = ZIPMAKE_INIT;
    const char *manifest = first ? "{\"name\": \"lib\", \"version\": \"1.0.0\"}"
                                 : "{\"name\": \"lib\", \"version\": \"1.1.0\"}";
    const struct zipmake_entry entries[] = {
        { .name = "nodejs/node_modules/lib/package.json", .text = manifest, .deflate = true },
        { .name = "nodejs/node_modules/lib/a.js", .text = changed, .deflate = true },
        { .name = "nodejs/node_modules/lib/b.js", .text = talks, .deflate = true },
    };
    for (size_t i = 0; i < LW_COUNT(entries); i++)
        zipmake_add(&z, &entries[i]);
    zipmake_end(&z, NULL);
    write_file(folder, name, lw_buf_view(&z.out));
    zipmake_clear(&z);
}

static const struct lw_fact_change *added_network(const struct lw_review *review)
{
    for (size_t i = 0; i < review->facts_added.count; i++)
        if (lw_fact_is(review->facts_added.items[i].fact, LW_K_CAPABILITY, "network"))
            return &review->facts_added.items[i];
    return NULL;
}

/* What an unchanged file of the package does is not looked at until it matters: then the power is
 * known to be an old one. The same comes of folders, where everything is looked at. */
static void old_power_in_unchanged_file(void **state)
{
    const char *folder = *state;
    write_zip(folder, "one.zip", "exports.one = 1;\n", true);
    write_zip(folder, "two.zip", talks, false);
    struct lw_review *review = compare(folder, "one.zip", "two.zip", LW_HUNKS_NONE);
    const struct lw_fact_change *added = added_network(review);
    assert_non_null(added);
    assert_false(added->new_to_package);
    assert_false(added->new_to_artifact);
    assert_true(lw_view_ends(added->fact->location, LW_VIEW("a.js")));
    lw_review_free(review);
    /* Where it changed nothing, b.js is not said to do anything new. */
    write_zip(folder, "three.zip", "exports.one = 3;\n", false);
    review = compare(folder, "one.zip", "three.zip", LW_HUNKS_NONE);
    assert_null(added_network(review));
    assert_int_equal(review->facts_removed.count, 0);
    lw_review_free(review);
    /* Against a version without b.js, it is new. */
    struct zipmake z = ZIPMAKE_INIT;
    const struct zipmake_entry only = { .name = "nodejs/node_modules/lib/a.js",
                                        .text = "exports.one = 1;\n" };
    zipmake_add(&z, &only);
    zipmake_end(&z, NULL);
    write_file(folder, "none.zip", lw_buf_view(&z.out));
    zipmake_clear(&z);
    review = compare(folder, "none.zip", "one.zip", LW_HUNKS_NONE);
    assert_non_null(added_network(review));
    assert_true(added_network(review)->new_to_package);
    lw_review_free(review);
}

static void write_script(const char *folder, const char *name, const char *path, uint32_t mode)
{
    struct zipmake z = ZIPMAKE_INIT;
    const struct zipmake_entry script = {
        .name = path, .text = "#!/bin/sh\ncurl -s https://example.com/ -d \"$1\"\n", .mode = mode
    };
    zipmake_add(&z, &script);
    zipmake_end(&z, NULL);
    write_file(folder, name, lw_buf_view(&z.out));
    zipmake_clear(&z);
}

/* A file that lay where nothing runs it, and now stands where something does: the same bytes, but
 * what they do is new. */
static void comes_to_run(void **state)
{
    const char *folder = *state;
    write_script(folder, "lies.zip", "docs/git", 0100644);
    write_script(folder, "runs.zip", "bin/git", 0100755);
    write_script(folder, "moved.zip", "notes/git", 0100644);
    struct lw_review *review = compare(folder, "lies.zip", "runs.zip", LW_HUNKS_NONE);
    assert_non_null(added_network(review));
    assert_true(added_network(review)->new_to_package);
    lw_review_free(review);
    review = compare(folder, "lies.zip", "moved.zip", LW_HUNKS_NONE);
    assert_null(added_network(review));
    lw_review_free(review);
}

static int make_folder(void **state)
{
    static char folder[] = "/tmp/layerward-review-XXXXXX";
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static int drop_folder(void **state)
{
    struct lw_arena arena = LW_ARENA_INIT;
    const char *command = (const char *)lw_arena_printf(&arena, "rm -rf '%s'", (char *)*state).ptr;
    int status = system(command); /* a folder of our own making */
    lw_arena_clear(&arena);
    return status;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shortest_scripts),
        cmocka_unit_test(too_many_edits),
        cmocka_unit_test(hunks),
        cmocka_unit_test(masked_hunks),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(sketches),
        cmocka_unit_test(host_names),
        cmocka_unit_test(folders),
        cmocka_unit_test(other_code),
        cmocka_unit_test(old_power_in_unchanged_file),
        cmocka_unit_test(comes_to_run),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
