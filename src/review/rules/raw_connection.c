/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/raw_connection.c - a script that newly connects by itself, with no client that has rules.
 */
#include "analyze/endpoint.h"
#include "review/rule.h"

/* "127.0.0.1", "::1", "postgres": as scripts ask whether a server is there already, on this machine
 * or beside it. */
static bool is_near(struct lw_view host)
{
    uint32_t address;
    const bool number = lw_ipv4_parse(&address, host);
    return lw_view_is(host, "::1") || (number && lw_ipv4_is_local(address)) ||
           (!number && lw_view_find_byte(host, '.') == LW_NOT_FOUND &&
            lw_view_find_byte(host, ':') == LW_NOT_FOUND &&
            lw_view_find_byte(host, '{') == LW_NOT_FOUND);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        struct lw_view place = lw_fact_get(fact, LW_K_VALUE), path = fact->location;
        const struct lw_view host = lw_view_sub(place, 0, lw_view_find_byte(place, '/'));
        if (lw_fact_capability(fact) != LW_C_NETWORK || !change->new_to_package ||
            !lw_view_starts(lw_fact_get(fact, LW_K_NAME), LW_VIEW("/dev/")) || is_near(host) ||
            lw_host_known(ctx, host) || lw_path_own(ctx, path))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const bool named = lw_view_find_byte(place, '{') == LW_NOT_FOUND;
        if (named)
            lw_reason_title(ctx, reason, "A script newly connects to %.*s by itself",
                            LW_FMT(place));
        if (!named || lw_is_test(path))
            continue;
        reason->level = LW_LEVEL_BLOCK;
        reason->severity = LW_SEVERITY_CRITICAL;
    }
}

const struct lw_review_rule lw_review_rule_raw_connection = {
    .id = "raw-connection",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A script newly opens a connection by itself",
    .why = "A shell that opens /dev/tcp/HOST/PORT speaks to a server without a client, without "
           "TLS, and without a program that anyone could miss: it is how shells are handed "
           "to others. Scripts that wait for a server of theirs ask this machine, one beside it, "
           "or one that a variable names.",
    .fix = "Ask the author what speaks there. What is honest is said by curl, over TLS.",
    .attack = "T1095",
    .check = check,
};
