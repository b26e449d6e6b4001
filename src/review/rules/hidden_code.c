/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/hidden_code.c - code that newly is made hard to read.
 */
#include "review/rule.h"

static const uint64_t powers = LW_C_BIT(LW_C_DYNAMIC_CODE) | LW_C_BIT(LW_C_DECODE_RUN) |
                               LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_PROCESS) |
                               LW_C_BIT(LW_C_CREDENTIALS) | LW_C_BIT(LW_C_ENV_ALL);

/* What a reader cannot see at all, whatever the word for it is. */
static bool deceives(struct lw_view kind)
{
    static const char *const words[] = { "bidi", "invisible", "lookalike", "homoglyph",
                                         "encoding" };
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(kind, lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_OBFUSCATION)) {
        const struct lw_fact *fact = change->fact;
        struct lw_view kind = lw_fact_get(fact, LW_K_KIND);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        const struct lw_fact *power = lw_file_does(ctx, fact->location, powers, true);
        bool explained = lw_explained(package);
        if (lw_view_is(kind, "minified") || lw_view_is(kind, "long-line"))
            continue; /* what bundlers make */
        bool lies = deceives(kind) && lw_is_code(fact->location);
        if (!lies && !change->new_to_package)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "Code newly is made hard to read: %.*s",
                        LW_FMT(lw_fact_words(fact, LW_K_KIND)));
        if (lies || (power && !explained)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_HIGH;
        } else if (explained && !power) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        }
    }
}

const struct lw_review_rule lw_review_rule_hidden_code = {
    .id = "hidden-code",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Code newly is made hard to read",
    .why = "Characters that turn the direction of writing or cannot be seen, and encodings of "
           "which the letters are not what they look like, make a "
           "reviewer read something else than what runs; no honest update brings them into "
           "code. Mangled names and encoded tables hide what code does; a bundle is "
           "minified, which is less.",
    .fix = "Do not adopt what hides from review. Ask for the source that it was made of.",
    .attack = "T1027",
    .check = check,
};
