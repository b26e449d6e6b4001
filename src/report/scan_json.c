/* SPDX-License-Identifier: Apache-2.0
 *
 * report/scan_json.c - struct lw_scan, member for member.
 */
#include "report/scan_json.h"

#include "archive/manifest.h"
#include "base/clock.h"
#include "report/summary.h"
#include "report/unread.h"

enum { SCHEMA_VERSION = 1, PLATFORM_LIMIT_BYTES = 262144000 };

static const struct {
    unsigned flag;
    const char *name;
} flag_names[] = {
    { LW_PKG_VENDORED, "vendored" },   { LW_PKG_BUNDLED, "bundled" },
    { LW_PKG_LOCK_ONLY, "lock-only" }, { LW_PKG_EDITABLE, "editable" },
    { LW_PKG_LINKED, "linked" },
};

/* What a fact may hold more than once: always an array. */
static const enum lw_fact_key plural_keys[] = { LW_K_NEEDED, LW_K_RUNTIME, LW_K_ARCHITECTURE,
                                                LW_K_LOSER };

static void texts(struct lw_jsonw *w, const char *key, const struct lw_views *list)
{
    lw_jsonw_array(w, key);
    for (size_t i = 0; i < list->count; i++)
        lw_jsonw_text(w, NULL, list->items[i]);
    lw_jsonw_end(w);
}

void lw_json_digest(struct lw_jsonw *w, const char *key, bool have, const struct lw_digest *value)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, value);
    lw_jsonw_c(w, key, have ? hex : NULL);
}

void lw_json_head(struct lw_jsonw *w, const char *schema, unsigned version)
{
    lw_jsonw_c(w, "schema", schema);
    lw_jsonw_u64(w, "version", version);
    lw_jsonw_object(w, "tool");
    lw_jsonw_c(w, "name", "layerward");
    lw_jsonw_c(w, "version", LW_VERSION);
    lw_jsonw_end(w);
}

void lw_scan_json_head(struct lw_jsonw *w)
{
    lw_json_head(w, "layerward.scan", SCHEMA_VERSION);
}

static void artifact(struct lw_jsonw *w, const struct lw_scan *scan)
{
    char base64[LW_BASE64_BYTES];
    lw_digest_base64(base64, &scan->zip_digest);
    lw_jsonw_object(w, "artifact");
    lw_jsonw_text(w, "name", scan->input);
    lw_jsonw_c(w, "kind", scan->is_zip ? "zip" : "folder");
    lw_json_digest(w, "zip_sha256", scan->have_zip_digest, &scan->zip_digest);
    lw_jsonw_c(w, "code_sha256", scan->have_zip_digest ? base64 : NULL);
    lw_json_digest(w, "content_digest", scan->have_content_digest, &scan->content_digest);
    lw_jsonw_u64(w, "bytes", scan->is_zip ? scan->zip_bytes : scan->unpacked_bytes);
    lw_jsonw_u64(w, "unpacked_bytes", scan->unpacked_bytes);
    lw_jsonw_u64(w, "unpacked_limit_bytes", PLATFORM_LIMIT_BYTES);
    lw_jsonw_u64(w, "entries", scan->entries);
    lw_jsonw_u64_or_null(w, "files", scan->file_count);
    lw_jsonw_end(w);
}

static void database(struct lw_jsonw *w, const struct lw_scan *scan)
{
    if (scan->database.len == 0) {
        lw_jsonw_null(w, "database");
        return;
    }
    char time[32];
    lw_time_format(time, scan->database_utc_s);
    lw_jsonw_object(w, "database");
    lw_jsonw_text(w, "name", scan->database);
    lw_jsonw_c(w, "modified", scan->database_utc_s ? time : NULL);
    lw_jsonw_u64(w, "advisories", scan->database_advisories);
    lw_jsonw_bool(w, "old", scan->database_old);
    lw_jsonw_end(w);
}

static void severities(struct lw_jsonw *w, const char *key, const size_t *counts)
{
    lw_jsonw_object(w, key);
    for (size_t i = 0; i < LW_SEVERITY_COUNT; i++)
        lw_jsonw_u64(w, lw_severity_name(lw_severity_order[i]), counts[lw_severity_order[i]]);
    lw_jsonw_end(w);
}

