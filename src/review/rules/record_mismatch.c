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

/* The same fault as before is no news. */
static bool faulty_before(const struct lw_review_context *ctx, struct lw_view path)
{
    const struct lw_owners *owners = &ctx->delta->from;
    const struct lw_scan_file *old = lw_scan_file_find(ctx->review->from, path);
    if (!old || lw_change_of(ctx, path))
        return false;
    for (const struct lw_owner_listed *l = lw_owner_listed(owners, path); l;
         l = l->next ? &owners->items[l->next - 1] : NULL)
        if (!matches(l, old))
            return true;
    return false;
}

/* "boto3/session.py" is boto3's before all others'. */
static bool named_after(struct lw_view path, const struct lw_package *package)
{
    struct lw_view inner = package->root.len ? lw_view_from(path, package->root.len + 1) : path;
    struct lw_view top = lw_view_sub(inner, 0, lw_view_find_byte(inner, '/')), name = package->name;
    if (!lw_view_starts(path, package->root) || top.len != name.len)
        return false;
    for (size_t i = 0; i < top.len; i++)
        if (lw_is_alnum(top.ptr[i]) ? lw_lower(top.ptr[i]) != lw_lower(name.ptr[i])
                                    : lw_is_alnum(name.ptr[i]))
            return false;
    return true;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_owners *owners = &ctx->delta->to;
    for (size_t i = 0; i < owners->count; i++) {
        const struct lw_owner_listed *listed = &owners->items[i];
        const struct lw_scan_file *file = lw_scan_file_find(owners->scan, listed->path);
        if (!file || matches(listed, file))
            continue;
        if (faulty_before(ctx, listed->path))
            continue;
        const struct lw_package *p = &owners->scan->facts.packages.items[listed->package];
        struct lw_reason *reason = lw_reason_add(ctx, rule, listed->path, 0,
                                                 "RECORD of %.*s %.*s has another SHA-256",
                                                 LW_FMT(p->name), LW_FMT(p->version));
        bool code = lw_is_code(listed->path) || (file->mode & 0111);
        /* Two packages that bring one file overwrite each other's, which is careless mostly. */
        if (!code || (listed->second && !named_after(listed->path, p))) {
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
