/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/entry_point_changed.c - a Node package newly loads another file, or one of another's.
 */
#include "review/rule.h"

/* `required` ones are loaded by whoever names the package; a program of it, by its path alone. */
static bool is_loaded(const struct lw_fact *fact)
{
    return lw_fact_is(fact, LW_K_TYPE, "main") || lw_fact_is(fact, LW_K_TYPE, "exports") ||
           lw_fact_is(fact, LW_K_TYPE, "imports");
}

/* The same package, as the other side had it. */
static bool was_there(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    const struct lw_file_change *file = lw_change_of(ctx, change->fact->location);
    return package ? package->from != NULL : file && file->from;
}

static bool in_hidden(struct lw_view target)
{
    for (size_t i = 0; i + 1 < target.len; i++)
        if (target.ptr[i] == '.' && (i == 0 || target.ptr[i - 1] == '/') &&
            (lw_is_alnum(target.ptr[i + 1]) || target.ptr[i + 1] == '_'))
            return true;
    return false;
}

static void judge(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                  const struct lw_fact_change *change)
{
    const struct lw_fact *fact = change->fact;
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    struct lw_view name = lw_fact_get(fact, LW_K_NAME), target = lw_fact_get(fact, LW_K_TARGET),
                   whose = lw_fact_get(fact, LW_K_PACKAGE);
    bool outside = lw_fact_is(fact, LW_K_CLASS, "outside") && is_loaded(fact),
         native = lw_fact_is(fact, LW_K_CLASS, "native") && is_loaded(fact) &&
                  was_there(ctx, change),
         same = package && package->state == LW_PACKAGE_SAME && package->to->version.len &&
                !(package->to->flags & LW_PKG_EDITABLE) && was_there(ctx, change);
    bool twice = lw_fact_is(fact, LW_K_CLASS, "twice");
    /* A folder that listings pass over is no place for what a package begins with. */
    bool hidden = is_loaded(fact) && was_there(ctx, change) && in_hidden(target);
    outside = outside || hidden;
    if ((!outside && !native && !same && !twice) || lw_path_own(ctx, fact->location))
        return;
    struct lw_reason *reason = lw_reason_add(ctx, rule, fact->location, fact->line, "%.*s: %.*s",
                                             LW_FMT(name), LW_FMT(target));
    if (hidden)
        lw_reason_title(ctx, reason, "%.*s newly loads a file of a hidden folder", LW_FMT(whose));
    else if (outside)
        lw_reason_title(ctx, reason, "%.*s newly loads a file that is not its own", LW_FMT(whose));
    else if (twice)
        lw_reason_title(ctx, reason, "The package.json of %.*s newly says a key twice",
                        LW_FMT(whose));
    else if (same)
        lw_reason_title(ctx, reason, "%.*s newly names another file while its version stayed",
                        LW_FMT(whose));
    else
        lw_reason_title(ctx, reason, "%.*s newly loads native code first", LW_FMT(whose));
    if (!outside && !same)
        reason->level = LW_LEVEL_REVIEW;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_MANIFEST))
        judge(rule, ctx, change);
}

const struct lw_review_rule lw_review_rule_entry_point_changed = {
    .id = "entry-point-changed",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A Node package newly loads another file",
    .why =
        "What package.json names as main, exports, imports, programs or scripts is what runs. A "
        "published version never changes it, and no package has a reason to name a file of "
        "another: its real code is then only a decoy. Native code in place of a script is for "
        "a person to look at, and so is a key that stands twice: Node.js takes the last one, and "
        "who looks may see the first.",
    .fix = "Compare package.json with the one that the registry has. Build the layer anew from the "
           "lock.",
    .attack = "T1554",
    .check = check,
};
