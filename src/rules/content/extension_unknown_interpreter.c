/* SPDX-License-Identifier: Apache-2.0
 *
 * content/extension_unknown_interpreter.c - extension scripts that only some functions, or none,
 * can start.
 */
#include "rules/look.h"

/* "python runtimes" of a layer that is declared for Python only are all it will meet. */
static bool all_declared_have_it(const struct lw_rule_context *ctx, struct lw_view found)
{
    const struct lw_views *declared = &ctx->config->declared_runtimes;
    struct lw_view family = lw_view_sub(found, 0, lw_view_find_byte(found, ' '));
    for (size_t i = 0; i < declared->count; i++)
        if (!lw_view_starts(declared->items[i], family))
            return false;
    return declared->count > 0;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_EXTENSION)) {
        struct lw_view found = lw_fact_get(fact, LW_K_FOUND), name = lw_fact_get(fact, LW_K_NAME);
        struct lw_view line = lw_fact_get(fact, LW_K_INTERPRETER);
        if (!lw_extension_is_external(fact) || found.len == 0 || lw_view_is(found, "layer") ||
            lw_view_is(found, "every runtime") || all_declared_have_it(ctx, found))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 1, "#!%.*s",
                                                  LW_FMT(line));
        if (lw_view_is(found, "nowhere")) {
            lw_rule_title(ctx, finding, "The interpreter of extension %.*s is missing",
                          LW_FMT(name));
            continue;
        }
        finding->severity = LW_SEVERITY_LOW;
        lw_rule_title(ctx, finding, "Extension %.*s needs an interpreter that only %.*s have",
                      LW_FMT(name), LW_FMT(found));
    }
}

const struct lw_content_rule lw_content_rule_extension_unknown_interpreter = {
    .id = "extension-unknown-interpreter",
    .severity = LW_SEVERITY_HIGH,
    .title = "The interpreter of an extension is missing",
    .why =
        "Lambda starts the script by the program in its first line. Where that is neither in the "
        "layer nor in the system of the function's runtime, the start fails with "
        "Extension.LaunchError, and so does the function.",
    .fix =
        "Bring the interpreter along and name it by its place under /opt, or make the extension a "
        "program of its own.",
    .cwe = "CWE-439",
    .check = check,
};