static void summary(struct lw_jsonw *w, const struct lw_scan *scan)
{
    struct lw_report_summary s = lw_report_summary(scan);
    lw_jsonw_object(w, "summary");
    lw_jsonw_u64(w, "packages", s.packages);
    lw_jsonw_u64(w, "packages_in_part", s.in_part);
    lw_jsonw_u64(w, "packages_hidden", s.hidden);
    lw_jsonw_object(w, "packages_by_ecosystem");
    for (unsigned e = 0; e < LW_ECO_COUNT; e++)
        if (s.by_ecosystem[e])
            lw_jsonw_u64(w, lw_ecosystem_purl_type((enum lw_ecosystem)e), s.by_ecosystem[e]);
    lw_jsonw_end(w);
    lw_jsonw_bool(w, "vulnerabilities_checked", s.vulnerabilities_checked);
    lw_jsonw_object(w, "vulnerabilities_not_checked");
    for (unsigned e = 0; e < LW_ECO_COUNT; e++)
        if (s.not_checked[e])
            lw_jsonw_u64(w, lw_ecosystem_purl_type((enum lw_ecosystem)e), s.not_checked[e]);
    lw_jsonw_end(w);
    lw_jsonw_u64(w, "packages_outside_osv", s.outside_osv);
    lw_jsonw_u64(w, "vulnerabilities", s.vulnerabilities);
    severities(w, "vulnerabilities_by_severity", s.vulnerability_severity);
    lw_jsonw_u64(w, "vulnerable_packages", s.vulnerable_packages);
    lw_jsonw_u64(w, "known_exploited", s.known_exploited);
    lw_jsonw_u64(w, "findings", s.findings);
    severities(w, "findings_by_severity", s.finding_severity);
    lw_jsonw_u64(w, "suppressed", s.suppressed);
    lw_jsonw_u64(w, "incomplete", s.incomplete);
    lw_jsonw_u64(w, "unopened", s.unopened);
    lw_jsonw_end(w);
}

static void package(struct lw_jsonw *w, const struct lw_package *p)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "purl", p->purl);
    lw_jsonw_text(w, "name", p->name);
    lw_jsonw_text_or_null(w, "version", p->version);
    lw_jsonw_c(w, "ecosystem", lw_ecosystem_purl_type(p->ecosystem));
    lw_jsonw_text(w, "location", p->location);
    lw_jsonw_text(w, "root", p->root);
    texts(w, "licenses", &p->licenses);
    lw_jsonw_text(w, "evidence", p->evidence);
    lw_jsonw_c(w, "analyzer", p->analyzer);
    lw_jsonw_array(w, "flags");
    for (size_t i = 0; i < LW_COUNT(flag_names); i++)
        if (p->flags & flag_names[i].flag)
            lw_jsonw_c(w, NULL, flag_names[i].name);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void vulnerability(struct lw_jsonw *w, const struct lw_finding *f)
{
    if (!lw_finding_is_vulnerability(f)) {
        lw_jsonw_null(w, "vulnerability");
        return;
    }
    lw_jsonw_object(w, "vulnerability");
    lw_jsonw_text(w, "id", f->vulnerability);
    texts(w, "ids", &f->ids);
    lw_jsonw_text(w, "purl", f->purl);
    lw_jsonw_text_or_null(w, "fixed_version", f->fixed_version);
    if (f->cvss_tenths < 0 && f->cvss_vector.len == 0) {
        lw_jsonw_null(w, "cvss");
    } else {
        lw_jsonw_object(w, "cvss");
        lw_jsonw_text_or_null(w, "vector", f->cvss_vector);
        if (f->cvss_tenths < 0)
            lw_jsonw_null(w, "score");
        else
            lw_jsonw_double(w, "score", f->cvss_tenths / 10.0, 1);
        lw_jsonw_end(w);
    }
    lw_jsonw_bool(w, "kev", f->kev);
    if (f->epss < 0)
        lw_jsonw_null(w, "epss");
    else
        lw_jsonw_double(w, "epss", f->epss, 5);
    lw_jsonw_end(w);
}

static void finding(struct lw_jsonw *w, const struct lw_finding *f)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "rule", f->rule);
    lw_jsonw_c(w, "severity", lw_severity_name(f->severity));
    lw_jsonw_text(w, "title", f->title);
    lw_jsonw_text(w, "path", f->path);
    lw_jsonw_u64_or_null(w, "line", f->line);
    lw_jsonw_text(w, "evidence", f->evidence);
    lw_jsonw_text(w, "why", f->why);
    lw_jsonw_text(w, "fix", f->fix);
    vulnerability(w, f);
    texts(w, "references", &f->references);
    lw_jsonw_bool(w, "suppressed", f->suppressed);
    lw_jsonw_text_or_null(w, "suppressed_by", f->suppressed_by);
    lw_jsonw_end(w);
}

static bool is_plural(enum lw_fact_key key)
{
    for (size_t i = 0; i < LW_COUNT(plural_keys); i++)
        if (plural_keys[i] == key)
            return true;
    return false;
}

