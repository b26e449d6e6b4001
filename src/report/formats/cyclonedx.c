/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/cyclonedx.c - a CycloneDX 1.6 bill of materials with its vulnerabilities.
 *
 * Spec: ECMA-424, https://cyclonedx.org/docs/1.6/json/.
 */
#include "base/clock.h"
#include "base/jsonw.h"
#include "facts/spdx.h"
#include "report/format.h"
#include "report/ids.h"
#include "report/summary.h"

struct document {
    struct lw_jsonw w;
    const struct lw_scan *scan;
    struct lw_arena *arena;
    struct lw_view *refs; /* of the packages */
};

static const char layer_ref[] = "layer";

static void property(struct lw_jsonw *w, const char *name, struct lw_view value)
{
    if (value.len == 0)
        return;
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "name", name);
    lw_jsonw_text(w, "value", value);
    lw_jsonw_end(w);
}

static void sha256(struct lw_jsonw *w, const struct lw_digest *digest)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, digest);
    lw_jsonw_array(w, "hashes");
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "alg", "SHA-256");
    lw_jsonw_c(w, "content", hex);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void layer(struct document *d)
{
    struct lw_jsonw *w = &d->w;
    char text[LW_HEX_BYTES];
    lw_jsonw_object(w, "component");
    lw_jsonw_c(w, "type", "application");
    lw_jsonw_c(w, "bom-ref", layer_ref);
    lw_jsonw_text(w, "name", lw_path_base(d->scan->input));
    if (d->scan->have_zip_digest)
        sha256(w, &d->scan->zip_digest);
    lw_jsonw_array(w, "properties");
    if (d->scan->have_zip_digest) {
        lw_digest_base64(text, &d->scan->zip_digest);
        property(w, "layerward:codeSha256", lw_view_c(text));
    }
    if (d->scan->have_content_digest) {
        lw_digest_hex(text, &d->scan->content_digest);
        property(w, "layerward:contentDigest", lw_view_c(text));
    }
    property(w, "layerward:unpackedBytes",
             lw_arena_printf(d->arena, "%llu", (unsigned long long)d->scan->unpacked_bytes));
    property(w, "layerward:entries", lw_arena_printf(d->arena, "%zu", d->scan->entries));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

/* A consumer that sees no vulnerability of a component has to know whether one was looked for. */
static void not_checked(struct document *d)
{
    struct lw_report_summary s = lw_report_summary(d->scan);
    for (unsigned e = 0; e < LW_ECO_COUNT; e++)
        if (s.not_checked[e])
            property(
                &d->w, "layerward:vulnerabilitiesNotChecked",
                lw_arena_printf(d->arena, "%s: %zu", lw_ecosystem_purl_type((enum lw_ecosystem)e),
                                s.not_checked[e]));
}

static void metadata(struct document *d, int64_t now_utc_s)
{
    struct lw_jsonw *w = &d->w;
    char time[32];
    lw_time_format(time, now_utc_s);
    lw_jsonw_object(w, "metadata");
    lw_jsonw_c(w, "timestamp", time);
    lw_jsonw_object(w, "tools");
    lw_jsonw_array(w, "components");
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "type", "application");
    lw_jsonw_c(w, "name", "layerward");
    lw_jsonw_c(w, "version", LW_VERSION);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    layer(d);
    lw_jsonw_array(w, "properties");
    const struct lw_incomplete_list *list = &d->scan->facts.incomplete;
    for (size_t i = 0; i < list->count; i++)
        property(w, "layerward:incomplete",
                 lw_arena_printf(d->arena, "%.*s: %.*s", LW_FMT(list->items[i].location),
                                 LW_FMT(list->items[i].reason)));
    not_checked(d);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

/* One expression where there is a compound one, else ids and names side by side: the format does
 * not mix them. */
static void licenses(struct document *d, const struct lw_package *p)
{
    struct lw_jsonw *w = &d->w;
    struct lw_view expression = LW_VIEW("");
    bool simple = true;
    for (size_t i = 0; i < p->licenses.count; i++) {
        struct lw_view one;
        bool is_id = lw_spdx_license(p->licenses.items[i]) != NULL;
        simple = simple && (is_id || !lw_spdx_expression(&one, p->licenses.items[i], d->arena));
    }
    if (p->licenses.count == 0)
        return;
    lw_jsonw_array(w, "licenses");
    if (!simple && lw_package_expression(&expression, p, d->arena)) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "expression", expression);
        lw_jsonw_c(w, "acknowledgement", "declared");
        lw_jsonw_end(w);
    }
    for (size_t i = 0; expression.len == 0 && i < p->licenses.count; i++) {
        const char *id = lw_spdx_license(p->licenses.items[i]);
        lw_jsonw_object(w, NULL);
        lw_jsonw_object(w, "license");
        if (id)
            lw_jsonw_c(w, "id", id);
        else
            lw_jsonw_text(w, "name", p->licenses.items[i]);
        lw_jsonw_c(w, "acknowledgement", "declared");
        lw_jsonw_end(w);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static const char *component_type(const struct document *d, const struct lw_package *p)
{
    const struct lw_fact_list *facts = &d->scan->facts.facts;
    for (size_t i = 0; i < facts->count && p->ecosystem == LW_ECO_GENERIC; i++) {
        const struct lw_fact *f = &facts->items[i];
        if (f->kind == LW_F_RUNTIME && lw_view_eq(f->location, p->location))
            return "platform";
        if (f->kind == LW_F_EXTENSION && lw_view_eq(f->location, p->location))
            return "application";
    }
    return "library";
}

static void flags(struct lw_jsonw *w, const struct lw_package *p)
{
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {
        { LW_PKG_VENDORED, "layerward:vendored" },  { LW_PKG_BUNDLED, "layerward:bundled" },
        { LW_PKG_LOCK_ONLY, "layerward:lockOnly" }, { LW_PKG_EDITABLE, "layerward:editable" },
        { LW_PKG_LINKED, "layerward:linked" },
    };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (p->flags & names[i].flag)
            property(w, names[i].name, LW_VIEW("true"));
}

static void component(struct document *d, const struct lw_package *p, struct lw_view ref)
{
    struct lw_jsonw *w = &d->w;
    struct lw_view space, name;
    lw_package_names(p, &space, &name);
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "type", component_type(d, p));
    lw_jsonw_text(w, "bom-ref", ref);
    lw_jsonw_text_if(w, "group", space);
    lw_jsonw_text(w, "name", name);
    lw_jsonw_text_if(w, "version", p->version);
    const struct lw_scan_file *file = lw_package_file(d->scan, p);
    if (file && p->ecosystem == LW_ECO_GENERIC)
        sha256(w, &file->sha256);
    licenses(d, p);
    lw_jsonw_text(w, "purl", p->purl);
    lw_jsonw_object(w, "evidence");
    lw_jsonw_array(w, "occurrences");
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "location", p->location);
    lw_jsonw_text_if(w, "additionalContext", p->evidence);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_array(w, "properties");
    property(w, "layerward:root", p->root);
    property(w, "layerward:analyzer", lw_view_c(p->analyzer));
    flags(w, p);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void dependencies(struct document *d)
{
    struct lw_jsonw *w = &d->w;
    lw_jsonw_array(w, "dependencies");
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "ref", layer_ref);
    lw_jsonw_array(w, "dependsOn");
    for (size_t i = 0; i < d->scan->facts.packages.count; i++)
        lw_jsonw_text(w, NULL, d->refs[i]);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

