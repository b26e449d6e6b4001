/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/gate.h - what --fail-on asks for, and which findings that is.
 */
#ifndef LW_CLI_GATE_H
#define LW_CLI_GATE_H

#include "cli/verb.h"
#include "rules/finding.h"

struct lw_gate {
    bool set;                  /* --fail-on was given */
    bool kev;                  /* vulnerabilities that are known to be exploited */
    enum lw_severity severity; /* at least; LW_SEVERITY_COUNT: none is asked for */
};

/* Words with commas between them: severities, of which the lowest counts, and "kev". A later
 * --fail-on goes before the severity of an earlier one; "kev" stays. err: LW_E_USAGE, also for
 * "kev" beside --no-db. */
LW_NODISCARD lw_status lw_gate_read(struct lw_gate *out, const struct lw_args *args,
                                    struct lw_err *err);

/* What is suppressed stops nothing. */
bool lw_gate_stops(const struct lw_gate *gate, const struct lw_finding *finding);

/* Whether the finding passes only because nobody rated it. */
bool lw_gate_cannot_rate(const struct lw_gate *gate, const struct lw_finding *finding);

#endif
