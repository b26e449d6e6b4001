/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/safeguard_changed.c - code that checks, draws by chance or withholds, and now does it
 * otherwise.
 */
#include "review/rule.h"

static bool is_kind(const struct lw_fact *fact, const char *kind)
{
    return fact->kind == LW_F_SAFEGUARD && lw_fact_is(fact, LW_K_KIND, kind);
}

/* What only the old version had: checks by package and name; strong chance by file; and lists that
 * the new version has, by place and name: their lines. */
struct had {
    struct lw_map checks, strong, lists;
};

static struct lw_view key_of(struct lw_arena *arena, size_t number, struct lw_view name)
{
    return lw_arena_printf(arena, "%zu\n%.*s", number, LW_FMT(name));
}

static void fill(struct had *out, const struct lw_review_context *ctx)
{
    const struct lw_fact_change_list *gone = &ctx->review->facts_removed;
    const struct lw_fact_list *now = &ctx->review->to->facts.facts;
    for (size_t i = 0; i < gone->count; i++) {
        const struct lw_fact_change *old = &gone->items[i];
        struct lw_view name = lw_fact_get(old->fact, LW_K_NAME);
        if (!old->new_to_package)
            continue;
        if (is_kind(old->fact, "check"))
            (void)lw_map_put(&out->checks, key_of(ctx->arena, old->package, name), NULL);
        if (is_kind(old->fact, "chance") &&
            lw_view_starts(lw_fact_get(old->fact, LW_K_VALUE), LW_VIEW("strong")))
            (void)lw_map_put(&out->strong, key_of(ctx->arena, old->file, LW_VIEW("")), NULL);
    }
    for (size_t i = 0; i < now->count; i++)
        if (is_kind(&now->items[i], "withheld"))
            *lw_map_put(&out->lists,
                        lw_arena_printf(ctx->arena, "%.*s\n%.*s", LW_FMT(now->items[i].location),
                                        LW_FMT(lw_fact_get(&now->items[i], LW_K_NAME))),
                        NULL) = now->items[i].line;
}

struct judged {
    const char *title;
    enum lw_level own, published;
};

/* `own`: of code that no published version explains. */
static bool judge(struct judged *out, const struct had *had, struct lw_arena *arena,
                  const struct lw_fact_change *change)
{
    const struct lw_fact *fact = change->fact;
    if (is_kind(fact, "chance")) {
        bool weak = lw_view_starts(lw_fact_get(fact, LW_K_VALUE), LW_VIEW("weak"));
        *out = (struct judged){ "What was drawn from secure chance is now drawn from another",
                                LW_LEVEL_REVIEW, LW_LEVEL_REVIEW };
        return weak && lw_map_get(&had->strong, key_of(arena, change->file, LW_VIEW("")));
    }
    if (!change->new_to_package)
        return false;
    if (is_kind(fact, "unchecked")) {
        *out = (struct judged){ "Code newly gives back what it has not checked", LW_LEVEL_BLOCK,
                                LW_LEVEL_REVIEW };
        return true;
    }
    if (is_kind(fact, "swallowed")) {
        *out = (struct judged){ "A check that fails newly counts as one that holds", LW_LEVEL_BLOCK,
                                LW_LEVEL_REVIEW };
        return true;
    }
    if (is_kind(fact, "unheard") || is_kind(fact, "let-off")) {
        *out = (struct judged){
            is_kind(fact, "unheard")
                ? "Where a check fails, the script newly goes on"
                : "A check newly counts as passed for files that it does not find",
            LW_LEVEL_REVIEW, LW_LEVEL_REVIEW
        };
        return true;
    }
    if (is_kind(fact, "tls")) {
        *out = (struct judged){ "Whether TLS is checked is newly hidden, or left to a variable",
                                LW_LEVEL_BLOCK, LW_LEVEL_REVIEW };
        return true;
    }
    if (is_kind(fact, "grant") || is_kind(fact, "page")) {
        *out = (struct judged){ is_kind(fact, "grant")
                                    ? "Data newly lets in everybody, or with all that there is"
                                    : "A page newly loads from, or sends to, a server it names",
                                LW_LEVEL_REVIEW, LW_LEVEL_OFF };
        return true;
    }
    *out = (struct judged){ "The function of this check of who may pass is another",
                            LW_LEVEL_REVIEW, LW_LEVEL_OFF };
    return is_kind(fact, "check") &&
           lw_map_get(&had->checks, key_of(arena, change->package, lw_fact_get(fact, LW_K_NAME)));
}