/* Where an advisory of that id is published. */
static void source(struct lw_jsonw *w, struct lw_view id, struct lw_arena *arena)
{
    const char *name = "OSV", *base = "https://osv.dev/vulnerability/";
    if (lw_view_starts(id, LW_VIEW("CVE-"))) {
        name = "NVD";
        base = "https://nvd.nist.gov/vuln/detail/";
    } else if (lw_view_starts(id, LW_VIEW("GHSA-"))) {
        name = "GitHub Advisories";
        base = "https://github.com/advisories/";
    }
    lw_jsonw_object(w, "source");
    lw_jsonw_c(w, "name", name);
    lw_jsonw_text(w, "url", lw_arena_join(arena, lw_view_c(base), lw_uri_path(arena, id)));
    lw_jsonw_end(w);
}

static const char *method(struct lw_view vector)
{
    static const struct {
        const char *head, *name;
    } methods[] = { { "CVSS:4.", "CVSSv4" },
                    { "CVSS:3.1/", "CVSSv31" },
                    { "CVSS:3.0/", "CVSSv3" },
                    { "AV:", "CVSSv2" } };
    for (size_t i = 0; i < LW_COUNT(methods); i++)
        if (lw_view_starts(vector, lw_view_c(methods[i].head)))
            return methods[i].name;
    return "other";
}

