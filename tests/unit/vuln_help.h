/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln_help.h - for tests: an index from OSV texts, without files.
 */
#ifndef TESTS_VULN_HELP_H
#define TESTS_VULN_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/hash.h"
#include "vuln/index_build.h"
#include "vuln/query.h"

struct made_index {
    struct lw_arena arena;
    struct lw_buf bytes;
    struct lw_vuln_index *index;
};

/* Parses and adds each text; its digest is that of the text, as importers do. */
static inline void add_texts(struct lw_index_builder *builder, struct lw_arena *arena,
                             const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct lw_err err = { 0 };
        struct lw_osv *osv = LW_NEW(arena, struct lw_osv);
        struct lw_digest digest = lw_sha256(lw_view_c(texts[i]));
        if (!lw_ok(lw_osv_parse(osv, lw_view_c(texts[i]), arena, &err)))
            fail_msg("%s", err.text);
        osv->digest = lw_arena_copy(arena, lw_view(digest.bytes, sizeof digest.bytes));
        lw_index_builder_add(builder, osv);
    }
}

static inline struct made_index make_index(const char *const *texts, size_t count)
{
    struct made_index made = { .arena = LW_ARENA_INIT, .bytes = LW_BUF_INIT };
    struct lw_index_builder *builder = lw_index_builder_new();
    struct lw_err err = { 0 };
    add_texts(builder, &made.arena, texts, count);
    if (!lw_ok(lw_index_builder_finish(&made.bytes, builder, 1000, &err)) ||
        !lw_ok(lw_vuln_index_open_bytes(&made.index, lw_buf_view(&made.bytes), &err)))
        fail_msg("%s", err.text);
    lw_index_builder_free(builder);
    return made;
}

static inline void free_index(struct made_index *made)
{
    lw_vuln_index_free(made->index);
    lw_buf_clear(&made->bytes);
    lw_arena_clear(&made->arena);
}

static inline struct lw_vuln_match_list ask(struct made_index *made, const char *ecosystem,
                                            const char *name, const char *version)
{
    struct lw_vuln_match_list list = { 0 };
    struct lw_err err = { 0 };
    if (!lw_ok(lw_vuln_query(&list, made->index, lw_view_c(ecosystem), lw_view_c(name),
                             lw_view_c(version), &made->arena, &err)))
        fail_msg("%s", err.text);
    return list;
}

static inline void expect_text(struct lw_view got, const char *want)
{
    if (!lw_view_is(got, want))
        fail_msg("\"%.*s\", not \"%s\"", LW_FMT(got), want);
}

#endif
