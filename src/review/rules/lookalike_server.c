/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/lookalike_server.c - a server named almost like one that the layer named before.
 */
#include "analyze/slip.h"
#include "archive/archive.h"
#include "base/buf.h"
#include "review/hosts.h"
#include "review/rule.h"

enum { LABEL_MIN = 5 };

/* What the old version named. Domains also stand in lists by length, which one slip changes by one
 * at most. */
struct known_servers {
    struct lw_map hosts, domains;
    struct lw_map looks; /* of hosts, as the eye takes them; the value is the index among hosts */
    struct name_list {
        struct lw_view *items;
        size_t count, capacity;
    } by_len[LW_SLIP_BYTES + 1];
};

static void clear(struct known_servers *known)
{
    lw_map_clear(&known->hosts);
    lw_map_clear(&known->domains);
    lw_map_clear(&known->looks);
}

/* "acme" of "acme.co.uk"; none of an address, and of names so short that many are alike. */
static struct lw_view label_of(struct lw_view domain)
{
    size_t dot = lw_view_find_byte(domain, '.');
    bool telling = dot != LW_NOT_FOUND && dot >= LABEL_MIN && !lw_host_is_address(domain);
    return telling ? lw_view_sub(domain, 0, dot) : LW_VIEW_NONE;
}

/* As the eye takes it: without dots and dashes, and letters of any alphabet as Latin ones. */
static struct lw_view look_of(char out[LW_SLIP_BYTES], struct lw_view host)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf skeleton = LW_BUF_INIT;
    lw_name_skeleton(&skeleton, host);
    return lw_slip_look(out, lw_buf_view(&skeleton));
}

/* Letters of another alphabet, each of which is drawn as a Latin one is. */
static bool is_disguised(struct lw_view host)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf skeleton = LW_BUF_INIT;
    lw_name_skeleton(&skeleton, host);
    return !lw_view_is_ascii(host) && lw_view_is_ascii(lw_buf_view(&skeleton));
}

static void fill(struct known_servers *out, const struct lw_review_context *ctx)
{
    char look[LW_SLIP_BYTES];
    for (struct lw_fact_walk at = { 0 }; lw_fact_walk(&at, ctx, false, LW_F_ENDPOINT);) {
        const struct lw_view host = lw_fact_get(at.fact, LW_K_NAME), domain = lw_host_domain(host);
        bool made = false;
        if (!label_of(domain).len || host.len > LW_SLIP_BYTES)
            continue;
        (void)lw_map_put(&out->hosts, host, &made);
        if (made)
            *lw_map_put_copy(&out->looks, look_of(look, host), ctx->arena,
                             NULL) = out->hosts.count - 1;
        made = false;
        (void)lw_map_put(&out->domains, domain, &made);
        if (made)
            *LW_PUSH(ctx->arena, &out->by_len[domain.len]) = domain;
    }
}

/* One slip in the owner's name, and the same end: many have theirs below several. */
static struct lw_view slipped(const struct known_servers *known, struct lw_view domain)
{
    const struct lw_view label = label_of(domain);
    const size_t longest = domain.len < LW_SLIP_BYTES ? domain.len + 1 : LW_SLIP_BYTES;
    for (size_t len = label.len ? domain.len - 1 : longest + 1; len <= longest; len++) {
        for (size_t i = 0; i < known->by_len[len].count; i++) {
            const struct lw_view right = known->by_len[len].items[i], other = label_of(right);
            if (lw_view_eq(lw_view_from(domain, label.len), lw_view_from(right, other.len)) &&
                lw_slip_of(label, other) != LW_SLIP_NONE &&
                lw_slip_of(label, other) != LW_SLIP_DIGIT)
                return right;
        }
    }
    return LW_VIEW_NONE;
}

/* "api.acme.com.pay.example": the name that people know in front of another's. */
static struct lw_view fronted(const struct known_servers *known, struct lw_view host)
{
    for (size_t end = host.len; end-- > 0;) {
        const struct lw_view front = lw_view_sub(host, 0, end);
        if (host.ptr[end] == '.' &&
            (lw_map_get(&known->hosts, front) || lw_map_get(&known->domains, front)))
            return front;
    }
    return LW_VIEW_NONE;
}

/* The server for which people would take it; none where it is nobody's double. */
static struct lw_view double_of(const struct known_servers *known, struct lw_view host)
{
    char look[LW_SLIP_BYTES];
    const struct lw_view domain = lw_host_domain(host);
    if (!host.len || host.len > LW_SLIP_BYTES || lw_host_is_address(host) ||
        lw_map_get(&known->domains, domain))
        return LW_VIEW_NONE;
    const uint64_t *seen = lw_map_get(&known->looks, look_of(look, host));
    if (seen)
        return known->hosts.items[*seen].key;
    const struct lw_view right = slipped(known, domain);
    return right.len ? right : fronted(known, host);
}

/* Lists of domains, as those of disposable mail, hold slips too: who is called has a scheme, or
 * stands where something talks. */
static bool is_called(const struct lw_review_context *ctx, const struct lw_fact *fact)
{
    const uint64_t talking = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS);
    return lw_view_find(lw_fact_get(fact, LW_K_VALUE), LW_VIEW("://")) != LW_NOT_FOUND ||
           lw_file_does(ctx, fact->location, talking, true);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct known_servers known = { 0 };
    fill(&known, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_ENDPOINT)) {
        const struct lw_fact *fact = change->fact;
        const struct lw_view host = lw_fact_get(fact, LW_K_NAME);
        const bool data = lw_fact_is(fact, LW_K_TYPE, "data");
        if (!change->new_to_artifact || lw_is_test(fact->location) || lw_host_known(ctx, host) ||
            lw_path_own(ctx, fact->location) || (!data && !lw_fact_is(fact, LW_K_TYPE, "value")) ||
            lw_fact_is(fact, LW_K_CLASS, "documentation") || !is_called(ctx, fact))
            continue;
        const struct lw_view right = double_of(&known, host);
        const bool disguised = is_disguised(host);
        if (!right.len && !disguised)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (right.len)
            lw_reason_title(ctx, reason, "The server %.*s is named almost like %.*s", LW_FMT(host),
                            LW_FMT(right));
        else
            lw_reason_title(ctx, reason, "The server %.*s has letters that look like others",
                            LW_FMT(host));
        if (data && !lw_loose(lw_package_of(ctx, change->package))) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
    }
    clear(&known);
}

const struct lw_review_rule lw_review_rule_lookalike_server = {
    .id = "lookalike-server",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "Code newly names a server almost as one that it named before",
    .why = "Nobody who reads a change of one letter sees another server: names that a slip gives, "
           "that read alike, or that stand in front of somebody else's domain, are registered to "
           "receive what was meant for the right one.",
    .fix = "Do not adopt. A server that is truly yours: review.hosts.",
    .attack = "T1583.001",
    .check = check,
};
