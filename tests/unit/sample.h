/* SPDX-License-Identifier: Apache-2.0
 *
 * sample.h - files for tests of analysers: one by its bytes, many as a folder or from a table.
 *
 * Include it behind cmocka.h. All is static: each test program is one translation unit.
 */
#ifndef LW_TESTS_SAMPLE_H
#define LW_TESTS_SAMPLE_H

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#include "analyze/patterns.h"
#include "base/file.h"

static struct lw_arena sample_arena;

/* A file below the source root. */
LW_UNUSED static struct lw_view sample_read(const char *path)
{
    struct lw_err err = { 0 };
    struct lw_view bytes = LW_VIEW_NONE, full;
    const char *root = getenv("LAYERWARD_SOURCE_ROOT");
    full = lw_arena_printf(&sample_arena, "%s/%s", root ? root : ".", path);
    if (!lw_ok(lw_file_read(&bytes, (const char *)full.ptr, 1 << 24, &sample_arena, &err)))
        fail_msg("%s", err.text);
    return bytes;
}

/* Hands one file to an analyser, as the engine does: wants() first. */
LW_UNUSED static lw_status sample_file(struct lw_facts *out, const struct lw_analyzer *analyzer,
                                       const char *path, struct lw_view bytes)
{
    static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;
    struct lw_file file = { .path = lw_view_c(path),
                            .location = lw_view_c(path),
                            .container = LW_VIEW(""),
                            .size_bytes = bytes.len,
                            .mode = 0644,
                            .hits = &hits };
    struct lw_err err = { 0 };
    lw_pattern_hits_reset(&hits);
    *out = lw_facts(&sample_arena);
    if (analyzer->wants(&file) == LW_WANT_NO)
        return LW_OK;
    file.bytes = bytes;
    return analyzer->file(out, &file, &err);
}

LW_UNUSED static const struct lw_package *sample_package(const struct lw_facts *facts,
                                                         const char *purl)
{
    for (size_t i = 0; i < facts->packages.count; i++)
        if (lw_view_is(facts->packages.items[i].purl, purl))
            return &facts->packages.items[i];
    return NULL;
}

/* The first fact of a kind that has a value at a key. */
LW_UNUSED static const struct lw_fact *sample_fact(const struct lw_facts *facts,
                                                   enum lw_fact_kind kind, enum lw_fact_key key,
                                                   const char *value)
{
    for (size_t i = 0; i < facts->facts.count; i++)
        if (facts->facts.items[i].kind == kind && lw_fact_is(&facts->facts.items[i], key, value))
            return &facts->facts.items[i];
    return NULL;
}

LW_UNUSED static size_t sample_count(const struct lw_facts *facts, enum lw_fact_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < facts->facts.count; i++)
        count += facts->facts.items[i].kind == kind;
    return count;
}

/* One file of a folder made for a test: a mode of 0120000 makes a link to `content`, a path that
 * ends in "/" a folder. */
struct sample_entry {
    const char *path;
    unsigned mode;
    const char *content;
};

struct sample_tree {
    char folder[64];
    struct lw_archive *archive;
    struct lw_scratch *scratch;
};

LW_UNUSED static void sample_write(const char *folder, const char *path, unsigned mode,
                                   struct lw_view content)
{
    struct lw_err err;
    struct lw_view full = lw_arena_printf(&sample_arena, "%s/%s", folder, path);
    struct lw_view above = lw_arena_copy(&sample_arena, lw_path_dir(full));
    assert_true(lw_ok(lw_mkdirs((const char *)above.ptr, &err)));
    if (mode == 0120000) {
        assert_int_equal(symlink((const char *)content.ptr, (const char *)full.ptr), 0);
        return;
    }
    if (lw_view_ends(full, LW_VIEW("/")))
        return;
    FILE *f = fopen((const char *)full.ptr, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(content.ptr, 1, content.len, f), content.len);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod((const char *)full.ptr, mode), 0);
}

LW_UNUSED static void sample_begin(struct sample_tree *tree)
{
    *tree = (struct sample_tree){ .folder = "/tmp/layerward-test-XXXXXX" };
    assert_non_null(mkdtemp(tree->folder));
    assert_int_equal(chmod(tree->folder, 0755), 0);
    tree->scratch = lw_scratch_new();
}

LW_UNUSED static void sample_open(struct sample_tree *tree)
{
    struct lw_limits limits = lw_limits_default();
    struct lw_err err = { 0 };
    if (!lw_ok(lw_archive_open(&tree->archive, tree->folder, &limits, &err)))
        fail_msg("%s", err.text);
}

LW_UNUSED static void sample_build(struct sample_tree *tree, const struct sample_entry *entries,
                                   size_t count)
{
    sample_begin(tree);
    for (size_t i = 0; i < count; i++)
        sample_write(tree->folder, entries[i].path, entries[i].mode, lw_view_c(entries[i].content));
    sample_open(tree);
}

static int sample_remove(const char *path, const struct stat *st, int type, struct FTW *walk)
{
    (void)st;
    (void)type;
    (void)walk;
    return remove(path);
}

