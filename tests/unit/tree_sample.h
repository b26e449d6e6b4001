/* SPDX-License-Identifier: Apache-2.0
 *
 * tree_sample.h - a folder of files made for a test, opened as an archive and put to analysers.
 *
 * Include it behind cmocka.h. All is static: each test program is one translation unit.
 */
#ifndef LW_TESTS_TREE_SAMPLE_H
#define LW_TESTS_TREE_SAMPLE_H

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "analyze/patterns.h"

struct tree {
    char folder[64];
    struct lw_arena arena;
    struct lw_facts facts;
};

LW_UNUSED static void tree_init(struct tree *tree)
{
    *tree = (struct tree){ .folder = "/tmp/layerward-test-XXXXXX" };
    assert_non_null(mkdtemp(tree->folder));
    tree->facts = lw_facts(&tree->arena);
}

static int tree_remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

LW_UNUSED static void tree_clear(struct tree *tree)
{
    assert_int_equal(nftw(tree->folder, tree_remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
    lw_arena_clear(&tree->arena);
}

LW_UNUSED static void tree_add(struct tree *tree, const char *path, const char *text)
{
    char c[512];
    int n = snprintf(c, sizeof c, "%s/%s", tree->folder, path);
    assert_true(n > 0 && (size_t)n < sizeof c);
    for (char *slash = strchr(c + strlen(tree->folder) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        assert_true(mkdir(c, 0755) == 0 || errno == EEXIST);
        *slash = '/';
    }
    FILE *f = fopen(c, "w");
    assert_non_null(f);
    assert_true(fwrite(text, 1, strlen(text), f) == strlen(text));
    assert_int_equal(fclose(f), 0);
}

/* Each file goes to each analyser that wants it; errors become `incomplete` as in the engine. */
LW_UNUSED static void tree_run(struct tree *tree, const struct lw_analyzer *const *analyzers,
                               size_t analyzer_count)
{
    struct lw_err err = { 0 };
    struct lw_limits limits = lw_limits_default();
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;
    assert_true(lw_ok(lw_archive_open(&archive, tree->folder, &limits, &err)));
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count * analyzer_count; i++) {
        const struct lw_entry *entry = &entries[i / analyzer_count];
        const struct lw_analyzer *a = analyzers[i % analyzer_count];
        struct lw_content content;
        struct lw_file file = { .path = entry->path,
                                .location = entry->path,
                                .container = LW_VIEW(""),
                                .size_bytes = entry->bytes,
                                .archive = archive,
                                .hits = &hits };
        if (entry->type != LW_ENTRY_FILE || a->wants(&file) == LW_WANT_NO)
            continue;
        assert_true(lw_ok(lw_archive_read(&content, archive, entry, false, scratch, &err)));
        file.bytes = content.bytes;
        lw_pattern_hits_reset(&hits);
        if (!lw_ok(a->file(&tree->facts, &file, &err)))
            lw_facts_incomplete(&tree->facts, file.location, lw_code_name(err.code),
                                lw_view_c(err.text));
    }
    lw_pattern_hits_clear(&hits);
    lw_facts_settle(&tree->facts);
}

/* Fails unless the packages are these, as "purl flags root", in order of purl and root. */
LW_UNUSED static void tree_expect(const struct tree *tree, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < tree->facts.packages.count || i < count; i++) {
        char have[512] = "nothing";
        if (i < tree->facts.packages.count) {
            const struct lw_package *p = &tree->facts.packages.items[i];
            snprintf(have, sizeof have, "%.*s %u %.*s", LW_FMT(p->purl), p->flags, LW_FMT(p->root));
        }
        if (i >= count || strcmp(have, lines[i]) != 0)
            fail_msg("package %zu: \"%s\", not \"%s\"", i, have, i < count ? lines[i] : "nothing");
    }
}

#endif
