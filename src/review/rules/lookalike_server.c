/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/lookalike_server.c - a server named almost like one that the layer named before.
 */
#include "analyze/idna.h"
#include "analyze/popular.h"
#include "analyze/slip.h"
#include "archive/archive.h"
#include "base/buf.h"
#include "review/hosts.h"
#include "review/rule.h"

/* Of owners' names so short many are one slip apart; hosts so short look alike by chance. */
enum { LABEL_MIN = 5, LOOK_MIN = 8, SAME_KEY_MAX = 16 };

/* What the old version named. */
struct known_servers {
    struct lw_map hosts, domains;
    struct lw_map looks; /* of hosts, as the eye takes them; the value is the index among hosts */
    /* Domains by their owner's name, and by that name without each of its letters: two names that
     * are one slip apart have one of these in common. The value is the index of the last of them
     * among `slips`, from 1. */
    struct lw_map keys;
    struct slip_list {
        struct slip_key {
            struct lw_view domain;
            size_t before, count; /* of the same key: the one before, from 1; how many up to it */
        } * items;
        size_t count, capacity;
    } slips;
};

static void clear(struct known_servers *known)
{
    lw_map_clear(&known->hosts);
    lw_map_clear(&known->domains);
    lw_map_clear(&known->looks);
    lw_map_clear(&known->keys);
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
    LW_CLEANUP(lw_buf_clear) struct lw_buf shown = LW_BUF_INIT, skeleton = LW_BUF_INIT;
    lw_idna_add_shown(&shown, host);
    lw_name_skeleton(&skeleton, lw_buf_view(&shown));
    struct lw_view look = lw_slip_look(out, lw_buf_view(&skeleton));
    return look.len < LOOK_MIN ? LW_VIEW_NONE : look;
}

/* Letters of another alphabet, each of which is drawn as a Latin one is. */
static bool is_disguised(struct lw_view host)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf shown = LW_BUF_INIT, skeleton = LW_BUF_INIT;
    lw_idna_add_shown(&shown, host);
    lw_name_skeleton(&skeleton, lw_buf_view(&shown));
    return !lw_view_is_ascii(lw_buf_view(&shown)) && lw_view_is_ascii(lw_buf_view(&skeleton));
}

/* The owner's name without the letter at `i` (LW_NOT_FOUND: whole), and the end behind it. */
static struct lw_view key_of(char out[LW_SLIP_BYTES + 1], struct lw_view domain, size_t label,
                             size_t i)
{
    size_t len = 0;
    for (size_t k = 0; k < domain.len; k++)
        if (k != i || k >= label)
            out[len++] = (char)domain.ptr[k];
    return lw_view(out, len);
}

static void put_key(struct known_servers *out, struct lw_view key, struct lw_view domain,
                    struct lw_arena *arena)
{
    uint64_t *last = lw_map_put_copy(&out->keys, key, arena, NULL);
    const size_t count = *last ? out->slips.items[*last - 1].count + 1 : 1;
    if (count > SAME_KEY_MAX)
        return;
    *LW_PUSH(arena, &out->slips) = (struct slip_key){ domain, (size_t)*last, count };
    *last = out->slips.count;
}

static void add_domain(struct known_servers *out, struct lw_view domain, struct lw_arena *arena)
{
    char key[LW_SLIP_BYTES + 1];
    const struct lw_view label = label_of(domain);
    bool made = false;
    (void)lw_map_put(&out->domains, domain, &made);
    if (!made || !label.len)
        return;
    put_key(out, domain, domain, arena);
    for (size_t i = 0; i < label.len; i++)
        if (!i || label.ptr[i] != label.ptr[i - 1]) /* "aab" without either a is one key */
            put_key(out, key_of(key, domain, label.len, i), domain, arena);
}

static void fill(struct known_servers *out, const struct lw_review_context *ctx)
{
    char text[LW_SLIP_BYTES];
    for (struct lw_fact_walk at = { 0 }; lw_fact_walk(&at, ctx, false, LW_F_ENDPOINT);) {
        const struct lw_view host = lw_fact_get(at.fact, LW_K_NAME);
        bool made = false;
        if (lw_view_find_byte(host, '.') == LW_NOT_FOUND || host.len > LW_SLIP_BYTES ||
            lw_host_is_address(host))
            continue;
        (void)lw_map_put(&out->hosts, host, &made);
        if (!made)
            continue;
        const struct lw_view look = look_of(text, host);
        if (look.len)
            *lw_map_put_copy(&out->looks, look, ctx->arena, NULL) = out->hosts.count - 1;
        add_domain(out, lw_host_domain(host), ctx->arena);
    }
}

/* One slip between the owners' names, and the same end. */
static enum lw_slip slip_between(struct lw_view domain, struct lw_view right)
{
    const struct lw_view label = label_of(domain), other = label_of(right);
    if (!lw_view_eq(lw_view_from(domain, label.len), lw_view_from(right, other.len)))
        return LW_SLIP_NONE;
    const enum lw_slip slip = lw_slip_of(label, other);
    return slip == LW_SLIP_DIGIT ? LW_SLIP_NONE : slip;
}

