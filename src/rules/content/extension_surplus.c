/* SPDX-License-Identifier: Apache-2.0
 *
 * content/extension_surplus.c - more extensions than Lambda lets register.
 */
#include "rules/look.h"

enum { EXTENSIONS_MAX = 10 };

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    size_t count = 0;
    for (LW_EACH_FACT(fact, ctx, LW_F_EXTENSION))
        count += lw_extension_is_external(fact);
    if (count > EXTENSIONS_MAX)
        lw_rule_find(ctx, rule, LW_VIEW("extensions"), 0, "%zu files; %d may register", count,
                     EXTENSIONS_MAX);
}

const struct lw_content_rule lw_content_rule_extension_surplus = {
    .id = "extension-surplus",
    .severity = LW_SEVERITY_HIGH,
    .title = "There are more extensions than Lambda takes",
    .why = "At most ten extensions may register with one function, over all of its layers. Lambda "
           "starts the rest all the same; their registration fails, and with it the start of the "
           "function.",
    .fix = "Leave out extensions that are not needed, or put several into one program.",
    .cwe = "CWE-770",
    .check = check,
};
