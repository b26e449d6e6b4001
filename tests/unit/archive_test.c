/* SPDX-License-Identifier: Apache-2.0
 *
 * archive_test.c - reading zips: names, modes, prefixes, lookups, errors, many entries.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "support/zipmake.h"
#include "unit/archive_seen.h"

typedef struct zipmake_entry entry;

static struct lw_archive *open_zip(struct zipmake *z, const struct zipmake_ending *end)
{
    struct lw_archive *archive = NULL;
    struct lw_err err;
    if (!lw_ok(lw_archive_open_bytes(&archive, zipmake_end(z, end), LW_VIEW("t.zip"), NULL, &err)))
        fail_msg("%s", err.text);
    return archive;
}

static void expect_content(const struct lw_archive *archive, const char *path, const char *text)
{
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    struct lw_content content;
    struct lw_err err;
    const struct lw_entry *e = lw_archive_find(archive, lw_view_c(path));
    if (!e)
        fail_msg("no entry %s", path);
    if (!lw_ok(lw_archive_read(&content, archive, e, true, scratch, &err)))
        fail_msg("%s", err.text);
    assert_true(lw_view_is(content.bytes, text));
    assert_false(content.have_anomaly);
    struct lw_digest sha256 = lw_sha256(lw_view_c(text));
    assert_true(lw_digest_eq(&sha256, &content.sha256));
}

static void entries_are_sorted_and_found(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_files(&z, "b/c", "3", "b", "x", "a", "1", "b-", "2", NULL);
    zipmake_add(&z, &(entry){ .name = "d/", .text = "" });
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_zip(&z, NULL);
    const char *order[] = { "a", "b", "b-", "b/c", "d" };
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    assert_int_equal(count, LW_COUNT(order));
    for (size_t i = 0; i < count; i++) {
        assert_true(lw_view_is(entries[i].path, order[i]));
        assert_ptr_equal(lw_archive_find(archive, lw_view_c(order[i])), &entries[i]);
    }
    assert_null(lw_archive_find(archive, LW_VIEW("b/")));
    assert_null(lw_archive_find(archive, LW_VIEW("")));
    assert_null(lw_archive_find(archive, LW_VIEW("zz")));
    assert_int_equal(entries[4].type, LW_ENTRY_FOLDER);
    assert_int_equal(entries[4].mode, 0755);
    assert_int_equal(lw_archive_unpacked_bytes(archive), 4);
    assert_int_equal(lw_archive_zip_bytes(archive), z.out.len);
    assert_true(lw_archive_is_zip(archive) && lw_archive_is_whole(archive));
    expect_content(archive, "b/c", "3");
    zipmake_clear(&z);
}

static void the_last_of_duplicates_counts(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_files(&z, "a", "first", "b", "x", "a", "last", NULL);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_zip(&z, NULL);
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    assert_int_equal(count, 3);
    assert_true(entries[0].shadowed && !entries[1].shadowed && !entries[2].shadowed);
    expect_content(archive, "a", "last");
    zipmake_clear(&z);
}

static void names_are_decoded(void **state)
{
    (void)state;
    const struct {
        entry e;
        const char *path;
    } cases[] = {
        { { .name = "caf\x82", .dos = true }, "caf\xc3\xa9" },                     /* CP437 */
        { { .name = "caf\xc3\xa9", .dos = true }, "caf\xe2\x94\x9c\xe2\x8c\x90" }, /* it says so */
        { { .name = "caf\xc3\xa9", .dos = true, .utf8 = true }, "caf\xc3\xa9" },
        { { .name = "caf\xc3\xa9" }, "caf\xc3\xa9" }, /* made on Unix, no flag */
        { { .raw_name = LW_VIEW("caf\xe9") }, "caf\xe9" },
        { { .name = "caf?", .dos = true, .unicode_path = "caf\xc3\xa9" }, "caf\xc3\xa9" },
        { { .name = "caf?", .dos = true, .unicode_path = "x", .unicode_path_stale = true },
          "caf?" },
        { { .name = "caf?", .dos = true, .unicode_path = "./a//b" }, "a/b" },
        { { .name = "./a/./b//c" }, "a/b/c" },
        { { .name = "/./a" }, "/a" },
        { { .name = "./../a" }, "../a" },
        { { .name = "./" }, "." },
        { { .name = "/" }, "/" },
        { { .name = "a\\b", .dos = true }, "a\\b" },
        { { .name = "a//" }, "a" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct zipmake z = ZIPMAKE_INIT;
        entry e = cases[i].e;
        zipmake_add(&z, &e);
        LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_zip(&z, NULL);
        size_t count;
        const struct lw_entry *entries = lw_archive_entries(archive, &count);
        if (count != 1 || !lw_view_is(entries[0].path, cases[i].path))
            fail_msg("case %zu: %.*s is not %s", i, LW_FMT(entries[0].path), cases[i].path);
        zipmake_clear(&z);
    }
}