static void ratings(struct lw_jsonw *w, const struct lw_finding *f)
{
    lw_jsonw_array(w, "ratings");
    lw_jsonw_object(w, NULL);
    if (f->cvss_tenths >= 0)
        lw_jsonw_double(w, "score", f->cvss_tenths / 10.0, 1);
    lw_jsonw_c(w, "severity", lw_severity_name(f->severity));
    if (f->cvss_vector.len) {
        lw_jsonw_c(w, "method", method(f->cvss_vector));
        lw_jsonw_text(w, "vector", f->cvss_vector);
    }
    lw_jsonw_end(w);
    if (f->epss >= 0) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_object(w, "source");
        lw_jsonw_c(w, "name", "EPSS");
        lw_jsonw_c(w, "url", "https://www.first.org/epss/");
        lw_jsonw_end(w);
        lw_jsonw_double(w, "score", f->epss, 5);
        lw_jsonw_c(w, "method", "other");
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

/* An exception says that somebody looked, and nothing of whether it can be exploited. */
static void analysis(struct lw_jsonw *w, const struct lw_finding *f)
{
    lw_jsonw_object(w, "analysis");
    lw_jsonw_text(w, "state", f->vex_state.len ? f->vex_state : LW_VIEW("in_triage"));
    lw_jsonw_text(w, "detail", f->suppressed_by.len ? f->suppressed_by : LW_VIEW("suppressed"));
    lw_jsonw_end(w);
}

static void other_ids(struct document *d, const struct lw_finding *f)
{
    struct lw_jsonw *w = &d->w;
    bool any = false;
    for (size_t i = 0; i < f->ids.count; i++) {
        if (lw_view_eq(f->ids.items[i], f->vulnerability))
            continue;
        if (!any)
            lw_jsonw_array(w, "references");
        any = true;
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "id", f->ids.items[i]);
        source(w, f->ids.items[i], d->arena);
        lw_jsonw_end(w);
    }
    if (any)
        lw_jsonw_end(w);
}

static void advisories(struct lw_jsonw *w, const struct lw_finding *f)
{
    bool any = false;
    for (size_t i = 0; i < f->references.count; i++) {
        if (!lw_uri_is_web(f->references.items[i]))
            continue;
        if (!any)
            lw_jsonw_array(w, "advisories");
        any = true;
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "url", f->references.items[i]);
        lw_jsonw_end(w);
    }
    if (any)
        lw_jsonw_end(w);
}

static void affects(struct document *d, const struct lw_finding *f)
{
    struct lw_jsonw *w = &d->w;
    size_t count = 0;
    size_t *packages = lw_finding_packages(&count, d->scan, f, d->arena);
    lw_jsonw_array(w, "affects");
    for (size_t i = 0; i < (count ? count : 1); i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "ref", count ? d->refs[packages[i]] : lw_view_c(layer_ref));
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void vulnerability(struct document *d, const struct lw_finding *f, size_t number)
{
    struct lw_jsonw *w = &d->w;
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "bom-ref", lw_arena_printf(d->arena, "vulnerability-%zu", number));
    lw_jsonw_text(w, "id", f->vulnerability);
    source(w, f->vulnerability, d->arena);
    other_ids(d, f);
    ratings(w, f);
    lw_jsonw_text_if(w, "description", f->title);
    lw_jsonw_text_if(w, "detail", f->why);
    lw_jsonw_text_if(w, "recommendation", f->fix);
    advisories(w, f);
    if (f->suppressed)
        analysis(w, f);
    affects(d, f);
    lw_jsonw_array(w, "properties");
    property(w, "layerward:fixedVersion", f->fixed_version);
    property(w, "layerward:location", f->path);
    property(w, "layerward:kev", f->kev ? LW_VIEW("true") : LW_VIEW("false"));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    struct document d = { .w = lw_jsonw(&report->buf, report->out, true),
                          .scan = scan,
                          .arena = &report->scratch,
                          .refs = lw_package_refs(&report->scratch, &scan->facts) };
    struct lw_digest identity = lw_scan_identity(scan);
    char uuid[LW_UUID_BYTES];
    lw_uuid(uuid, &identity);
    lw_jsonw_object(&d.w, NULL);
    lw_jsonw_c(&d.w, "$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    lw_jsonw_c(&d.w, "bomFormat", "CycloneDX");
    lw_jsonw_c(&d.w, "specVersion", "1.6");
    lw_jsonw_text(&d.w, "serialNumber", lw_arena_printf(d.arena, "urn:uuid:%s", uuid));
    lw_jsonw_u64(&d.w, "version", 1);
    metadata(&d, report->options->now_utc_s);
    lw_jsonw_array(&d.w, "components");
    for (size_t i = 0; i < scan->facts.packages.count; i++)
        component(&d, &scan->facts.packages.items[i], d.refs[i]);
    lw_jsonw_end(&d.w);
    dependencies(&d);
    lw_jsonw_array(&d.w, "vulnerabilities");
    for (size_t i = 0, n = 0; i < scan->findings.count; i++)
        if (scan->findings.items[i].vulnerability.len)
            vulnerability(&d, &scan->findings.items[i], ++n);
    lw_jsonw_end(&d.w);
    lw_jsonw_end(&d.w);
    LW_ENSURE(lw_jsonw_finish(&d.w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

const struct lw_format lw_format_cyclonedx = {
    .name = "cyclonedx",
    .what = "CycloneDX 1.6 bill of materials with vulnerabilities (JSON)",
    .media_type = "application/vnd.cyclonedx+json; version=1.6",
    .whole = true,
    .scan = scan,
};
