/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/import_item.h - read one file of advisories, whatever form it has; not for other modules.
 */
#ifndef LW_VULN_IMPORT_ITEM_H
#define LW_VULN_IMPORT_ITEM_H

#include "vuln/exploits.h"

struct lw_osv_list {
    struct lw_osv **items;
    size_t count, capacity;
};
struct lw_import_problem {
    enum lw_code code;
    uint64_t offset;
    struct lw_view text;
};
struct lw_import_problem_list {
    struct lw_import_problem *items;
    size_t count, capacity;
};

/* What one file gave; all in the arena that was given. */
struct lw_import_yield {
    struct lw_osv_list records;
    struct lw_kev_list kev;
    struct lw_epss_list epss;
    struct lw_view kev_note, epss_note;
    bool have_kev, have_epss;
    struct lw_import_problem_list problems;
};

enum { LW_IMPORT_MAX_TEXT_BYTES = 1 << 30 };

/* `name` decides only on ".jsonl" and ".ndjson". A record that cannot be read becomes a problem. */
void lw_import_item(struct lw_import_yield *out, struct lw_view name, struct lw_view bytes,
                    struct lw_arena *arena);

/* By its first bytes (at least 16): worth reading. */
bool lw_import_likely(struct lw_view head);

#endif
