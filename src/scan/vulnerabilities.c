/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/vulnerabilities.c - matches become findings.
 */
#include "scan/vulnerabilities.h"

#include "base/clock.h"
#include "rules/other.h"
#include "vuln/match.h"

/* Everything in the scan lives in its arena; the index may be closed before it. */
static struct lw_views copy_views(const struct lw_views *list, struct lw_arena *arena)
{
    struct lw_views copy = { 0 };
    for (size_t i = 0; i < list->count; i++)
        *LW_PUSH(arena, &copy) = lw_arena_copy(arena, list->items[i]);
    return copy;
}

static bool is_malicious(const struct lw_vuln_match *match)
{
    for (size_t i = 0; i < match->ids.count; i++) {
        if (lw_view_starts(match->ids.items[i], LW_VIEW("MAL-")))
            return true;
    }
    return false;
}

static struct lw_view fix_of(const struct lw_package *package, const struct lw_vuln_match *match,
                             struct lw_arena *arena)
{
    if (is_malicious(match))
        return lw_arena_printf(arena,
                               "remove %.*s, and treat what its code could reach as compromised",
                               LW_FMT(package->name));
    if (match->fixed_version.len == 0)
        return lw_arena_printf(arena,
                               "no fixed version of %.*s is known: replace or remove it, or accept "
                               "it with a reason and an expiry (--ignore)",
                               LW_FMT(package->name));
    return lw_arena_printf(arena, "update %.*s to %.*s or later", LW_FMT(package->name),
                           LW_FMT(match->fixed_version));
}

static struct lw_view why_of(const struct lw_vuln_match *match, struct lw_arena *arena)
{
    char date[32];
    struct lw_view why = match->summary.len ? lw_arena_copy(arena, match->summary)
                                            : LW_VIEW("its advisories say nothing more in a line");
    if (!match->kev)
        return why;
    lw_date_format(date, match->kev_added_utc_s);
    return lw_arena_printf(arena, "%.*s (known to be exploited%s%s%s)", LW_FMT(why),
                           match->kev_added_utc_s ? " since " : "",
                           match->kev_added_utc_s ? date : "",
                           match->kev_ransomware ? ", also for ransomware" : "");
}

static struct lw_view evidence_of(const struct lw_package *package, struct lw_arena *arena)
{
    const char *how = package->flags & LW_PKG_VENDORED    ? ", a copy inside of another package"
                      : package->flags & LW_PKG_BUNDLED   ? ", merged into a bundle"
                      : package->flags & LW_PKG_LINKED    ? ", compiled into a program"
                      : package->flags & LW_PKG_LOCK_ONLY ? ", named by a lock file only"
                                                          : "";
    if (package->evidence.len == 0)
        return lw_arena_printf(arena, "%.*s%s", LW_FMT(package->purl), how);
    return lw_arena_printf(arena, "%.*s, by %.*s%s", LW_FMT(package->purl),
                           LW_FMT(package->evidence), how);
}

enum { TITLE_BYTES = 110 };

/* The first sentence, or as many of its words as make a line. */
static struct lw_view first_sentence(struct lw_view text, struct lw_arena *arena)
{
    size_t stop = lw_view_find(text, LW_VIEW(". "));
    text = lw_view_trim(lw_view_sub(text, 0, stop));
    if (text.len <= TITLE_BYTES)
        return lw_arena_copy(arena, text);
    size_t space = lw_view_rfind_byte(lw_view_sub(text, 0, TITLE_BYTES), ' ');
    struct lw_view words = lw_view_sub(text, 0, space == LW_NOT_FOUND ? TITLE_BYTES : space);
    return lw_arena_join(arena, words, LW_VIEW(" ..."));
}

