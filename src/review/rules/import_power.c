/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/import_power.c - what newly happens when a module is loaded.
 */
#include "review/rule.h"

static const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_LISTEN) | LW_C_BIT(LW_C_DNS) |
                               LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_CREDENTIALS) |
                               LW_C_BIT(LW_C_PACKAGE_MANAGER) | LW_C_BIT(LW_C_PROCESS_INSPECT) |
                               LW_C_BIT(LW_C_PERSIST) | LW_C_BIT(LW_C_RUNTIME_API) |
                               LW_C_BIT(LW_C_FILE_DELETE);

/* What reaches out of the process; the rest is knowledge that it gathers. */
static const uint64_t deeds = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_LISTEN) | LW_C_BIT(LW_C_DNS) |
                              LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_PACKAGE_MANAGER);

/* A new file of a new version that registers with Lambda as an extension is a program too. */
static bool is_extension(const struct lw_review_context *ctx, struct lw_view path)
{
    const struct lw_file_change *file = lw_change_of(ctx, path);
    return file && !file->from &&
           lw_file_does(ctx, path, LW_C_BIT(LW_C_EXTENSIONS_API), true) != NULL;
}

/* A file of its own may be cleaned away; nobody's whole folder is a module's. */
static bool wipes(const struct lw_fact *fact)
{
    return lw_fact_capability(fact) == LW_C_FILE_DELETE &&
           /* Some of it, or where a variable is empty: a slip as easily. */
           !lw_view_ends(lw_fact_get(fact, LW_K_NAME), LW_VIEW(" {}")) &&
           lw_is_tree(lw_fact_get(fact, LW_K_VALUE));
}

static bool blocks(const struct lw_review_context *ctx, const struct lw_fact *fact,
                   const struct lw_package_change *package)
{
    struct lw_view path = fact->location;
    if ((package && package->state == LW_PACKAGE_SAME) || wipes(fact))
        return true;
    if (!(LW_C_BIT(lw_fact_capability(fact)) & deeds))
        return false;
    return !package || !(lw_is_program(ctx, path) || is_extension(ctx, path));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        enum lw_capability capability = lw_fact_capability(change->fact);
        if (capability >= LW_C_COUNT || !((powers | deeds) & LW_C_BIT(capability)) ||
            !change->new_to_package || !lw_fact_at_import(change->fact) ||
            lw_path_own(ctx, change->fact->location))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (blocks(ctx, change->fact, package)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
        }
        struct lw_view whose = lw_package_label(ctx, package);
        lw_reason_title(ctx, reason, "%.*s newly does when it is loaded: %.*s", LW_FMT(whose),
                        LW_FMT(lw_capability_words(capability)));
    }
}

const struct lw_review_rule lw_review_rule_import_power = {
    .id = "import-power",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A module newly does at load what nobody asked it for",
    .why =
        "Code outside of any function runs at cold start, before the handler and with "
        "its role. Honest modules define things when they are loaded; they do not talk "
        "to servers, start programs or read credentials then. Reaching out of the process at load "
        "blocks, but for programs of a package, which are started and not loaded; and so does "
        "deleting all that a function can write to.",
    .fix = "Read what runs at load. A package that does so by design belongs under "
           "review.accept with a reason.",
    .attack = "T1546",
    .check = check,
};
