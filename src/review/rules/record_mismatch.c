/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/record_mismatch.c - a file that is not what its package lists.
 */
#include "review/rule.h"

static bool matches(const struct lw_owner_listed *listed, const struct lw_scan_file *file)
{
    return !listed || !listed->have_digest ||
           (file->have_sha256 && lw_digest_eq(&listed->sha256, &file->sha256));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_owners *owners = &ctx->delta->to;
    for (size_t i = 0; i < owners->count; i++) {
        const struct lw_owner_listed *listed = &owners->items[i];
        const struct lw_scan_file *file = lw_scan_file_find(owners->scan, listed->path);
        if (!file || matches(listed, file))
            continue;
        /* The same fault as before is no news. */
        const struct lw_scan_file *old = lw_scan_file_find(ctx->review->from, listed->path);
        bool unchanged = old && !lw_change_of(ctx, listed->path) &&
                         !matches(lw_owner_listed(&ctx->delta->from, listed->path), old);
        if (unchanged)
            continue;
        const struct lw_package *p = &owners->scan->facts.packages.items[listed->package];
        struct lw_reason *reason = lw_reason_add(ctx, rule, listed->path, 0,
                                                 "RECORD of %.*s %.*s has another SHA-256",
                                                 LW_FMT(p->name), LW_FMT(p->version));
        if (!lw_is_code(listed->path) && !(file->mode & 0111)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
    }
}

const struct lw_review_rule lw_review_rule_record_mismatch = {
    .id = "record-mismatch",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A file has another digest than its package says",
    .why = "An installer writes the digest of each file into RECORD. A file that differs "
           "was changed after the installation, by somebody who did not write that down.",
    .fix = "Do not adopt. Install the package anew and compare.",
    .attack = "T1554",
    .check = check,
};