/* All values of the key of item `at`, which is the first of its key. */
static void fact_values(struct lw_jsonw *w, const struct lw_fact *fact, size_t at,
                        struct lw_arena *scratch)
{
    enum lw_fact_key key = fact->items[at].key;
    bool plural = is_plural(key);
    struct lw_view joined = fact->items[at].value;
    if (plural) {
        lw_jsonw_array(w, lw_fact_key_name(key));
        lw_jsonw_text(w, NULL, joined);
    }
    for (size_t i = at + 1; i < fact->count; i++) {
        if (fact->items[i].key != key)
            continue;
        if (plural)
            lw_jsonw_text(w, NULL, fact->items[i].value);
        else
            joined = lw_arena_printf(scratch, "%.*s, %.*s", LW_FMT(joined),
                                     LW_FMT(fact->items[i].value));
    }
    if (plural)
        lw_jsonw_end(w);
    else
        lw_jsonw_text(w, lw_fact_key_name(key), joined);
}

void lw_json_fact_values(struct lw_jsonw *w, const struct lw_fact *f, struct lw_arena *scratch)
{
    lw_jsonw_object(w, "values");
    for (size_t i = 0; i < f->count; i++) {
        bool first = true;
        for (size_t k = 0; first && k < i; k++)
            first = f->items[k].key != f->items[i].key;
        if (first)
            fact_values(w, f, i, scratch);
    }
    lw_jsonw_end(w);
}

static void fact(struct lw_jsonw *w, const struct lw_fact *f, struct lw_arena *scratch)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "kind", lw_fact_kind_name(f->kind));
    lw_jsonw_text(w, "location", f->location);
    if (f->line)
        lw_jsonw_u64(w, "line", f->line);
    if (f->offset)
        lw_jsonw_u64(w, "offset", f->offset);
    lw_json_fact_values(w, f, scratch);
    lw_jsonw_end(w);
}

static void file(struct lw_jsonw *w, const struct lw_scan_file *f)
{
    char mode[8];
    lw_manifest_mode(mode, f->type, f->mode);
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "path", f->path);
    lw_jsonw_c(w, "mode", mode);
    lw_json_digest(w, "sha256", f->have_sha256, &f->sha256);
    lw_jsonw_u64(w, "bytes", f->bytes);
    lw_jsonw_u64(w, "packed_bytes", f->packed_bytes);
    lw_jsonw_end(w);
}

/* Only where it was looked at what code does. */
static void unread(struct lw_jsonw *w, const struct lw_scan *scan)
{
    const struct lw_unread_list list = lw_unread_of(scan);
    if (scan->behavior)
        lw_unread_write(w, &list);
}

static void incomplete(struct lw_jsonw *w, const struct lw_incomplete *i)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "location", i->location);
    lw_jsonw_c(w, "code", i->code);
    lw_jsonw_text(w, "reason", i->reason);
    lw_jsonw_end(w);
}

void lw_failure_json(struct lw_jsonw *w, const char *key, const struct lw_report_failure *failure)
{
    lw_jsonw_object(w, key);
    lw_jsonw_text(w, "input", failure->input);
    lw_jsonw_c(w, "code", failure->code);
    lw_jsonw_text(w, "reason", failure->reason);
    lw_jsonw_end(w);
}

void lw_scan_json(struct lw_jsonw *w, const struct lw_scan *scan, bool files,
                  struct lw_arena *scratch)
{
    lw_jsonw_object(w, NULL);
    lw_scan_json_head(w);
    artifact(w, scan);
    lw_jsonw_c(w, "scope", scan->packages_only ? "packages" : scan->behavior ? "behavior" : "full");
    database(w, scan);
    summary(w, scan);
    lw_jsonw_array(w, "packages");
    for (size_t i = 0; i < scan->facts.packages.count; i++)
        package(w, &scan->facts.packages.items[i]);
    lw_jsonw_end(w);
    lw_jsonw_array(w, "findings");
    for (size_t i = 0; i < scan->findings.count; i++)
        finding(w, &scan->findings.items[i]);
    lw_jsonw_end(w);
    lw_jsonw_array(w, "facts");
    for (size_t i = 0; i < scan->facts.facts.count; i++)
        fact(w, &scan->facts.facts.items[i], scratch);
    lw_jsonw_end(w);
    if (files) {
        lw_jsonw_array(w, "files");
        for (size_t i = 0; i < scan->file_count; i++)
            file(w, &scan->files[i]);
        lw_jsonw_end(w);
    }
    unread(w, scan);
    lw_jsonw_array(w, "incomplete");
    for (size_t i = 0; i < scan->facts.incomplete.count; i++)
        incomplete(w, &scan->facts.incomplete.items[i]);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}
