/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/exfiltration.c - what is secret newly reaches what leaves.
 */
#include "review/rule.h"

static bool is_secret(struct lw_view source)
{
    static const char *const names[] = { "credentials", "env-all", "metadata", "secret", "vault" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(source, names[i]))
            return true;
    return false;
}

/* A log and an answer are read by others; what a variable is named for alone is no proof there. */
static bool is_shown(struct lw_view source, struct lw_view sink)
{
    return (lw_view_is(sink, "log") || lw_view_is(sink, "response")) &&
           !lw_view_is(source, "secret");
}

/* "./lib/api.call" and ".api.call" are of the file lib/api.js, or api.py. */
static bool names_file(struct lw_view symbol, struct lw_view path)
{
    struct lw_view base = lw_path_base(path), part;
    struct lw_view stem = lw_view_sub(base, 0, lw_view_rfind_byte(base, '.'));
    size_t slash = lw_view_rfind_byte(symbol, '/');
    symbol = lw_view_from(symbol, slash == LW_NOT_FOUND ? 0 : slash + 1);
    while (lw_view_split(&part, &symbol, '.'))
        if (lw_view_eq(part, stem))
            return true;
    return false;
}

/* Files that talk, each once: their facts stand together. */
static void find_talking(struct lw_views *out, const struct lw_review_context *ctx)
{
    for (struct lw_fact_walk at = { 0 }; lw_fact_walk(&at, ctx, true, LW_F_CAPABILITY);)
        if (lw_fact_capability(at.fact) == LW_C_NETWORK &&
            (!out->count || !lw_view_eq(out->items[out->count - 1], at.fact->location)))
            *LW_PUSH(ctx->arena, out) = at.fact->location;
}

/* Another file of the same package, or folder, talks: what is handed to it may leave. */
static enum lw_level handed_level(const struct lw_review_context *ctx,
                                  const struct lw_fact_change *change,
                                  const struct lw_views *talking)
{
    size_t owner = lw_owner_of(&ctx->delta->to, change->fact->location);
    struct lw_view folder = lw_path_dir(change->fact->location);
    enum lw_level level = LW_LEVEL_OFF;
    if (!lw_fact_is(change->fact, LW_K_SINK, "function") ||
        lw_fact_is(change->fact, LW_K_SOURCE, "secret") ||
        !lw_loose(lw_package_of(ctx, change->package)))
        return LW_LEVEL_OFF;
    for (size_t i = 0; i < talking->count; i++) {
        struct lw_view file = talking->items[i];
        bool same = owner ? lw_owner_of(&ctx->delta->to, file) == owner
                          : lw_view_starts(file, folder);
        if (same && names_file(lw_fact_get(change->fact, LW_K_NAME), file))
            return LW_LEVEL_BLOCK;
        level = same ? LW_LEVEL_REVIEW : level;
    }
    return level;
}

static bool leaves(struct lw_view sink)
{
    return lw_view_is(sink, "network") || lw_view_is(sink, "dns") || lw_view_is(sink, "process") ||
           lw_view_is(sink, "header") || lw_view_is(sink, "native");
}

enum { CALL_LINES = 8 }; /* over which the arguments of one call are spread */

/* It is shown where it is read, or in a call of so many lines, or by its name: no value on a long
 * way that may have lost what it was made of. */
static bool on_the_spot(const struct lw_fact *fact, uint64_t lines)
{
    const struct lw_view lead = LW_VIEW("read at line ");
    struct lw_view read = lw_fact_get(fact, LW_K_EVIDENCE);
    uint64_t line;
    return !read.len || (lw_view_starts(read, lead) &&
                         lw_view_u64(&line, lw_view_from(read, lead.len), UINT32_MAX) &&
                         line >= fact->line && line - fact->line < lines);
}

/* As a text, or in an object that others get, the environment is on its way out: where to, nobody
 * sees. What a server answered is for whoever asked, and not for the terminal. */
static bool is_laid_open(struct lw_view source, struct lw_view sink)
{
    return (lw_view_is(source, "env-all") &&
            (lw_view_is(sink, "text") || lw_view_is(sink, "member"))) ||
           (lw_view_is(source, "network") && lw_view_is(sink, "terminal")) ||
           (lw_view_is(source, "signed-url") && lw_view_is(sink, "header"));
}

