/* SPDX-License-Identifier: Apache-2.0
 *
 * anomaly_test.c - a bad zip for every kind of anomaly, and that it is said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "support/zipmake.h"
#include "unit/archive_seen.h"

typedef struct zipmake_entry entry;
typedef struct zipmake_ending ending;

struct bad {
    enum lw_anomaly_kind kind;
    const char *detail; /* part of what is said of it */
    entry entries[3];
    ending end;
    struct lw_view prefix;
    bool prefix_counted;
    struct lw_limits limits; /* 0: as usual */
    bool alone;              /* no other kind of anomaly is seen */
};

#define NAMED(path) .name = path, .text = "hello hello hello", .deflate = true
#define LINK(from, to) .name = from, .text = to, .mode = S_IFLNK | 0777

static char zeros[2 << 20];
static char long_name[5000], long_part[300], long_comment[2000];

/* Entry 0 of each stands after a good one called "good". */
static struct bad bads[] = {
    { LW_A_PARENT, "..", { { NAMED("../up") } }, .alone = true },
    { LW_A_PARENT, "..", { { NAMED("a/../../up") } }, .alone = true },
    { LW_A_PARENT, "..", { { NAMED("..\\up") } } },
    { LW_A_ABSOLUTE, "root", { { NAMED("/etc/passwd") } }, .alone = true },
    { LW_A_ABSOLUTE, "drive", { { NAMED("C:/x") } }, .alone = true },
    { LW_A_ABSOLUTE, "root", { { NAMED("\\\\server\\x") } } },
    { LW_A_BACKSLASH, "backslash", { { NAMED("a\\b") } }, .alone = true },
    { LW_A_NUL, "NUL", { { .raw_name = LW_VIEW("a.py\0.txt"), .text = "x" } } },
    { LW_A_CONTROL, "control", { { NAMED("a\nb") } }, .alone = true },
    { LW_A_CONTROL, "control", { { NAMED("a\x7f") } }, .alone = true },
    { LW_A_CONTROL, "control", { { NAMED("exe.\xe2\x80\xaegpj") } }, .alone = true },
    { LW_A_CONTROL, "invisible", { { NAMED("a\xe3\x85\xa4.py") } }, .alone = true },
    { LW_A_BAD_UTF8,
      "UTF-8",
      { { .raw_name = LW_VIEW("caf\xe9"), .text = "x", .utf8 = true } },
      .alone = true },
    { LW_A_BAD_UTF8, "UTF-8", { { .raw_name = LW_VIEW("caf\xe9"), .text = "x" } }, .alone = true },
    { LW_A_ODD_PATH, "stored as ./a", { { NAMED("./a") } }, .alone = true },
    { LW_A_ODD_PATH, "stored as a//b", { { NAMED("a//b") } }, .alone = true },
    { LW_A_ODD_PATH, "stored as a/./b", { { NAMED("a/./b") } }, .alone = true },
    { LW_A_ODD_PATH, "empty", { { .raw_name = LW_VIEW(""), .text = "x" } }, .alone = true },
    { LW_A_ODD_PATH, "content", { { .name = "dir/", .text = "x" } }, .alone = true },
    { LW_A_DUPLICATE, "2 entries", { { NAMED("a") }, { NAMED("a") } }, .alone = true },
    { LW_A_DUPLICATE, "2 entries", { { NAMED("a/b") }, { NAMED("a//b") } } },
    { LW_A_LOOKALIKE,
      "\"setup.py\" looks like \"Setup.py\"",
      { { NAMED("Setup.py") }, { NAMED("setup.py") } },
      .alone = true },
    { LW_A_LOOKALIKE, "lib", { { NAMED("Lib/a") }, { NAMED("lib/b") } }, .alone = true },
    { LW_A_LOOKALIKE, "", { { NAMED("caf\xc3\xa9") }, { NAMED("cafe\xcc\x81") } }, .alone = true },
    { LW_A_LOOKALIKE,
      "",
      { { NAMED("\xc3\x89t\xc3\xa9") }, { NAMED("\xc3\xa9t\xc3\xa9") } },
      .alone = true },
    { LW_A_LOOKALIKE,
      "",
      { { NAMED("r\xd0\xb5quests.py") }, { NAMED("requests.py") } },
      .alone = true },
    { LW_A_LOOKALIKE, "", { { NAMED("\xce\xbf") }, { NAMED("o") } }, .alone = true },
    { LW_A_LOOKALIKE, "", { { NAMED("\xef\xbd\x81") }, { NAMED("a") } }, .alone = true },
    { LW_A_LOOKALIKE,
      "",
      { { NAMED("stra\xc3\x9f"
                "e") },
        { NAMED("strasse") } },
      .alone = true },
    { LW_A_FILE_AND_FOLDER,
      "below it",
      { { NAMED("a") }, { NAMED("a-") }, { NAMED("a/b") } },
      .alone = true },
    { LW_A_FILE_AND_FOLDER,
      "as a folder",
      { { NAMED("a") }, { .name = "a/", .text = "" } },
      .alone = true },
    { LW_A_HEADER_MISMATCH,
      "named other",
      { { .name = "a", .text = "x", .local_name = LW_VIEW("other") } },
      .alone = true },
    { LW_A_HEADER_MISMATCH,
      "method",
      { { .name = "a", .text = "x", .local_method_add = 8 } },
      .alone = true },
    { LW_A_HEADER_MISMATCH,
      "local 1001",
      { { .name = "a", .text = "x", .local_size_add = 1000 } },
      .alone = true },
    { LW_A_HEADER_MISMATCH,
      "CRC",
      { { .name = "a", .text = "x", .local_crc_xor = 1 } },
      .alone = true },
    { LW_A_HEADER_MISMATCH,
      "flags",
      { { .name = "a", .text = "x", .local_flags_xor = 1 } },
      .alone = true },
    { LW_A_HEADER_MISMATCH,
      "descriptor",
      { { .name = "a", .text = "x", .descriptor = ZIPMAKE_DESCRIPTOR_MISSING } },
      .alone = true },
    { LW_A_HEADER_MISMATCH, "no local header", { { .name = "a", .text = "x", .offset_add = 3 } } },
    { LW_A_HEADER_MISMATCH, "ZIP64", { { NAMED("a") } }, .end = { .zip64_entries_add = 1 } },
    { LW_A_OVERLAP,
      "before",
      { { NAMED("a") },
        { .name = "b",
          .text = "hello hello hello",
          .deflate = true,
          .no_local = true,
          .data_of = 1 } } },
    { LW_A_OVERLAP,
      "into the directory",
      { { .name = "a-rather-long-name", .text = "x", .packed_add = 10, .size_add = 10 } } },
    { LW_A_SIZE,
      "more than 16",
      { { .name = "a", .text = "hello hello hello", .deflate = true, .size_add = -1 } } },
    { LW_A_SIZE,
      "18 bytes stated, 17",
      { { .name = "a", .text = "hello hello hello", .deflate = true, .size_add = 1 } } },
    { LW_A_SIZE, "stored, yet", { { .name = "a", .text = "hello", .size_add = 1 } } },
    { LW_A_SIZE, "into the directory", { { .name = "a", .text = "x", .packed_add = 1 << 30 } } },
    { LW_A_CRC,
      "stated",
      { { .name = "a", .text = "x", .crc_xor = 1, .local_crc_xor = 1 } },
      .alone = true },
    { LW_A_BAD_DATA,
      "break after 0",
      { { .name = "a", .text = "x", .packed = LW_VIEW("\xff\xff\xff\xff"), .method = 8 } },
      .alone = true },
    { LW_A_RATIO,
      "from",
      { { .name = "a", .bytes = { (const uint8_t *)zeros, sizeof zeros }, .deflate = true } },
      .alone = true },
    { LW_A_TOTAL, "limit", { { NAMED("a") } }, .limits = { .total_bytes = 20 }, .alone = true },
    { LW_A_ENTRIES, "2 entries; the limit is 1", { { NAMED("a") } }, .limits = { .entries = 1 } },
    { LW_A_ENCRYPTED, "flags", { { .name = "a", .text = "x", .flags = 1 } }, .alone = true },
    { LW_A_ENCRYPTED, "99", { { .name = "a", .text = "x", .method = 99 } }, .alone = true },
    { LW_A_METHOD, "bzip2", { { .name = "a", .text = "x", .method = 12 } }, .alone = true },
    { LW_A_MULTI_DISK, "disk 1", { { NAMED("a") } }, .end = { .disk = 1 }, .alone = true },
    { LW_A_MULTI_DISK,
      "starts on disk 2",
      { { .name = "a", .text = "x", .disk = 2 } },
      .alone = true },
    { LW_A_PREFIX,
      "7 bytes before the first entry;",
      { { NAMED("a") } },
      .prefix = LW_VIEW("#!/bin/"),
      .alone = true },
    { LW_A_PREFIX,
      "7 bytes",
      { { NAMED("a") } },
      .prefix = LW_VIEW("#!/bin/"),
      .prefix_counted = true,
      .alone = true },
    { LW_A_GAP,
      "5 bytes",
      { { .name = "a", .text = "x", .gap = LW_VIEW("inner") } },
      .alone = true },
    { LW_A_GAP,
      "behind its last record",
      { { NAMED("a") } },
      .end = { .behind_directory = LW_VIEW("12345") },
      .alone = true },
    { LW_A_GAP,
      "behind the end of the compressed data",
      { { .name = "a", .text = "hello", .deflate = true, .behind_data = LW_VIEW("extra") } },
      .alone = true },
    { LW_A_SUFFIX,
      "4 bytes",
      { { NAMED("a") } },
      .end = { .suffix = LW_VIEW("tail") },
      .alone = true },
    { LW_A_HIDDEN_LOCAL,
      "does not list",
      { { .name = "secret", .text = "x", .unlisted = true }, { NAMED("a") } },
      .alone = true },
    { LW_A_HIDDEN_LOCAL,
      "does not list",
      { { NAMED("a") }, { .name = "secret", .text = "x", .unlisted = true } },
      .alone = true },
    { LW_A_COMMENT,
      "holds another",
      { { NAMED("a") } },
      .end = { .comment = LW_VIEW("xPK\5\6 and more") },
      .alone = true },
    { LW_A_COMMENT,
      "2000",
      { { NAMED("a") } },
      .end = { .comment = { (const uint8_t *)long_comment, 2000 } },
      .alone = true },
    { LW_A_COUNT,
      "3 entries stated, 2 found",
      { { NAMED("a") } },
      .end = { .entries_add = 1 },
      .alone = true },
    { LW_A_COUNT,
      "1 entries stated, 2 found",
      { { NAMED("a") } },
      .end = { .entries_add = -1 },
      .alone = true },
    { LW_A_SETID,
      "4755",
      { { .name = "a", .text = "x", .mode = S_IFREG | 04755 } },
      .alone = true },
    { LW_A_SETID,
      "2755",
      { { .name = "a", .text = "x", .mode = S_IFREG | 02755 } },
      .alone = true },
    { LW_A_WORLD_WRITABLE,
      "0666",
      { { .name = "a", .text = "x", .mode = S_IFREG | 0666 } },
      .alone = true },
    { LW_A_WORLD_WRITABLE,
      "0777",
      { { .name = "a/", .text = "", .mode = S_IFDIR | 0777 } },
      .alone = true },
    { LW_A_LINK_ESCAPES, "leads to ../../etc", { { LINK("a", "../../etc") } }, .alone = true },
    { LW_A_LINK_ESCAPES, "/etc/passwd", { { LINK("a", "/etc/passwd") } }, .alone = true },
    { LW_A_LINK_ESCAPES, "../b/x", { { LINK("d/a", "../b/x") }, { LINK("b", "..") } } },
    { LW_A_LINK_ESCAPES,
      "/opt/../tmp/../opt/x",
      { { LINK("a", "/opt/../tmp/../opt/x") } },
      .alone = true },
    { LW_A_LINK_LOOP, "leads back to .", { { LINK("d/a", ".") } }, .alone = true },
    { LW_A_LINK_LOOP, "leads back to /opt/d", { { LINK("d/e/a", "/opt/d") } }, .alone = true },
    { LW_A_LINK_LOOP, "leads back to a", { { LINK("a", "a") } }, .alone = true },
    { LW_A_LINK_PARENT, "symbolic link", { { LINK("a", "b") }, { NAMED("a/x") } }, .alone = true },
    { LW_A_SPECIAL,
      "0644",
      { { .name = "a", .text = "", .mode = S_IFCHR | 0644 } },
      .alone = true },
    { LW_A_NAME_LENGTH,
      "4999",
      { { .raw_name = { (const uint8_t *)long_name, 4999 } } },
      .alone = true },
    { LW_A_NAME_LENGTH,
      "299",
      { { .raw_name = { (const uint8_t *)long_part, 299 } } },
      .alone = true },
    { LW_A_NAME_LENGTH,
      "5000",
      { { .name = "l", .bytes = { (const uint8_t *)long_name, 5000 }, .mode = S_IFLNK | 0777 } },
      .alone = true },
};

