/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/endless_load.c - a module that never finishes loading.
 */
#include "review/rule.h"

/* Programs of their own may run for ever. */
static bool is_program(struct lw_view path)
{
    struct lw_view name = lw_path_base(path);
    return lw_view_starts(path, LW_VIEW("extensions/")) || lw_view_starts(path, LW_VIEW("bin/")) ||
           lw_view_is(name, "__main__.py") || lw_view_is(name, "bootstrap");
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        if (lw_fact_capability(fact) != LW_C_ENDLESS || is_program(fact->location) ||
            lw_is_test(fact->location))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        /* A failure can be the way out, which nobody sees by the words of the loop. */
        if (!lw_loose(lw_package_of(ctx, change->package)) && lw_fact_get(fact, LW_K_VALUE).len)
            reason->level = LW_LEVEL_REVIEW;
        lw_reason_title(ctx, reason, "%.*s newly never finishes loading",
                        LW_FMT(lw_path_base(fact->location)));
    }
}

const struct lw_review_rule lw_review_rule_endless_load = {
    .id = "endless-load",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A module newly never finishes loading",
    .why = "A loop without a way out, outside of every function or in one that is called there: "
           "each function that loads the module waits until its time is over. It is how packages "
           "were sabotaged by their own authors. Programs of their own (extensions, bin, "
           "__main__) may do so; in a published version a person looks whether a failure of what "
           "the loop calls is the way out.",
    .fix = "Do not adopt.",
    .attack = "T1499",
    .check = check,
};
