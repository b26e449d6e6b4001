/* SPDX-License-Identifier: Apache-2.0
 *
 * report/summary.c - counting for people.
 */
#include "report/summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/map.h"
#include "scan/function.h"

static void count_findings(struct lw_report_summary *out, const struct lw_finding_list *list)
{
    struct lw_map purls = LW_MAP_INIT;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_finding *f = &list->items[i];
        if (f->suppressed) {
            out->suppressed++;
            continue;
        }
        unsigned severity = (unsigned)f->severity % LW_SEVERITY_COUNT;
        if (lw_severity_rank(f->severity) > lw_severity_rank(out->worst))
            out->worst = f->severity;
        if (!lw_finding_is_vulnerability(f)) {
            out->findings++;
            out->finding_severity[severity]++;
            continue;
        }
        out->vulnerabilities++;
        out->vulnerability_severity[severity]++;
        out->known_exploited += f->kev;
        (void)lw_map_put(&purls, f->purl, NULL);
    }
    out->vulnerable_packages = purls.count;
    lw_map_clear(&purls);
}

/* Without an index nothing was looked up that one could hold. */
static void count_not_checked(struct lw_report_summary *out, const struct lw_scan *scan)
{
    for (unsigned e = 0; e < LW_ECO_COUNT; e++) {
        bool outside = lw_ecosystem_osv((enum lw_ecosystem)e)[0] == '\0';
        out->outside_osv += outside ? out->by_ecosystem[e] : 0;
        out->not_checked[e] = out->vulnerabilities_checked ? scan->not_checked[e]
                              : outside                    ? 0
                                                           : out->by_ecosystem[e];
        out->not_checked_all += out->not_checked[e];
    }
}

struct lw_report_summary lw_report_summary(const struct lw_scan *scan)
{
    struct lw_report_summary out = { .packages = scan->facts.packages.count,
                                     .vulnerabilities_checked = scan->database.len > 0,
                                     .incomplete = scan->facts.incomplete.count };
    for (size_t i = 0; i < scan->facts.packages.count; i++)
        out.by_ecosystem[scan->facts.packages.items[i].ecosystem % LW_ECO_COUNT]++;
    count_not_checked(&out, scan);
    for (size_t i = 0; i < scan->facts.facts.count; i++) {
        out.unopened += scan->facts.facts.items[i].kind == LW_F_UNOPENED;
        out.in_part += lw_is_part_package(&scan->facts.facts.items[i]);
        out.hidden += lw_is_hidden_package(&scan->facts.facts.items[i]);
        out.empty = out.empty || scan->facts.facts.items[i].kind == LW_F_EMPTY;
    }
    out.worst = LW_SEVERITY_NONE;
    count_findings(&out, &scan->findings);
    return out;
}

void lw_report_summary_add(struct lw_report_summary *sum, const struct lw_report_summary *more)
{
    sum->packages += more->packages;
    sum->in_part += more->in_part;
    sum->hidden += more->hidden;
    sum->vulnerabilities_checked = sum->vulnerabilities_checked || more->vulnerabilities_checked;
    for (size_t e = 0; e < LW_ECO_COUNT; e++) {
        sum->by_ecosystem[e] += more->by_ecosystem[e];
        sum->not_checked[e] += more->not_checked[e];
    }
    for (size_t s = 0; s < LW_SEVERITY_COUNT; s++) {
        sum->vulnerability_severity[s] += more->vulnerability_severity[s];
        sum->finding_severity[s] += more->finding_severity[s];
    }
    sum->not_checked_all += more->not_checked_all;
    sum->outside_osv += more->outside_osv;
    sum->vulnerabilities += more->vulnerabilities;
    sum->vulnerable_packages += more->vulnerable_packages;
    sum->known_exploited += more->known_exploited;
    sum->findings += more->findings;
    sum->suppressed += more->suppressed;
    sum->incomplete += more->incomplete;
    sum->unopened += more->unopened;
    if (lw_severity_rank(more->worst) > lw_severity_rank(sum->worst))
        sum->worst = more->worst;
}

static void add_vulnerabilities(struct lw_buf *buf, const struct lw_report_summary *summary)
{
    const char *lead = " (";
    if (!summary->vulnerabilities_checked) {
        lw_buf_add_c(buf, "vulnerabilities not looked up");
        return;
    }
    lw_add_count(buf, summary->vulnerabilities, "vulnerability", "vulnerabilities");
    for (size_t i = 0; i < LW_SEVERITY_COUNT; i++) {
        enum lw_severity s = lw_severity_order[i];
        if (summary->vulnerability_severity[s] == 0)
            continue;
        lw_buf_printf(buf, "%s%zu %s", lead, summary->vulnerability_severity[s],
                      lw_severity_name(s));
        lead = ", ";
    }
    if (summary->known_exploited)
        lw_buf_printf(buf, "; %zu known to be exploited", summary->known_exploited);
    lw_buf_add_c(buf, lead[0] == ',' ? ")" : "");
}

/* "; not looked up: Go 192, Java 3" */
static void add_not_checked(struct lw_buf *buf, const struct lw_report_summary *summary)
{
    const char *lead = "; not looked up: ";
    for (unsigned e = 0; summary->vulnerabilities_checked && e < LW_ECO_COUNT; e++) {
        if (summary->not_checked[e] == 0)
            continue;
        lw_buf_printf(buf, "%s%s ", lead, lw_ecosystem_person((enum lw_ecosystem)e));
        lw_add_thousands(buf, summary->not_checked[e]);
        lead = ", ";
    }
}