static struct seen look_at(const struct bad *bad)
{
    struct zipmake z = ZIPMAKE_INIT;
    struct lw_limits limits = lw_limits_default();
    if (bad->limits.total_bytes)
        limits.total_bytes = bad->limits.total_bytes;
    if (bad->limits.entries)
        limits.entries = bad->limits.entries;
    if (bad->prefix.ptr)
        zipmake_prefix(&z, bad->prefix, bad->prefix_counted);
    zipmake_files(&z, "good", "a good file", NULL);
    for (size_t i = 0; i < LW_COUNT(bad->entries); i++)
        if (bad->entries[i].name || bad->entries[i].raw_name.ptr)
            zipmake_add(&z, &bad->entries[i]);
    struct seen seen = look(zipmake_end(&z, &bad->end), &limits);
    zipmake_clear(&z);
    return seen;
}

static void each_kind_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(bads); i++) {
        const struct bad *bad = &bads[i];
        struct seen seen = look_at(bad);
        const char *name = lw_anomaly_name(bad->kind);
        if (!seen.opened)
            fail_msg("case %zu (%s): %s", i, name, seen.err.text);
        if (!seen.kinds[bad->kind])
            fail_msg("case %zu: %s is not said", i, name);
        if (!strstr(seen.detail[bad->kind], bad->detail))
            fail_msg("case %zu: %s: \"%s\" is not in \"%s\"", i, name, bad->detail,
                     seen.detail[bad->kind]);
        for (unsigned k = 0; k < LW_A_COUNT_ && bad->alone; k++)
            if (k != bad->kind && seen.kinds[k])
                fail_msg("case %zu: %s, but %s too: %s", i, name,
                         lw_anomaly_name((enum lw_anomaly_kind)k), seen.detail[k]);
    }
}