/* The line of the list, which is there still and holds less; NULL: it is not there. */
static const uint64_t *list_line(const struct lw_review_context *ctx, const struct had *had,
                                 const struct lw_fact_change *change)
{
    const struct lw_scan_file *to = change->file ? ctx->review->files.items[change->file - 1].to
                                                 : NULL;
    return to ? lw_map_get(&had->lists,
                           lw_arena_printf(ctx->arena, "%.*s\n%.*s", LW_FMT(to->path),
                                           LW_FMT(lw_fact_get(change->fact, LW_K_NAME))))
              : NULL;
}

static bool is_secret_name(struct lw_view value)
{
    static const char *const words[] = { "authorization", "cookie",  "token",   "secret",
                                         "password",      "api-key", "api_key", "credential" };
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(value, lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

static void check_lists(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                        const struct had *had)
{
    const struct lw_fact_change_list *list = &ctx->review->facts_removed;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_fact_change *old = &list->items[i];
        struct lw_view value = lw_fact_get(old->fact, LW_K_VALUE);
        bool rest = is_kind(old->fact, "withheld-rest"); /* anything may be gone of it */
        const uint64_t *line = list_line(ctx, had, old);
        if (!(rest || (is_kind(old->fact, "withheld") && is_secret_name(value))) ||
            !old->new_to_package || lw_is_test(old->fact->location) || !line)
            continue;
        const struct lw_file_change *file = &ctx->review->files.items[old->file - 1];
        struct lw_reason *reason = lw_reason_add(ctx, rule, file->to->path, (uint32_t)*line,
                                                 "without: %.*s", LW_FMT(value));
        lw_reason_title(ctx, reason, "A list of what is kept from others %s",
                        rest ? "is another" : "holds less");
        if (rest || lw_path_own(ctx, file->to->path) || !lw_loose(lw_package_of(ctx, old->package)))
            reason->level = LW_LEVEL_REVIEW;
    }
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct had had = { LW_MAP_INIT, LW_MAP_INIT, LW_MAP_INIT };
    fill(&had, ctx);
    check_lists(rule, ctx, &had);
    for (LW_EACH_ADDED(change, ctx, LW_F_SAFEGUARD)) {
        struct judged judged;
        struct lw_view path = change->fact->location;
        if (lw_is_test(path) || !judge(&judged, &had, ctx->arena, change))
            continue;
        bool loose = lw_loose(lw_package_of(ctx, change->package));
        enum lw_level level = loose ? judged.own : judged.published;
        if (level == LW_LEVEL_BLOCK && lw_path_own(ctx, path))
            level = LW_LEVEL_REVIEW;
        if (level == LW_LEVEL_OFF)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        struct lw_view name = lw_fact_get(change->fact, LW_K_NAME);
        reason->level = level;
        reason->severity = level == LW_LEVEL_BLOCK ? LW_SEVERITY_HIGH : LW_SEVERITY_MEDIUM;
        lw_reason_title(ctx, reason, "%s%s%.*s", judged.title, name.len ? ": " : "", LW_FMT(name));
    }
    lw_map_clear(&had.checks);
    lw_map_clear(&had.strong);
    lw_map_clear(&had.lists);
}

const struct lw_review_rule lw_review_rule_safeguard_changed = {
    .id = "safeguard-changed",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "Code that guards something does it otherwise",
    .why =
        "Who may pass is decided by few lines, and one of them is enough to let another in: a "
        "token that is read before it is checked, a check whose failure counts as success, "
        "keys and sessions that can be guessed, headers that follow a redirect to another "
        "server; a policy (in JSON), a grant of SQL or the tags of a page of one's own let others "
        "in without any code. What a function of one's own that compares secrets looks like is "
        "compared without its layout; any other change of it is for a person, and so are weaker "
        "chance and what a published version does.",
    .fix = "Read the function as a whole, old and new.",
    .attack = "T1556",
    .check = check,
};
