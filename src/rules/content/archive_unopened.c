/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_unopened.c - archives within the layer that were not looked into.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_UNOPENED)) {
        struct lw_view kind = lw_fact_get(fact, LW_K_KIND), bytes = lw_fact_get(fact, LW_K_BYTES);
        lw_rule_find(ctx, rule, fact->location, 0, "%.*s, %.*s bytes", LW_FMT(kind), LW_FMT(bytes));
    }
}

const struct lw_content_rule lw_content_rule_archive_unopened = {
    .id = "archive-unopened",
    .severity = LW_SEVERITY_NONE,
    .title = "An archive within the layer was not looked into",
    .why = "Zips within a layer are opened, whatever their names; tar, gzip, bzip2, xz, Zstandard, "
           "Brotli, 7z, RAR, cpio and their like are not. Code that a function unpacks from one at "
           "run time was not seen, nor its packages.",
    .fix = "Unpack it and scan the folder, or put its content into the layer as files. Data that "
           "no function runs may stay.",
    .attack = "T1027",
    .check = check,
};
