/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/severity.c - names of severities.
 */
#include "facts/severity.h"

static const char *const names[LW_SEVERITY_COUNT] = { "unknown", "none", "low",
                                                      "medium",  "high", "critical" };

const enum lw_severity lw_severity_order[LW_SEVERITY_COUNT] = {
    LW_SEVERITY_CRITICAL, LW_SEVERITY_HIGH,    LW_SEVERITY_MEDIUM,
    LW_SEVERITY_LOW,      LW_SEVERITY_UNKNOWN, LW_SEVERITY_NONE,
};

unsigned lw_severity_rank(enum lw_severity severity)
{
    if (severity > LW_SEVERITY_NONE)
        return (unsigned)severity;
    return severity == LW_SEVERITY_UNKNOWN ? 1 : 0;
}

const char *lw_severity_name(enum lw_severity severity)
{
    return names[(unsigned)severity < LW_SEVERITY_COUNT ? severity : LW_SEVERITY_UNKNOWN];
}

bool lw_severity_parse(enum lw_severity *out, struct lw_view name)
{
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        if (lw_view_eq_nocase(name, lw_view_c(names[i]))) {
            *out = (enum lw_severity)i;
            return true;
        }
    }
    bool moderate = lw_view_eq_nocase(name, LW_VIEW("moderate"));
    if (!moderate && !lw_view_eq_nocase(name, LW_VIEW("important")))
        return false;
    *out = moderate ? LW_SEVERITY_MEDIUM : LW_SEVERITY_HIGH;
    return true;
}
