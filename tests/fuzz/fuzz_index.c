/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_index.c - everything that can be asked of an index of arbitrary bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "vuln/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever happens is an error or an answer; the statuses themselves do not matter. */
static void ignore(lw_status s)
{
    (void)s;
}

static void walk(const struct lw_vuln_index *index, struct lw_arena *arena, struct lw_err *err)
{
    uint64_t count = lw_vuln_index_counts(index).packages;
    for (uint64_t i = 0; i < count && i < 64; i++) {
        struct lw_vuln_match_list found = { 0 };
        struct lw_vuln_rows rows;
        struct lw_vuln_row row;
        struct lw_osv osv;
        bool have = true;
        if (!lw_ok(lw_vuln_index_package(&rows, index, i, err)))
            continue;
        ignore(lw_vuln_query(&found, index, rows.ecosystem, rows.name, LW_VIEW("1.0"), arena, err));
        for (int n = 0; have && n < 64; n++) {
            if (!lw_ok(lw_vuln_rows_next(&row, &have, &rows, index, arena, err)))
                break;
            if (have)
                ignore(lw_vuln_index_record(&osv, index, row.record, arena, err));
        }
    }
}

/* The header's checksum would keep everything else from being reached: it is left out. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_vuln_info info;
    struct lw_kev kev;
    struct lw_epss epss;
    struct lw_err err;
    bool have;
    uint8_t *copy = malloc(size + 1);
    memcpy(copy, data, size);
    if (size >= LW_INDEX_HEADER_BYTES)
        memset(copy + LW_INDEX_AT_HEADER_DIGEST, 0, sizeof(struct lw_digest));
    if (!lw_ok(lw_vuln_index_open_bytes(&index, lw_view(copy, size), &err))) {
        free(copy);
        return 0;
    }
    walk(index, &arena, &err);
    ignore(lw_vuln_index_info(&info, index, &arena, &err));
    ignore(lw_vuln_index_kev(&kev, &have, index, LW_VIEW("CVE-2021-44228"), &err));
    ignore(lw_vuln_index_epss(&epss, &have, index, LW_VIEW("CVE-2021-44228"), &err));
    ignore(lw_vuln_index_verify(index, &err));
    free(copy);
    return 0;
}