/* A script that writes all variables, or keys, to a file has no use for them itself: it is for what
 * reads the file, and sends it. */
static bool is_put_aside(const struct lw_fact *fact)
{
    return lw_fact_is(fact, LW_K_LANGUAGE, "shell") && lw_fact_is(fact, LW_K_SINK, "file") &&
           (lw_fact_is(fact, LW_K_SOURCE, "env-all") ||
            lw_fact_is(fact, LW_K_SOURCE, "credentials"));
}

static bool same_line(const struct lw_fact *a, const struct lw_fact *b)
{
    return a->line == b->line && lw_view_eq(a->location, b->location);
}

/* The same line hands it on: what it is made into on the way is said with that. Facts of one line
 * stand together. */
static bool goes_on(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    const struct lw_fact_change *first = ctx->review->facts_added.items,
                                *end = first + ctx->review->facts_added.count, *at = change;
    while (at > first && same_line(at[-1].fact, change->fact))
        at--;
    for (; at < end && same_line(at->fact, change->fact); at++)
        if (at != change && at->fact->kind == LW_F_FLOW && at->new_to_package &&
            lw_view_eq(lw_fact_get(at->fact, LW_K_SOURCE),
                       lw_fact_get(change->fact, LW_K_SOURCE)) &&
            leaves(lw_fact_get(at->fact, LW_K_SINK)))
            return true;
    return false;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct lw_views talking = { 0 };
    find_talking(&talking, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW)) {
        struct lw_view source = lw_fact_get(change->fact, LW_K_SOURCE),
                       sink = lw_fact_get(change->fact, LW_K_SINK);
        const bool named = lw_view_is(source, "secret"); /* by the name of a variable alone */
        const bool stored = lw_view_is(sink, "aws-call") &&
                            (!named || on_the_spot(change->fact, CALL_LINES));
        const bool open = (is_laid_open(source, sink) || is_put_aside(change->fact)) &&
                          !lw_is_test(change->fact->location) && !goes_on(ctx, change);
        if (!change->new_to_package || !(is_secret(source) || open))
            continue;
        enum lw_level handed = handed_level(ctx, change, &talking);
        if (!leaves(sink) && !stored && !is_shown(source, sink) && !handed && !open)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        struct lw_view whose = lw_fact_is(change->fact, LW_K_LANGUAGE, LW_SETTINGS)
                                   ? LW_VIEW("A configuration")
                                   : lw_package_label(ctx, package);
        /* What a published library logs of a worker or an agent that it starts is less certain. */
        if (lw_view_is(sink, "log") && !lw_loose(package) && !lw_fact_at_import(change->fact) &&
            !on_the_spot(change->fact, 1)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
        bool started = package && !lw_loose(package) && lw_is_program(ctx, change->fact->location);
        /* By what nobody loads, or to a file that does not talk itself. */
        bool kept = lw_view_is(sink, "member") && on_the_spot(change->fact, 1);
        if (started || lw_view_is(source, "vault") || (stored && named) ||
            handed == LW_LEVEL_REVIEW || (open && !leaves(sink) && !handed && !kept)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
        lw_reason_title(ctx, reason, "%.*s newly hands %.*s to %.*s", LW_FMT(whose),
                        LW_FMT(lw_fact_words(change->fact, LW_K_SOURCE)),
                        LW_FMT(lw_fact_words(change->fact, LW_K_SINK)));
    }
}

const struct lw_review_rule lw_review_rule_exfiltration = {
    .id = "exfiltration",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "Code newly sends credentials or the environment away",
    .why =
        "What the function may do, its temporary credentials stand in its environment. "
        "Code that reads them and hands them to a connection, a program or a name "
        "look-up takes them out of the account; a log, or the answer of a handler, shows them to "
        "whoever reads it. What a store of secrets answers is made to be used: where it is "
        "printed, put into a span or an error, it is for a person. The environment as a text, or "
        "in an object that others get, is for a "
        "person. A library that signs requests does so "
        "in code that it had before.",
    .fix = "Do not adopt. Rotate what the function can read if the version ran anywhere.",
    .attack = "T1552.001",
    .check = check,
};