/* What the advisory says it is about; else where it is. */
static struct lw_view title_of(const struct lw_package *package, const struct lw_vuln_match *match,
                               struct lw_view id, struct lw_arena *arena)
{
    struct lw_view title = match->summary.len
                               ? first_sentence(match->summary, arena)
                               : lw_arena_printf(arena, "%.*s in %.*s %.*s", LW_FMT(id),
                                                 LW_FMT(package->name), LW_FMT(package->version));
    return match->kev ? lw_arena_join(arena, LW_VIEW("Known exploited: "), title) : title;
}

static void add_match(struct lw_scan *scan, const struct lw_package *package,
                      const struct lw_vuln_match *match)
{
    struct lw_arena *arena = &scan->arena;
    struct lw_finding *f = lw_finding_add(&scan->findings, arena,
                                          lw_view_c(lw_rule_vulnerability.id), match->severity);
    f->ids = copy_views(&match->ids, arena);
    f->vulnerability = f->ids.items[0];
    f->title = title_of(package, match, f->vulnerability, arena);
    f->path = package->location;
    f->evidence = evidence_of(package, arena);
    f->why = why_of(match, arena);
    f->fix = fix_of(package, match, arena);
    f->purl = package->purl;
    f->package = package->name;
    f->fixed_version = lw_arena_copy(arena, match->fixed_version);
    f->cvss_vector = lw_arena_copy(arena, match->cvss_vector);
    f->cvss_tenths = match->cvss_tenths;
    f->kev = match->kev;
    f->epss = match->epss;
    f->references = copy_views(&match->references, arena);
}

static void add_unknown(struct lw_scan *scan, const struct lw_vuln_package *item)
{
    struct lw_arena *arena = &scan->arena;
    const struct lw_package *package = item->package;
    struct lw_finding *f = lw_finding_add(&scan->findings, arena,
                                          lw_view_c(lw_rule_unknown_version.id),
                                          lw_rule_unknown_version.severity);
    f->title = lw_arena_printf(arena, "%.*s has no known version", LW_FMT(package->name));
    f->path = package->location;
    f->evidence = evidence_of(package, arena);
    f->why = lw_arena_printf(
        arena, "%zu advisories speak of it; whether they affect it cannot be told", item->known);
    f->fix = LW_VIEW("find out its version, and keep its metadata in the layer");
    f->purl = package->purl;
    f->package = package->name;
}

/* "No match" says something only where there was something to match. What OSV has no ecosystem for
 * is not counted: no index could hold it. */
static lw_status count_not_checked(struct lw_scan *scan, const struct lw_vuln_index *index,
                                   struct lw_err *err)
{
    size_t counts[LW_ECO_COUNT] = { 0 };
    for (size_t i = 0; i < scan->facts.packages.count; i++)
        counts[scan->facts.packages.items[i].ecosystem]++;
    for (unsigned e = 0; e < LW_ECO_COUNT; e++) {
        bool covered = lw_ecosystem_osv((enum lw_ecosystem)e)[0] == '\0';
        if (counts[e] && !covered)
            LW_TRY(lw_vuln_index_covers(&covered, index, (enum lw_ecosystem)e, err));
        scan->not_checked[e] = covered ? 0 : counts[e];
    }
    return LW_OK;
}

lw_status lw_scan_add_vulnerabilities(struct lw_scan *scan, const struct lw_vuln_index *index,
                                      struct lw_view name, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct lw_vuln_package_list found = { 0 };
    LW_TRY(lw_vuln_match_packages(&found, index, &scan->facts.packages, &scratch, err));
    for (size_t i = 0; i < found.count; i++) {
        const struct lw_vuln_package *item = &found.items[i];
        if (item->version_unknown)
            add_unknown(scan, item);
        for (size_t m = 0; m < item->matches.count; m++)
            add_match(scan, item->package, &item->matches.items[m]);
    }
    LW_TRY(count_not_checked(scan, index, err));
    struct lw_vuln_info info = lw_vuln_index_counts(index);
    scan->database = lw_arena_copy(&scan->arena, name);
    scan->database_utc_s = info.newest_utc_s;
    scan->database_advisories = (size_t)info.advisories;
    return LW_OK;
}
