/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_osv.c - an OSV record of arbitrary bytes, into an index and out of it.
 */
#include "vuln/index_build.h"
#include "vuln/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_index_builder_free_p) struct lw_index_builder *builder = NULL;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    LW_CLEANUP(lw_buf_clear) struct lw_buf bytes = LW_BUF_INIT;
    struct lw_vuln_match_list found = { 0 };
    struct lw_osv osv;
    struct lw_err err;
    if (!lw_ok(lw_osv_parse(&osv, lw_view(data, size), &arena, &err)))
        return 0;
    builder = lw_index_builder_new();
    lw_index_builder_add(builder, &osv);
    /* What the writer made, the reader must read. */
    if (!lw_ok(lw_index_builder_finish(&bytes, builder, 1, &err)) ||
        !lw_ok(lw_vuln_index_open_bytes(&index, lw_buf_view(&bytes), &err)) ||
        !lw_ok(lw_vuln_index_verify(index, &err)))
        __builtin_trap();
    for (size_t i = 0; i < osv.count; i++) {
        const struct lw_osv_affected *a = &osv.items[i];
        struct lw_view version = a->versions.count ? a->versions.items[0] : LW_VIEW("1.0");
        if (!lw_ok(lw_vuln_query(&found, index, a->ecosystem, a->name, version, &arena, &err)))
            __builtin_trap();
    }
    return 0;
}
