/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/gate.c - the words of --fail-on.
 */
#include "cli/gate.h"

static lw_status read_words(struct lw_gate *gate, const char *value, struct lw_err *err)
{
    struct lw_view rest = lw_view_c(value), word;
    enum lw_severity lowest = LW_SEVERITY_COUNT, one;
    bool any = false;
    while (lw_view_split(&word, &rest, ',')) {
        word = lw_view_trim(word);
        any = true;
        if (lw_view_is(word, "kev")) {
            gate->kev = true;
            continue;
        }
        LW_ENSURE(lw_severity_parse(&one, word), err, LW_E_USAGE, 0,
                  "--fail-on cannot be \"%s\"; it is one of: none unknown low medium high critical "
                  "kev, or a severity and kev with a comma between them",
                  value);
        if (lw_severity_rank(one) < lw_severity_rank(lowest))
            lowest = one;
    }
    LW_ENSURE(any, err, LW_E_USAGE, 0, "--fail-on needs a severity, or kev");
    if (lowest != LW_SEVERITY_COUNT)
        gate->severity = lowest;
    return LW_OK;
}

lw_status lw_gate_read(struct lw_gate *out, const struct lw_args *args, struct lw_err *err)
{
    struct lw_gate gate = { .severity = LW_SEVERITY_COUNT };
    const char *value;
    for (size_t i = 0; (value = lw_args_nth(args, "fail-on", i)); i++) {
        LW_TRY(read_words(&gate, value, err));
        gate.set = true;
    }
    LW_ENSURE(!gate.kev || !lw_args_flag(args, "no-db"), err, LW_E_USAGE, 0,
              "--fail-on kev needs the advisories that --no-db goes without");
    *out = gate;
    return LW_OK;
}

bool lw_gate_stops(const struct lw_gate *gate, const struct lw_finding *finding)
{
    if (finding->suppressed)
        return false;
    return (gate->kev && finding->kev) ||
           lw_severity_rank(finding->severity) >= lw_severity_rank(gate->severity);
}

bool lw_gate_cannot_rate(const struct lw_gate *gate, const struct lw_finding *finding)
{
    return gate->severity != LW_SEVERITY_COUNT && !finding->suppressed &&
           finding->severity == LW_SEVERITY_UNKNOWN && !lw_gate_stops(gate, finding);
}
