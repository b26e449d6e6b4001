/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/severity.h - how bad a finding is.
 *
 * The numbers stand in indexes of advisories; the order is that of lw_severity_rank(): what nobody
 * rated may be grave, so it comes before what was rated as no fault.
 */
#ifndef LW_FACTS_SEVERITY_H
#define LW_FACTS_SEVERITY_H

#include "base/view.h"

enum lw_severity {
    LW_SEVERITY_UNKNOWN,
    LW_SEVERITY_NONE, /* a CVSS score of 0.0; for rules: worth knowing */
    LW_SEVERITY_LOW,
    LW_SEVERITY_MEDIUM,
    LW_SEVERITY_HIGH,
    LW_SEVERITY_CRITICAL,
    LW_SEVERITY_COUNT
};

/* From 0: none, unknown, low, medium, high, critical; what is beyond (LW_SEVERITY_COUNT) above. */
unsigned lw_severity_rank(enum lw_severity severity);

/* Worst first. */
extern const enum lw_severity lw_severity_order[LW_SEVERITY_COUNT];

/* "unknown", "none", "low", "medium", "high", "critical" */
const char *lw_severity_name(enum lw_severity severity);

/* By name, upper or lower case; also "moderate" and "important", as some advisories say. */
bool lw_severity_parse(enum lw_severity *out, struct lw_view name);

#endif