static void each_kind_has_a_case(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < LW_A_COUNT_; kind++) {
        size_t cases = kind == LW_A_DEPTH; /* said by those who open nested archives */
        for (size_t i = 0; i < LW_COUNT(bads); i++)
            cases += bads[i].kind == kind;
        if (!cases)
            fail_msg("no case for %s", lw_anomaly_name((enum lw_anomaly_kind)kind));
        assert_true(strlen(lw_anomaly_name((enum lw_anomaly_kind)kind)) > 2);
        assert_true(strlen(lw_anomaly_what((enum lw_anomaly_kind)kind)) > 10);
    }
}

static void good_zips_have_none(void **state)
{
    (void)state;
    const entry goods[] = {
        { .name = "a/", .text = "" },
        { .name = "a/deflated", .text = "hello hello hello", .deflate = true },
        { .name = "a/stored", .text = "hello" },
        { .name = "a/empty", .text = "" },
        { .name = "a/empty-deflated", .text = "", .deflate = true },
        { .name = "a/zip64", .text = "hello", .zip64 = true, .deflate = true },
        { .name = "a/d1", .text = "hello", .descriptor = ZIPMAKE_DESCRIPTOR, .deflate = true },
        { .name = "a/d2", .text = "hello", .descriptor = ZIPMAKE_DESCRIPTOR_BARE },
        { .name = "a/d3", .text = "hello", .descriptor = ZIPMAKE_DESCRIPTOR_64, .zip64 = true },
        { .name = "a/d4", .text = "hello", .descriptor = ZIPMAKE_DESCRIPTOR_64_BARE },
        { .name = "a/link", .text = "../b", .mode = S_IFLNK | 0777 },
        { .name = "a/link2", .text = "/opt/b", .mode = S_IFLNK | 0777 },
        { .name = "a/..b", .text = "two dots" },
        { .name = "a/...", .text = "three dots" },
        { .name = "a/.hidden", .text = "one dot" },
        { .name = "na\xc3\xafve", .text = "x", .utf8 = true },
        { .name = "tmp/", .text = "", .mode = S_IFDIR | 01777 },
    };
    for (unsigned variant = 0; variant < 4; variant++) {
        struct zipmake z = ZIPMAKE_INIT;
        for (size_t i = 0; i < LW_COUNT(goods); i++)
            zipmake_add(&z, &goods[i]);
        const ending ends[] = { { .zip64 = false },
                                { .zip64 = true },
                                { .comment = LW_VIEW("a comment") },
                                { .zip64 = true, .comment = LW_VIEW("another") } };
        struct seen seen = look(zipmake_end(&z, &ends[variant]), NULL);
        for (unsigned k = 0; k < LW_A_COUNT_; k++)
            if (seen.kinds[k])
                fail_msg("%s: %s", lw_anomaly_name((enum lw_anomaly_kind)k), seen.detail[k]);
        assert_true(seen.opened);
        assert_int_equal(seen.entries, LW_COUNT(goods));
        assert_int_equal(seen.unreadable, 0);
        zipmake_clear(&z);
    }
}