static void modes_and_types(void **state)
{
    (void)state;
    const struct {
        entry e;
        enum lw_entry_type type;
        uint32_t mode;
    } cases[] = {
        { { .name = "a", .mode = S_IFREG | 0755 }, LW_ENTRY_FILE, 0755 },
        { { .name = "a", .mode = S_IFREG | 06711 }, LW_ENTRY_FILE, 06711 },
        { { .name = "a", .mode = 0600 }, LW_ENTRY_FILE, 0600 }, /* Python's writestr() */
        { { .name = "a", .no_mode = true }, LW_ENTRY_FILE, 0644 },
        { { .name = "a/", .no_mode = true }, LW_ENTRY_FOLDER, 0755 },
        { { .name = "a", .dos = true }, LW_ENTRY_FILE, 0644 },
        { { .name = "a/", .dos = true }, LW_ENTRY_FOLDER, 0755 },
        { { .name = "a", .mode = S_IFDIR | 0700 }, LW_ENTRY_FOLDER, 0700 },
        { { .name = "a", .mode = S_IFDIR | 0700, .text = "hidden" }, LW_ENTRY_FILE, 0700 },
        { { .name = "a", .mode = S_IFLNK | 0777, .text = "b" }, LW_ENTRY_SYMLINK, 0777 },
        { { .name = "a", .mode = S_IFIFO | 0644 }, LW_ENTRY_OTHER, 0644 },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct zipmake z = ZIPMAKE_INIT;
        entry e = cases[i].e;
        zipmake_add(&z, &e);
        LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_zip(&z, NULL);
        size_t count;
        const struct lw_entry *entries = lw_archive_entries(archive, &count);
        if (count != 1 || entries[0].type != cases[i].type || entries[0].mode != cases[i].mode)
            fail_msg("case %zu: type %d, mode %o", i, (int)entries[0].type, entries[0].mode);
        zipmake_clear(&z);
    }
}

static void self_extracting_zips_are_read(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 4; variant++) {
        struct zipmake z = ZIPMAKE_INIT;
        zipmake_prefix(&z, LW_VIEW("#!/bin/sh\nexec unzip $0\n"), variant & 1);
        zipmake_files(&z, "a", "text of a", "b", "text of b", NULL);
        LW_CLEANUP(lw_archive_free_p)
        struct lw_archive *archive = open_zip(&z, &(struct zipmake_ending){ .zip64 = variant & 2 });
        expect_content(archive, "a", "text of a");
        expect_content(archive, "b", "text of b");
        zipmake_clear(&z);
    }
}

static void link_targets_are_known(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_add(&z, &(entry){ .name = "l", .text = "dir/target", .mode = S_IFLNK | 0777 });
    zipmake_add(
        &z, &(entry){ .name = "m", .text = "dir/other", .mode = S_IFLNK | 0777, .deflate = true });
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_zip(&z, NULL);
    assert_true(lw_view_is(lw_archive_find(archive, LW_VIEW("l"))->target, "dir/target"));
    assert_true(lw_view_is(lw_archive_find(archive, LW_VIEW("m"))->target, "dir/other"));
    expect_content(archive, "m", "dir/other");
    zipmake_clear(&z);
}

static void expect_error(struct lw_view bytes, enum lw_code code, const char *part)
{
    struct seen seen = look(bytes, NULL);
    assert_false(seen.opened);
    if (seen.err.code != code || !strstr(seen.err.text, part) ||
        strncmp(seen.err.text, "test.zip: ", 10) != 0)
        fail_msg("%d: \"%s\" does not say \"%s\"", (int)seen.err.code, seen.err.text, part);
}

