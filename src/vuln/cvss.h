/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/cvss.h - the score of a CVSS vector, computed from its metrics.
 *
 * Owns:    nothing.
 * Trusts:  nothing.
 * Spec:    FIRST: CVSS 2.0 guide; 3.0 and 3.1 specification, chapter 7 and appendix A; 4.0
 *          specification, chapter 8.
 */
#ifndef LW_VULN_CVSS_H
#define LW_VULN_CVSS_H

#include "base/err.h"
#include "base/view.h"
#include "facts/severity.h"

struct lw_cvss {
    uint8_t major, minor; /* 2.0, 3.0, 3.1, 4.0 */
    uint8_t score_tenths; /* 98 is a score of 9.8 */
    enum lw_severity severity;
};

/* Parses and scores "CVSS:3.0/…", "CVSS:3.1/…", "CVSS:4.0/…" and, without a prefix or in
 * parentheses, a 2.0 vector ("AV:N/AC:L/Au:N/C:P/I:P/A:P").
 *
 * 2.0 and 3.x give the base score: temporal and environmental metrics are checked, not counted.
 * 4.0 counts every metric that is there, as its method has only one score: a vector with base
 * metrics alone gives CVSS-B, threat and environmental metrics make it CVSS-BT, -BE, -BTE.
 * Metrics may come in any order. Severity is the specification's (for 2.0 the NVD's) rating.
 *
 * Errors: LW_E_FORMAT for a metric that is unknown, given twice, mandatory and missing, or has a
 * value that it cannot have (the metric is named, err->offset is where it stands);
 * LW_E_UNSUPPORTED for another version. `*out` is then unchanged. */
LW_NODISCARD lw_status lw_cvss_parse(struct lw_cvss *out, struct lw_view vector,
                                     struct lw_err *err);

#endif
