/* SPDX-License-Identifier: Apache-2.0
 *
 * sample.h - files for tests of analysers: one by its bytes, many as a folder or from a table.
 *
 * Include it behind cmocka.h. All is static: each test program is one translation unit.
 */
#ifndef LW_TESTS_SAMPLE_H
#define LW_TESTS_SAMPLE_H

#include <stdlib.h>

#include "analyze/analyzer.h"
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
    struct lw_file file = { .path = lw_view_c(path),
                            .location = lw_view_c(path),
                            .container = LW_VIEW(""),
                            .size_bytes = bytes.len,
                            .mode = 0644 };
    struct lw_err err = { 0 };
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

#define assert_view(view, text)                                                                    \
    do {                                                                                           \
        struct lw_view view_ = (view);                                                             \
        if (!lw_view_is(view_, text))                                                              \
            fail_msg("\"%.*s\" is not \"%s\"", LW_FMT(view_), text);                               \
    } while (0)

#endif