static void what_is_no_zip_is_named(void **state)
{
    (void)state;
    static uint8_t tar[512];
    memcpy(tar + 257, "ustar", 5);
    expect_error(LW_VIEW(""), LW_E_FORMAT, "is empty");
    expect_error(LW_VIEW("\x1f\x8b\x08..."), LW_E_FORMAT, "starts with a gzip header; a Lambda");
    expect_error(lw_view(tar, sizeof tar), LW_E_FORMAT, "tar header");
    expect_error(LW_VIEW("<?xml version=\"1.0\"?><Error>"), LW_E_FORMAT, "error page");
    expect_error(LW_VIEW("hello"), LW_E_FORMAT, "not a zip");
    expect_error(LW_VIEW("PK\3\4..........................."), LW_E_FORMAT, "cut off at 31 bytes");
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_files(&z, "a", "text", NULL);
    struct lw_view zip = zipmake_end(&z, NULL);
    expect_error(lw_view_from(zip, 60), LW_E_FORMAT, "cut at its start");
    zipmake_clear(&z);
}

static void unreadable_entries_say_why(void **state)
{
    (void)state;
    const struct {
        entry e;
        enum lw_code code;
        const char *part;
    } cases[] = {
        { { .name = "a\x1b[1m", .text = "x", .flags = 1 },
          LW_E_ENCRYPTED,
          "t.zip: a\\x1b[1m: is encrypted" },
        { { .name = "a", .text = "x", .method = 14 }, LW_E_UNSUPPORTED, "method 14" },
        { { .name = "a", .text = "x", .packed_add = 99 }, LW_E_FORMAT, "not there" },
        { { .name = "a", .text = "x", .offset_add = 1 }, LW_E_FORMAT, "no local header" },
        { { .name = "a", .text = "x", .size_add = 300000000 }, LW_E_LIMIT, "limit for one entry" },
        { { .name = "a/", .text = "" }, LW_E_UNSUPPORTED, "folder" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct zipmake z = ZIPMAKE_INIT;
        entry e = cases[i].e;
        zipmake_add(&z, &e);
        LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_zip(&z, NULL);
        LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
        struct lw_content content;
        struct lw_err err;
        size_t count;
        const struct lw_entry *found = lw_archive_entries(archive, &count);
        lw_status status = lw_archive_read(&content, archive, found, true, scratch, &err);
        if (status.code != cases[i].code || !strstr(err.text, cases[i].part))
            fail_msg("case %zu: %d %s", i, (int)status.code, err.text);
        zipmake_clear(&z);
    }
}

static void damage_keeps_what_was_unpacked(void **state)
{
    (void)state;
    const struct {
        entry e;
        enum lw_anomaly_kind kind;
        const char *bytes;
    } cases[] = {
        { { .name = "a", .text = "hello hello hello", .deflate = true, .size_add = -5 },
          LW_A_SIZE,
          "hello hello " },
        { { .name = "a", .text = "hello hello hello", .deflate = true, .size_add = 9 },
          LW_A_SIZE,
          "hello hello hello" },
        { { .name = "a", .text = "hello", .crc_xor = 1 }, LW_A_CRC, "hello" },
        /* a stored block of 5 bytes, then a block of a kind that there is not */
        { { .name = "a", .packed = LW_VIEW("\0\5\0\xfa\xffhello\7"), .method = 8, .size_add = 20 },
          LW_A_BAD_DATA,
          "hello" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct zipmake z = ZIPMAKE_INIT;
        entry e = cases[i].e;
        zipmake_add(&z, &e);
        LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = open_zip(&z, NULL);
        LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
        struct lw_content content;
        size_t count;
        const struct lw_entry *found = lw_archive_entries(archive, &count);
        assert_true(lw_ok(lw_archive_read(&content, archive, found, true, scratch, NULL)));
        assert_true(content.damaged && content.have_anomaly);
        assert_int_equal(content.anomaly.kind, cases[i].kind);
        if (!lw_view_is(content.bytes, cases[i].bytes))
            fail_msg("case %zu: %.*s", i, LW_FMT(content.bytes));
        zipmake_clear(&z);
    }
}

/* A hostile number of entries opens in time that grows with it, whatever their order and names. */
static void many_entries_open_quickly(void **state)
{
    (void)state;
    enum { ENTRIES = 200000 };
    for (unsigned variant = 0; variant < 4; variant++) {
        struct zipmake z = ZIPMAKE_INIT;
        char name[64];
        for (unsigned i = 0; i < ENTRIES; i++) {
            unsigned k = variant == 1 ? ENTRIES - i : i;
            snprintf(name, sizeof name, variant == 3 ? "Same" : "n%u/%s%u", k % 1000, "a", k);
            zipmake_add(&z, &(entry){ .name = name,
                                      .text = "x",
                                      .no_local = variant >= 2 && i,
                                      .mode = variant == 0 ? 0 : S_IFREG | 0644 });
        }
        struct lw_archive *archive = NULL;
        struct lw_err err;
        struct lw_view zip = zipmake_end(&z, &(struct zipmake_ending){ .zip64 = true });
        int64_t before = lw_monotonic_ms();
        if (!lw_ok(lw_archive_open_bytes(&archive, zip, LW_VIEW("many.zip"), NULL, &err)))
            fail_msg("%s", err.text);
        int64_t took = lw_monotonic_ms() - before;
        size_t count;
        (void)lw_archive_entries(archive, &count);
        assert_int_equal(count, ENTRIES);
        if (took > 20000) /* some 200 ms; a quadratic step would take minutes */
            fail_msg("variant %u took %lld ms", variant, (long long)took);
        print_message("variant %u: %lld ms\n", variant, (long long)took);
        lw_archive_free(archive);
        zipmake_clear(&z);
    }
}

static void a_file_cut_while_open_is_an_error(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_files(&z, "a", "text of a", NULL);
    struct lw_view zip = zipmake_end(&z, NULL);
    char path[] = "/tmp/archive_test_XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, zip.ptr, zip.len) == (ssize_t)zip.len);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    struct lw_err err;
    if (!lw_ok(lw_archive_open(&archive, path, NULL, &err)))
        fail_msg("%s", err.text);
    expect_content(archive, "a", "text of a");
    assert_int_equal(ftruncate(fd, 20), 0);
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    struct lw_content content;
    lw_status status = lw_archive_read(&content, archive, lw_archive_find(archive, LW_VIEW("a")),
                                       true, scratch, &err);
    assert_int_equal(status.code, LW_E_FORMAT);
    assert_non_null(strstr(err.text, "cut or changed while being read"));
    close(fd);
    unlink(path);
    zipmake_clear(&z);
}

static void a_file_changed_while_open_is_an_error(void **state)
{
    (void)state;
    char path[] = "/tmp/layerward-changed-XXXXXX";
    struct zipmake z = ZIPMAKE_INIT;
    struct lw_err err;
    zipmake_files(&z, "a", "1", NULL);
    struct lw_view zip = zipmake_end(&z, NULL);
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, zip.ptr, zip.len) == (ssize_t)zip.len);
    assert_int_equal(futimens(fd, (struct timespec[2]){ { .tv_sec = 1 }, { .tv_sec = 1 } }), 0);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    assert_true(lw_ok(lw_archive_open(&archive, path, NULL, &err)));
    assert_true(lw_ok(lw_archive_check_unchanged(archive, &err)));
    assert_int_equal(pwrite(fd, "P", 1, 0), 1); /* the same size, and even the same bytes */
    assert_int_equal(lw_archive_check_unchanged(archive, &err).code, LW_E_IO);
    assert_non_null(strstr(err.text, "changed"));
    close(fd);
    unlink(path);
    zipmake_clear(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_sorted_and_found),
        cmocka_unit_test(the_last_of_duplicates_counts),
        cmocka_unit_test(names_are_decoded),
        cmocka_unit_test(modes_and_types),
        cmocka_unit_test(self_extracting_zips_are_read),
        cmocka_unit_test(link_targets_are_known),
        cmocka_unit_test(what_is_no_zip_is_named),
        cmocka_unit_test(unreadable_entries_say_why),
        cmocka_unit_test(damage_keeps_what_was_unpacked),
        cmocka_unit_test(many_entries_open_quickly),
        cmocka_unit_test(a_file_cut_while_open_is_an_error),
        cmocka_unit_test(a_file_changed_while_open_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