/* The double that people would take it for, and by what slip; LW_SLIP_NONE: by how it looks. */
struct lookalike {
    struct lw_view right;
    enum lw_slip slip;
};

static bool slipped_by(struct lookalike *out, const struct known_servers *known, struct lw_view key,
                       struct lw_view domain)
{
    const uint64_t *last = lw_map_get(&known->keys, key);
    for (size_t at = last ? (size_t)*last : 0; at; at = known->slips.items[at - 1].before) {
        const struct lw_view right = known->slips.items[at - 1].domain;
        *out = (struct lookalike){ right, slip_between(domain, right) };
        if (out->slip != LW_SLIP_NONE)
            return true;
    }
    return false;
}

/* One slip in the owner's name, and the same end: many have theirs below several. */
static bool slipped(struct lookalike *out, const struct known_servers *known, struct lw_view domain)
{
    char key[LW_SLIP_BYTES + 1];
    const struct lw_view label = label_of(domain);
    bool found = label.len && slipped_by(out, known, domain, domain);
    for (size_t i = 0; i < label.len && !found; i++)
        found = slipped_by(out, known, key_of(key, domain, label.len, i), domain);
    return found;
}

/* "acme.com.au": whoever sells in a country has the name below that country too. "acme.io.au" is
 * somebody else's, who has io.au. */
static bool is_country(struct lw_view host, struct lw_view front)
{
    return host.len == front.len + strlen(".au") &&
           lw_host_domain(host).len == lw_host_domain(front).len + strlen(".au");
}

/* "api.acme.com.pay.example": the name that people know in front of another's. */
static struct lw_view fronted(const struct known_servers *known, struct lw_view host)
{
    for (size_t end = host.len; end-- > 0;) {
        const struct lw_view front = lw_view_sub(host, 0, end);
        if (host.ptr[end] == '.' && lw_view_find_byte(front, '.') != LW_NOT_FOUND &&
            !is_country(host, front) &&
            (lw_map_get(&known->hosts, front) || lw_map_get(&known->domains, front)))
            return front;
    }
    return LW_VIEW_NONE;
}

static struct lookalike double_of(const struct known_servers *known, struct lw_view host)
{
    struct lookalike out = { .slip = LW_SLIP_NONE };
    char text[LW_SLIP_BYTES];
    const struct lw_view domain = lw_host_domain(host);
    if (!host.len || host.len > LW_SLIP_BYTES || lw_host_is_address(host) ||
        lw_map_get(&known->domains, domain))
        return out;
    const struct lw_view look = look_of(text, host);
    const uint64_t *seen = look.len ? lw_map_get(&known->looks, look) : NULL;
    if (seen)
        out.right = known->hosts.items[*seen].key;
    else if (!slipped(&out, known, domain))
        out = (struct lookalike){ fronted(known, host), LW_SLIP_NONE };
    return out;
}

/* Lists of domains, as those of disposable mail, hold slips too: who is called has a scheme, or
 * stands where something talks. */
static bool is_called(const struct lw_review_context *ctx, const struct lw_fact *fact)
{
    const uint64_t talking = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS);
    return lw_view_find(lw_fact_get(fact, LW_K_VALUE), LW_VIEW("://")) != LW_NOT_FOUND ||
           lw_file_does(ctx, fact->location, talking, true);
}

/* A published package names the server of a project that its users have themselves: "cython.org" is
 * no slip of "python.org". */
static bool is_popular(const struct lw_package_change *package, struct lw_view host)
{
    const struct lw_popular *list = package->to ? lw_popular_of(package->to->ecosystem) : NULL;
    return list && lw_popular_has(list, label_of(lw_host_domain(host)));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct known_servers known = { 0 };
    fill(&known, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_ENDPOINT)) {
        const struct lw_fact *fact = change->fact;
        const struct lw_view host = lw_fact_get(fact, LW_K_NAME);
        const bool data = lw_fact_is(fact, LW_K_TYPE, "data");
        if (!change->new_to_artifact || lw_test_apart(ctx, change) || lw_host_known(ctx, host) ||
            lw_path_own(ctx, fact->location) || (!data && !lw_fact_is(fact, LW_K_TYPE, "value")) ||
            lw_fact_is(fact, LW_K_CLASS, "documentation") || !is_called(ctx, fact))
            continue;
        const struct lookalike twin = double_of(&known, host);
        const struct lw_view right = twin.right;
        const bool disguised = is_disguised(host);
        if (!right.len && !disguised)
            continue;
        /* Two owners may have names that differ in a letter: as their packages name them. */
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        const bool plain = twin.slip == LW_SLIP_CHANGED || twin.slip == LW_SLIP_ADDED;
        if (plain && !lw_loose(package) && is_popular(package, host))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (right.len)
            lw_reason_title(ctx, reason, "The server %.*s is named almost like %.*s", LW_FMT(host),
                            LW_FMT(right));
        else
            lw_reason_title(ctx, reason, "The server %.*s has letters that look like others",
                            LW_FMT(host));
        if ((data || plain) && !lw_loose(package)) {
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