static void lists_stay_short(void **state)
{
    (void)state;
    struct zipmake z = ZIPMAKE_INIT;
    char name[32];
    for (unsigned i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, "../%04u", i);
        zipmake_add(&z, &(entry){ .name = name, .text = "x" });
    }
    struct seen seen = look(zipmake_end(&z, NULL), NULL);
    assert_int_equal(seen.kinds[LW_A_PARENT], 251);
    assert_string_equal(seen.detail[LW_A_PARENT], "750 more of this kind");
    zipmake_clear(&z);
}

/* Headers that stand close together, each with a name that reaches over those behind it. */
static void many_hidden_entries_cost_bounded_memory(void **state)
{
    (void)state;
    enum { HEADERS = 4000, HEADER_BYTES = 30, NAME_BYTES = 8000 };
    LW_CLEANUP(lw_buf_clear) struct lw_buf gap = LW_BUF_INIT;
    for (int i = 0; i < HEADERS; i++) {
        lw_buf_add(&gap, LW_VIEW("PK\3\4\x14\0"));
        lw_buf_add_le(&gap, 0, 8);
        lw_buf_add_le(&gap, 0, 8);
        lw_buf_add_le(&gap, 0, 4);
        lw_buf_add_le(&gap, NAME_BYTES, 2);
        lw_buf_add_le(&gap, 0, 2);
    }
    memset(lw_buf_reserve(&gap, NAME_BYTES), 'n', NAME_BYTES);
    gap.len += NAME_BYTES;
    struct zipmake zip = ZIPMAKE_INIT;
    struct zipmake_entry good = { NAMED("a"), .gap = lw_buf_view(&gap) };
    zipmake_add(&zip, &good);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    struct lw_err err;
    const struct lw_limits limits = lw_limits_default();
    assert_true(lw_ok(
        lw_archive_open_bytes(&archive, zipmake_end(&zip, NULL), LW_VIEW("z.zip"), &limits, &err)));
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_anomaly_list found = { 0 };
    assert_true(lw_ok(lw_archive_check_layout(&found, archive, &arena, &err)));
    size_t hidden = 0;
    for (size_t i = 0; i < found.count; i++)
        hidden += found.items[i].kind == LW_A_HIDDEN_LOCAL;
    assert_true(hidden > 100 && hidden < 1000);
    assert_true(arena.used_bytes < 2 << 20);
    zipmake_clear(&zip);
}

int main(void)
{
    for (size_t i = 0; i < sizeof long_name; i++)
        long_name[i] = i % 100 == 99 ? '/' : 'n';
    memset(long_part, 'p', sizeof long_part);
    memset(long_comment, 'c', sizeof long_comment);
    long_name[4998] = 'n';
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_said),
        cmocka_unit_test(each_kind_has_a_case),
        cmocka_unit_test(good_zips_have_none),
        cmocka_unit_test(lists_stay_short),
        cmocka_unit_test(many_hidden_entries_cost_bounded_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
