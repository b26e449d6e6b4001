/* SPDX-License-Identifier: Apache-2.0
 *
 * report/sarif.h - the parts of SARIF 2.1.0 that scans and reviews share.
 *
 * Spec: OASIS SARIF 2.1.0; "security-severity" and "tags" as GitHub reads them.
 */
#ifndef LW_REPORT_SARIF_H
#define LW_REPORT_SARIF_H

#include "base/jsonw.h"
#include "scan/scan.h"

/* Opens the log and its list of runs. */
void lw_sarif_begin(struct lw_jsonw *w);

/* Opens "tool", its driver and the list of its rules: three times lw_jsonw_end(). */
void lw_sarif_tool(struct lw_jsonw *w);

/* {"text": ...} as a member. */
void lw_sarif_message(struct lw_jsonw *w, const char *key, struct lw_view text);

/* Of a "security-severity", in tenths. */
int lw_sarif_tenths(enum lw_severity severity);

struct lw_sarif_place {
    struct lw_view path; /* in the artifact; "": the whole */
    uint32_t line;
    struct lw_view artifact;
    const char *base; /* what the path is below, by lw_sarif_base() */
};

/* "locations", of one. */
void lw_sarif_locations(struct lw_jsonw *w, struct lw_arena *arena,
                        const struct lw_sarif_place *place);

/* A member of "originalUriBaseIds": what the base is, in words. */
void lw_sarif_base(struct lw_jsonw *w, const char *base, const char *what);

/* "partialFingerprints" with the SHA-256 of a text. */
void lw_sarif_fingerprint(struct lw_jsonw *w, const char *key, struct lw_view text);

/* "suppressions": it was accepted, and why. */
void lw_sarif_accepted(struct lw_jsonw *w, struct lw_view why);

/* What could not be looked at, as a notification: `what` and the reason. */
void lw_sarif_incomplete(struct lw_jsonw *w, struct lw_arena *arena,
                         const struct lw_incomplete *item, const char *what,
                         const struct lw_sarif_place *place);

#endif
