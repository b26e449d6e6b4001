/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/destination_added.c - a place that data newly goes to.
 */
#include "analyze/endpoint.h"
#include "review/rule.h"

static bool is_kind(const struct lw_fact *fact, const char *kind)
{
    return lw_fact_is(fact, LW_K_KIND, kind);
}

/* What many destinations ask for, by package: calls that are new to it, and old destinations. */
struct asked {
    struct lw_map calls, gone;
};

static struct lw_view key_of(struct lw_arena *arena, size_t package, struct lw_view kind,
                             struct lw_view name)
{
    return lw_arena_printf(arena, "%zu\n%.*s\n%.*s", package, LW_FMT(kind), LW_FMT(name));
}

static struct lw_view kind_key(struct lw_arena *arena, const struct lw_fact_change *change)
{
    return key_of(arena, change->package, lw_fact_get(change->fact, LW_K_KIND),
                  lw_fact_get(change->fact, LW_K_NAME));
}

static struct lw_view call_name(struct lw_arena *arena, const struct lw_fact *fact)
{
    return lw_arena_printf(arena, "%.*s:%.*s", LW_FMT(lw_fact_get(fact, LW_K_SERVICE)),
                           LW_FMT(lw_fact_get(fact, LW_K_ACTION)));
}

static void fill(struct asked *out, const struct lw_review_context *ctx)
{
    const struct lw_fact_change_list *gone = &ctx->review->facts_removed;
    for (LW_EACH_ADDED(change, ctx, LW_F_AWS_CALL))
        if (change->new_to_package)
            (void)lw_map_put(&out->calls,
                             key_of(ctx->arena, change->package, LW_VIEW(""),
                                    call_name(ctx->arena, change->fact)),
                             NULL);
    for (size_t i = 0; i < gone->count; i++)
        if (gone->items[i].fact->kind == LW_F_DESTINATION)
            (void)lw_map_put(&out->gone, kind_key(ctx->arena, &gone->items[i]), NULL);
}

static bool only_asks(struct lw_view name)
{
    static const char *const asks[] = { "Get",  "List",     "Describe", "Head",
                                        "Scan", "BatchGet", "Receive",  "Query" };
    struct lw_view action = lw_view_from(name, lw_view_find_byte(name, ':') + 1);
    for (size_t i = 0; i < LW_COUNT(asks); i++)
        if (lw_view_starts(action, lw_view_c(asks[i])))
            return true;
    return false;
}

/* A default by which data leaves: a host that is neither AWS's nor this machine's, an account, a
 * bucket, whose names are everybody's; or the place of a call that the package made already. */
static bool is_elsewhere(const struct lw_review_context *ctx, const struct lw_fact *fact,
                         bool known)
{
    const struct lw_endpoint_options options = { .quoted = true };
    struct lw_view name = lw_fact_get(fact, LW_K_NAME), value = lw_fact_get(fact, LW_K_VALUE);
    struct lw_endpoint endpoint;
    size_t at = 0;
    if (lw_view_find_byte(name, ':') != LW_NOT_FOUND)
        return known && !only_asks(name);
    value = lw_view_from(value, lw_view_find_byte(value, '=') + 1);
    if (lw_view_find(value, LW_VIEW("arn:aws")) != LW_NOT_FOUND ||
        lw_view_find(name, LW_VIEW("BUCKET")) != LW_NOT_FOUND)
        return true;
    value = lw_arena_printf(ctx->arena, "\"%.*s\"", LW_FMT(value));
    if (!lw_endpoint_next(&endpoint, value, &at, &options) ||
        lw_host_known(ctx, lw_view_c(endpoint.host)))
        return false;
    enum lw_endpoint_class class = lw_endpoint_classify(&endpoint);
    return class == LW_EP_OTHER || class == LW_EP_AWS_HOSTED || class == LW_EP_DROP ||
           class == LW_EP_CODE;
}

static enum lw_level level_of(const struct lw_review_context *ctx, const struct asked *asked,
                              const struct lw_fact_change *change)
{
    const struct lw_fact *fact = change->fact;
    struct lw_view name = lw_fact_get(fact, LW_K_NAME);
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    bool loose = lw_loose(package);
    bool other = lw_map_get(&asked->gone, kind_key(ctx->arena, change)) != NULL;
    bool known = !lw_map_get(&asked->calls, key_of(ctx->arena, change->package, LW_VIEW(""), name));
    if (is_kind(fact, "default"))
        return loose && (other || is_elsewhere(ctx, fact, known)) ? LW_LEVEL_REVIEW : LW_LEVEL_OFF;
    /* Somebody else is let in, in all that is stored from now on: no setting of anybody's. */
    if (is_kind(fact, "grant") && !lw_path_own(ctx, fact->location))
        return LW_LEVEL_BLOCK;
    if (is_kind(fact, "recipient")) /* lists of people are many things */
        return LW_LEVEL_REVIEW;
    if (only_asks(name) || lw_path_own(ctx, fact->location))
        return LW_LEVEL_REVIEW;
    /* A library that is new may be there for it; one that was there has its users' places. */
    if (!loose)
        return package->from && !other ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
    if (is_kind(fact, "account"))
        return LW_LEVEL_BLOCK;
    /* The package made that call already: then its data went where a setting says. */
    return known && !other ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct asked asked = { LW_MAP_INIT, LW_MAP_INIT };
    fill(&asked, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_DESTINATION)) {
        const struct lw_fact *fact = change->fact;
        if (!change->new_to_package || lw_is_test(fact->location))
            continue;
        enum lw_level level = level_of(ctx, &asked, change);
        if (level == LW_LEVEL_OFF)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        struct lw_view value = lw_fact_get(fact, LW_K_VALUE), name = lw_fact_get(fact, LW_K_NAME);
        reason->level = level;
        reason->severity = level == LW_LEVEL_BLOCK ? LW_SEVERITY_HIGH : LW_SEVERITY_MEDIUM;
        if (is_kind(fact, "default"))
            lw_reason_title(ctx, reason, "Where nothing is set, it newly is this: %.*s",
                            LW_FMT(value));
        else if (is_kind(fact, "grant"))
            lw_reason_title(ctx, reason, "What is stored is newly shared with %.*s", LW_FMT(value));
        else if (is_kind(fact, "recipient"))
            lw_reason_title(ctx, reason, "Mail newly goes to %.*s too", LW_FMT(value));
        else if (is_kind(fact, "account"))
            lw_reason_title(ctx, reason, "%.*s newly goes to the account %.*s", LW_FMT(name),
                            LW_FMT(value));
        else
            lw_reason_title(ctx, reason, "%.*s newly goes to %.*s", LW_FMT(name), LW_FMT(value));
    }
    lw_map_clear(&asked.calls);
    lw_map_clear(&asked.gone);
}

const struct lw_review_rule lw_review_rule_destination_added = {
    .id = "destination-added",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "Data newly goes to a bucket, queue, topic or account that the code names",
    .why = "A layer runs in any account, and is told by settings where it puts things. A place "
           "that stands in the code is its author's: one more call of what is called anyway, with "
           "another bucket, takes the data out of the account, and no new power is needed. A new "
           "kind of call, one that only asks, another name where one stood already, what a new "
           "library brings, and one more recipient of mail are for a person; so is another default "
           "of a setting.",
    .fix = "Find out whose it is. Leave places to the function's configuration.",
    .attack = "T1537",
    .check = check,
};