void lw_report_summary_line(struct lw_buf *buf, const struct lw_report_summary *summary)
{
    lw_buf_add_c(buf, summary->empty ? "holds no files: " : "");
    lw_add_count(buf, summary->packages, "package", "packages");
    if (summary->in_part)
        lw_buf_printf(buf, " (%zu of them in part%s", summary->in_part, summary->hidden ? "" : ")");
    if (summary->hidden)
        lw_buf_printf(buf, "%s%zu more hidden by other layers)", summary->in_part ? ", " : " (",
                      summary->hidden);
    lw_buf_add_c(buf, ", ");
    add_vulnerabilities(buf, summary);
    lw_buf_add_c(buf, ", ");
    lw_add_count(buf, summary->findings, "finding", "findings");
    if (summary->suppressed)
        lw_buf_printf(buf, ", %zu suppressed", summary->suppressed);
    lw_buf_printf(buf, ", %zu incomplete", summary->incomplete);
    if (summary->unopened) {
        lw_buf_add_c(buf, ", ");
        lw_add_count(buf, summary->unopened, "archive inside was not opened",
                     "archives inside were not opened");
    }
    add_not_checked(buf, summary);
}

void lw_add_database(struct lw_buf *buf, const struct lw_scan *scan, const char *between)
{
    if (scan->database.len == 0) {
        lw_buf_add_c(buf, "none: vulnerabilities were not looked for");
        return;
    }
    lw_buf_add(buf, scan->database);
    if (scan->database_advisories) {
        lw_buf_add_c(buf, between);
        lw_add_count(buf, scan->database_advisories, "advisory", "advisories");
    }
    if (scan->database_utc_s) {
        char date[32];
        lw_date_format(date, scan->database_utc_s);
        lw_buf_printf(buf, "%snewest %s", between, date);
    }
    lw_buf_add_c(buf, scan->database_old ? between : "");
    lw_add_database_age(buf, scan);
}

void lw_add_database_age(struct lw_buf *buf, const struct lw_scan *scan)
{
    if (scan->database_old)
        lw_buf_printf(buf, "%" PRIu64 " days old: run `layerward db update`",
                      scan->database_age_days);
}

static bool has(const struct lw_views *list, struct lw_view value)
{
    for (size_t i = 0; i < list->count; i++)
        if (lw_view_eq(list->items[i], value))
            return true;
    return false;
}

/* "python3.9" before "python3.10". */
static int natural(const void *a, const void *b)
{
    struct lw_view x = *(const struct lw_view *)a, y = *(const struct lw_view *)b;
    while (x.len && y.len) {
        size_t dx = 0, dy = 0;
        while (dx < x.len && lw_is_digit(x.ptr[dx]))
            dx++;
        while (dy < y.len && lw_is_digit(y.ptr[dy]))
            dy++;
        if (dx != dy && dx && dy)
            return dx < dy ? -1 : 1;
        size_t step = dx && dx == dy ? dx : 1;
        int order = lw_view_cmp(lw_view_sub(x, 0, step), lw_view_sub(y, 0, step));
        if (order)
            return order;
        x = lw_view_from(x, step);
        y = lw_view_from(y, step);
    }
    return (x.len > y.len) - (x.len < y.len);
}

struct lw_views lw_fact_values(struct lw_arena *arena, const struct lw_facts *facts,
                               enum lw_fact_kind kind, enum lw_fact_key key)
{
    struct lw_views out = { NULL, 0, 0 };
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        for (size_t k = 0; fact->kind == kind && k < fact->count; k++)
            if (fact->items[k].key == key && !has(&out, fact->items[k].value))
                *LW_PUSH(arena, &out) = fact->items[k].value;
    }
    if (out.count)
        qsort(out.items, out.count, sizeof(*out.items), natural);
    return out;
}

void lw_add_thousands(struct lw_buf *buf, uint64_t n)
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%" PRIu64, n);
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            lw_buf_add_byte(buf, ',');
        lw_buf_add_byte(buf, (uint8_t)digits[i]);
    }
}

void lw_add_bytes(struct lw_buf *buf, uint64_t bytes)
{
    static const char *const units[] = { "kB", "MB", "GB", "TB", "PB", "EB" };
    if (bytes < 1000) {
        lw_buf_printf(buf, "%" PRIu64 " B", bytes);
        return;
    }
    double value = (double)bytes / 1000;
    size_t unit = 0;
    while (value >= 999.95 && unit + 1 < LW_COUNT(units)) {
        value /= 1000;
        unit++;
    }
    lw_buf_printf(buf, "%.1f %s", value, units[unit]);
}

void lw_add_count(struct lw_buf *buf, uint64_t n, const char *one, const char *many)
{
    lw_add_thousands(buf, n);
    lw_buf_printf(buf, " %s", n == 1 ? one : many);
}

void lw_add_files(struct lw_buf *buf, size_t files, size_t entries)
{
    if (files == 0) {
        lw_add_count(buf, entries, "entry", "entries, folders among them");
        return;
    }
    lw_add_count(buf, files, "file", "files");
    if (files == entries)
        return;
    lw_buf_add_c(buf, ", in ");
    lw_add_count(buf, entries, "entry", "entries");
    lw_buf_add_c(buf, " with folders");
}
