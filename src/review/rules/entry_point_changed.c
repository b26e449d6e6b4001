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

/* "#crypto" in the place of "crypto" reads like the module of Node.js, and is none. */
static bool poses_as_builtin(const struct lw_fact *fact)
{
    static const char *const modules[] = {
        "crypto", "http",   "https", "net",     "tls",  "dns", "child_process",  "fs",
        "vm",     "module", "os",    "process", "zlib", "url", "worker_threads", "path",
        "buffer", "util"
    };
    struct lw_view name = lw_fact_get(fact, LW_K_NAME), word, lead = LW_VIEW("imports #");
    if (!lw_fact_is(fact, LW_K_TYPE, "imports") || !lw_fact_is(fact, LW_K_CLASS, "file") ||
        !lw_view_starts(name, lead))
        return false;
    name = lw_view_from(name, lead.len);
    if (!lw_view_split(&word, &name, ' '))
        return false;
    for (size_t i = 0; i < LW_COUNT(modules); i++)
        if (lw_view_is(word, modules[i]))
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
    bool poses = was_there(ctx, change) && poses_as_builtin(fact);
    bool hidden = is_loaded(fact) && was_there(ctx, change) && in_hidden(target);
    outside = outside || hidden;
    if ((!outside && !native && !same && !twice && !poses) || lw_path_own(ctx, fact->location))
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
    else if (poses)
        lw_reason_title(ctx, reason, "%.*s newly has a module of its own named as one of Node.js",
                        LW_FMT(whose));
    else if (same)
        lw_reason_title(ctx, reason, "%.*s newly names another file while its version stayed",
                        LW_FMT(whose));
    else
        lw_reason_title(ctx, reason, "%.*s newly loads native code first", LW_FMT(whose));
    if (!outside && !same)
        reason->level = LW_LEVEL_REVIEW;
}

/* Another package will load it, without a line of code that names it. */
static void judge_plugin(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                         const struct lw_fact_change *change)
{
    const struct lw_fact *fact = change->fact;
    struct lw_view group = lw_fact_get(fact, LW_K_NAME), target = lw_fact_get(fact, LW_K_TARGET),
                   whose = lw_fact_get(fact, LW_K_PACKAGE);
    if (lw_path_own(ctx, fact->location))
        return;
    struct lw_reason *reason = lw_reason_add(ctx, rule, fact->location, fact->line, "[%.*s] %.*s",
                                             LW_FMT(group), LW_FMT(target));
    lw_reason_title(ctx, reason, "%.*s newly announces itself to those who load %.*s",
                    LW_FMT(whose), LW_FMT(group));
    reason->level = LW_LEVEL_REVIEW;
    reason->severity = LW_SEVERITY_MEDIUM;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_MANIFEST))
        if (lw_fact_is(change->fact, LW_K_TYPE, "entry-points"))
            judge_plugin(rule, ctx, change);
        else
            judge(rule, ctx, change);
}

const struct lw_review_rule lw_review_rule_entry_point_changed = {
    .id = "entry-point-changed",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A package newly loads another file",
    .why =
        "What package.json names as main, exports, imports, programs or scripts is what runs. A "
        "published version never changes it, and no package has a reason to name a file of "
        "another: its real code is then only a decoy. Native code in place of a script is for "
        "a person to look at, and so is a key that stands twice: Node.js takes the last one, and "
        "who looks may see the first. A plugin that a Python package announces is loaded by "
        "another one: a person should know of it.",
    .fix = "Compare package.json with the one that the registry has. Build the layer anew from the "
           "lock.",
    .attack = "T1554",
    .check = check,
};
