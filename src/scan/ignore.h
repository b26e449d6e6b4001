/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/ignore.h - findings that were accepted, with a reason and until a day.
 *
 *     ignore:
 *       - id: CVE-2023-43804            # a vulnerability, any of its ids, or a rule
 *         package: pkg:pypi/urllib3     # optional; "*" is any run; without a version: each
 *         path: "**.py"                 # optional: "*" within a folder, "**" across
 *         reason: cookies are not used
 *         expires: 2027-01-31           # the last day on which it holds; or permanent: true
 *
 * Trusts:  nothing; what is not known is an error with its line and column.
 */
#ifndef LW_SCAN_IGNORE_H
#define LW_SCAN_IGNORE_H

#include "base/err.h"
#include "rules/finding.h"

struct lw_ignore {
    struct lw_view id, package, path, reason; /* package and path may be "" */
    int64_t until_utc_s;                      /* from then on it holds no more; INT64_MAX: never */
    struct lw_view source;                    /* name of the file, for messages */
    size_t line;
    bool used; /* lw_ignore_apply() found something that it is about */
};

struct lw_ignore_list {
    struct lw_ignore *items;
    size_t count, capacity;
};

/* Appends to `out` (zeroed at first), so that several files can be read. Texts go into the arena.
 * err: LW_E_CONFIG with "NAME: line L, column C: ..."; `*out` is then unchanged. */
LW_NODISCARD lw_status lw_ignore_parse(struct lw_ignore_list *out, struct lw_view text,
                                       const char *name, struct lw_arena *arena,
                                       struct lw_err *err);

/* The same from a file; also LW_E_NOT_FOUND, LW_E_IO. */
LW_NODISCARD lw_status lw_ignore_load(struct lw_ignore_list *out, const char *path,
                                      struct lw_arena *arena, struct lw_err *err);

/* Marks what is accepted as suppressed, and adds a finding "ignore-expired" (severity none) for
 * each entry whose day is over. Texts go into the arena, which should be the findings' own. */
void lw_ignore_apply(struct lw_finding_list *findings, struct lw_ignore_list *ignore,
                     int64_t now_utc_s, struct lw_arena *arena);

#endif