LW_UNUSED static void sample_end(struct sample_tree *tree)
{
    lw_archive_free(tree->archive);
    lw_scratch_free(tree->scratch);
    nftw(tree->folder, sample_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* What one analyser says of a tree, where others have said `seen` (NULL: nothing). */
LW_UNUSED static struct lw_facts sample_look(const struct sample_tree *tree,
                                             const struct lw_analyzer *analyzer,
                                             const struct lw_facts *seen)
{
    struct lw_facts out = lw_facts(&sample_arena), none = lw_facts(&sample_arena);
    struct lw_err err = { 0 };
    if (!lw_ok(analyzer->tree(&out, tree->archive, seen ? seen : &none, tree->scratch, &err)))
        fail_msg("%s", err.text);
    return out;
}

/* The fact of a kind at a location, or NULL. */
LW_UNUSED static const struct lw_fact *sample_at(const struct lw_facts *facts,
                                                 enum lw_fact_kind kind, const char *location)
{
    for (size_t i = 0; i < facts->facts.count; i++)
        if (facts->facts.items[i].kind == kind &&
            lw_view_is(facts->facts.items[i].location, location))
            return &facts->facts.items[i];
    return NULL;
}

/* Adds a stored member to a zip that sample_zip_end() closes. */
struct sample_zip {
    struct lw_buf bytes, directory;
    unsigned count;
};

LW_UNUSED static void sample_zip_add(struct sample_zip *zip, const char *path,
                                     struct lw_view content)
{
    uint32_t crc = libdeflate_crc32(0, content.ptr, content.len);
    size_t offset = zip->bytes.len;
    for (int central = 0; central < 2; central++) {
        struct lw_buf *b = central ? &zip->directory : &zip->bytes;
        lw_buf_add_le(b, central ? 0x02014b50 : 0x04034b50, 4);
        if (central)
            lw_buf_add_le(b, 3 << 8 | 20, 2); /* made by Unix */
        lw_buf_add_le(b, 20, 2);
        lw_buf_add_le(b, 0, 2); /* flags */
        lw_buf_add_le(b, 0, 2); /* stored */
        lw_buf_add_le(b, 0, 4); /* time */
        lw_buf_add_le(b, crc, 4);
        lw_buf_add_le(b, content.len, 4);
        lw_buf_add_le(b, content.len, 4);
        lw_buf_add_le(b, strlen(path), 2);
        lw_buf_add_le(b, 0, 2); /* extra field */
        if (central) {
            lw_buf_add_le(b, 0, 2 + 2 + 2); /* comment, disk, internal */
            lw_buf_add_le(b, 0100644U << 16, 4);
            lw_buf_add_le(b, offset, 4);
        }
        lw_buf_add_c(b, path);
    }
    lw_buf_add(&zip->bytes, content);
    zip->count++;
}

LW_UNUSED static struct lw_view sample_zip_end(struct sample_zip *zip)
{
    size_t offset = zip->bytes.len;
    lw_buf_add(&zip->bytes, lw_buf_view(&zip->directory));
    lw_buf_add_le(&zip->bytes, 0x06054b50, 4);
    lw_buf_add_le(&zip->bytes, 0, 4); /* disks */
    lw_buf_add_le(&zip->bytes, zip->count, 2);
    lw_buf_add_le(&zip->bytes, zip->count, 2);
    lw_buf_add_le(&zip->bytes, zip->directory.len, 4);
    lw_buf_add_le(&zip->bytes, offset, 4);
    lw_buf_add_le(&zip->bytes, 0, 2); /* comment */
    struct lw_view made = lw_arena_copy(&sample_arena, lw_buf_view(&zip->bytes));
    lw_buf_clear(&zip->bytes);
    lw_buf_clear(&zip->directory);
    return made;
}

/* What an analyser says of a nested archive. */
LW_UNUSED static struct lw_facts sample_nested(const struct lw_analyzer *analyzer, const char *path,
                                               struct lw_view zip)
{
    struct lw_facts out = lw_facts(&sample_arena);
    struct lw_limits limits = lw_limits_default();
    struct lw_archive *inside = NULL;
    struct lw_scratch *scratch = lw_scratch_new();
    struct lw_err err = { 0 };
    struct lw_file file = { .path = lw_view_c(path),
                            .location = lw_view_c(path),
                            .container = LW_VIEW(""),
                            .bytes = zip,
                            .size_bytes = zip.len };
    if (!lw_ok(lw_archive_open_bytes(&inside, zip, lw_view_c(path), &limits, &err)))
        fail_msg("%s", err.text);
    assert_true(lw_ok(analyzer->nested(&out, &file, inside, scratch, &err)));
    lw_archive_free(inside);
    lw_scratch_free(scratch);
    return out;
}

#define assert_value(fact, key, text) assert_view(lw_fact_get((fact), (key)), text)

#define assert_view(view, text)                                                                    \
    do {                                                                                           \
        struct lw_view view_ = (view);                                                             \
        if (!lw_view_is(view_, text))                                                              \
            fail_msg("\"%.*s\" is not \"%s\"", LW_FMT(view_), text);                               \
    } while (0)

#endif
