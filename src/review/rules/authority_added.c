/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/authority_added.c - a certificate that others may newly be trusted by.
 */
#include "review/rule.h"

/* Packages that are there for their list of authorities: it follows that of a browser. */
static bool is_list(const struct lw_package_change *package)
{
    static const char *const names[] = { "certifi",    "ca-certificates", "node-forge",  "win-ca",
                                         "mozilla-ca", "certifi-win32",   "ssl-root-cas" };
    for (size_t i = 0; package && package->to && i < LW_COUNT(names); i++)
        if (lw_view_eq_nocase(package->to->name, lw_view_c(names[i])))
            return true;
    return false;
}

/* The file held certificates before: it is one that others are checked against. */
static bool is_store(const struct lw_review_context *ctx, struct lw_view location)
{
    const struct lw_file_change *file = lw_change_of(ctx, location);
    return file && file->from && lw_map_get(&ctx->places->authorities, file->from->path);
}

static bool is_private(const struct lw_fact *fact)
{
    return !lw_fact_is(fact, LW_K_CLASS, "public");
}

/* By its own word the root that a cloud signs its databases with, which no browser knows and which
 * packages that talk to them bring. */
static bool is_cloud(const struct lw_fact *fact)
{
    static const char *const clouds[] = {
        "Amazon RDS",      "Amazon Redshift", "Amazon DocumentDB",      "Amazon Neptune",
        "Microsoft Azure", "Google Cloud",    "Google, Inc, Cloud SQL", "Alibaba Cloud"
    };
    struct lw_view subject = lw_fact_get(fact, LW_K_NAME);
    if (!is_private(fact) || !lw_fact_is(fact, LW_K_KIND, "root"))
        return false;
    for (size_t i = 0; i < LW_COUNT(clouds); i++)
        if (lw_view_find(subject, lw_view_c(clouds[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* Such a root, of a published package whose version moved: in a file of its own, or beside those
 * that it had. Its name is its author's choice, so a person is to compare its digest. `clouds`: old
 * files that have one. */
static bool is_next_of_cloud(const struct lw_review_context *ctx, const struct lw_fact *fact,
                             const struct lw_package_change *package, const struct lw_map *clouds)
{
    const struct lw_file_change *file = lw_change_of(ctx, fact->location);
    return is_cloud(fact) && package && package->from && !lw_loose(package) &&
           (!is_store(ctx, fact->location) || lw_map_get(clouds, file->from->path));
}

/* Somebody's own root, or many, in a package that had no certificate of anybody's own: its users
 * newly trust whom they never chose. Among many, public ones beside it change nothing. `before`:
 * the certificates that are not public, by package. */
static bool is_first(const struct lw_review_context *ctx, const struct lw_fact *fact,
                     const struct lw_package_change *package, const size_t *before)
{
    if (!package || !package->from || !package->to || !lw_fact_is(fact, LW_K_KIND, "root") ||
        lw_is_program(ctx, fact->location))
        return false;
    return !before[package->from - ctx->review->from->facts.packages.items + 1];
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const size_t *before = lw_fact_counts(ctx, LW_F_AUTHORITY, is_private);
    struct lw_map clouds = LW_MAP_INIT;
    for (struct lw_fact_walk at = { 0 }; lw_fact_walk(&at, ctx, false, LW_F_AUTHORITY);)
        if (is_cloud(at.fact))
            (void)lw_map_put(&clouds, at.fact->location, NULL);
    for (LW_EACH_ADDED(change, ctx, LW_F_AUTHORITY)) {
        struct lw_view path = change->fact->location;
        bool known = lw_fact_is(change->fact, LW_K_CLASS, "public");
        if (!change->new_to_artifact || lw_is_test(path))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        struct lw_view subject = lw_fact_get(change->fact, LW_K_NAME);
        lw_reason_title(ctx, reason, "A certificate is new, %s, of %.*s",
                        known                                         ? "a public root"
                        : lw_fact_is(change->fact, LW_K_KIND, "root") ? "a root of its own"
                                                                      : "which is no root",
                        LW_FMT(subject.len ? subject : LW_VIEW("nobody")));
        reason->evidence = lw_arena_printf(ctx->arena, "SHA-256 %.*s",
                                           LW_FMT(lw_fact_get(change->fact, LW_K_SHA256)));
        if (known) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_NONE;
        } else if (is_list(package) || lw_path_own(ctx, path) ||
                   is_next_of_cloud(ctx, change->fact, package, &clouds) ||
                   !(is_store(ctx, path) || is_first(ctx, change->fact, package, before))) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
    }
    lw_map_clear(&clouds);
}

const struct lw_review_rule lw_review_rule_authority_added = {
    .id = "authority-added",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "A certificate is added to those that others are checked against",
    .why = "Whoever holds its key can be any server to those who trust it, AWS as well. Bundles "
           "of authorities follow the lists of browsers: those that were public when this version "
           "of Layerward was made are notes. Another one in a bundle that was there is nothing "
           "that an update brings by itself, nor is a root, or are many, in a package that had no "
           "certificate; otherwise in a file of its own, in a package that is such a "
           "list and may be newer than Layerward, and where a new version brings what calls itself "
           "the root of a cloud's databases, it is for a person.",
    .fix = "Compare the digest with the authority's own, or with a browser's list. One that is "
           "meant belongs under review.accept.",
    .attack = "T1553.004",
    .check = check,
};
