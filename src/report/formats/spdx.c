/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/spdx.c - an SPDX 2.3 document (JSON).
 *
 * Spec: SPDX 2.3, clauses 6 (document), 7 (package), 10 (other licences), 11 (relationships).
 */
#include "facts/spdx.h"
#include "base/clock.h"
#include "base/jsonw.h"
#include "base/map.h"
#include "report/format.h"
#include "report/ids.h"
#include "report/summary.h"

struct document {
    struct lw_jsonw w;
    const struct lw_scan *scan;
    struct lw_arena *arena;
    struct lw_map other; /* licence as written -> 1 */
    char created[32];
};

static const char document_id[] = "SPDXRef-DOCUMENT", layer_id[] = "SPDXRef-Layer";
static const char creator[] = "Tool: layerward-" LW_VERSION;

static struct lw_view package_id(struct document *d, size_t index)
{
    return lw_arena_printf(d->arena, "SPDXRef-Package-%zu", index + 1);
}

/* What the document does not tell: a reader who sees no advisory of a package, or no package at
 * all, has to know whether it was looked for. "" where all was. */
static struct lw_view coverage(struct document *d)
{
    struct lw_report_summary s = lw_report_summary(d->scan);
    size_t unread = d->scan->facts.incomplete.count;
    struct lw_view text = LW_VIEW("");
    for (unsigned e = 0; e < LW_ECO_COUNT; e++)
        if (s.not_checked[e])
            text = lw_arena_printf(
                d->arena, "%.*s%s%s: %zu", LW_FMT(text),
                text.len ? ", " : "Packages whose advisories were not looked up: ",
                lw_ecosystem_purl_type((enum lw_ecosystem)e), s.not_checked[e]);
    if (unread)
        text = lw_arena_printf(d->arena,
                               "%.*s%sNot complete: %zu part%s of the artifact could not be read, "
                               "which annotations of the layer's package name",
                               LW_FMT(text), text.len ? ". " : "", unread, unread == 1 ? "" : "s");
    return text.len ? lw_arena_join(d->arena, text, LW_VIEW(".")) : text;
}

static void creation(struct document *d)
{
    struct lw_jsonw *w = &d->w;
    lw_jsonw_object(w, "creationInfo");
    lw_jsonw_c(w, "created", d->created);
    lw_jsonw_array(w, "creators");
    lw_jsonw_c(w, NULL, creator);
    lw_jsonw_end(w);
    lw_jsonw_text_if(w, "comment", coverage(d));
    lw_jsonw_end(w);
}

static void checksum(struct lw_jsonw *w, const struct lw_digest *digest)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, digest);
    lw_jsonw_array(w, "checksums");
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "algorithm", "SHA256");
    lw_jsonw_c(w, "checksumValue", hex);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

/* What every package states; nothing was concluded and no file of it is described. */
static void common(struct lw_jsonw *w, struct lw_view declared)
{
    lw_jsonw_c(w, "downloadLocation", "NOASSERTION");
    lw_jsonw_bool(w, "filesAnalyzed", false);
    lw_jsonw_c(w, "licenseConcluded", "NOASSERTION");
    lw_jsonw_text(w, "licenseDeclared", declared);
    lw_jsonw_c(w, "copyrightText", "NOASSERTION");
}

static void incomplete_notes(struct document *d)
{
    struct lw_jsonw *w = &d->w;
    const struct lw_incomplete_list *list = &d->scan->facts.incomplete;
    if (list->count == 0)
        return;
    lw_jsonw_array(w, "annotations");
    for (size_t i = 0; i < list->count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "annotationDate", d->created);
        lw_jsonw_c(w, "annotationType", "OTHER");
        lw_jsonw_c(w, "annotator", creator);
        lw_jsonw_text(
            w, "comment",
            lw_arena_printf(d->arena, "incomplete: %.*s: %.*s", LW_FMT(list->items[i].location),
                            LW_FMT(list->items[i].reason)));
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void layer(struct document *d)
{
    struct lw_jsonw *w = &d->w;
    const struct lw_scan *scan = d->scan;
    struct lw_view name = lw_path_base(scan->input);
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "SPDXID", layer_id);
    lw_jsonw_text(w, "name", name.len ? name : LW_VIEW("layer"));
    if (scan->is_zip)
        lw_jsonw_text(w, "packageFileName", name);
    if (scan->have_zip_digest)
        checksum(w, &scan->zip_digest);
    common(w, LW_VIEW("NOASSERTION"));
    lw_jsonw_c(w, "primaryPackagePurpose", scan->is_zip ? "ARCHIVE" : "APPLICATION");
    if (scan->have_content_digest) {
        char hex[LW_HEX_BYTES];
        lw_digest_hex(hex, &scan->content_digest);
        lw_jsonw_text(w, "comment", lw_arena_printf(d->arena, "content digest %s", hex));
    }
    incomplete_notes(d);
    lw_jsonw_end(w);
}

/* "LicenseRef-" and the start of the text's own digest, so that one text is one reference. */
static struct lw_view license_ref(struct document *d, struct lw_view text)
{
    char hex[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(text);
    lw_digest_hex(hex, &digest);
    return lw_arena_printf(d->arena, "LicenseRef-%.12s", hex);
}

static struct lw_view declared(struct document *d, const struct lw_package *p)
{
    struct lw_view all = LW_VIEW("NOASSERTION");
    for (size_t i = 0; i < p->licenses.count; i++) {
        struct lw_view one;
        if (!lw_spdx_expression(&one, p->licenses.items[i], d->arena)) {
            one = license_ref(d, p->licenses.items[i]);
            (void)lw_map_put(&d->other, p->licenses.items[i], NULL);
        } else if (p->licenses.count > 1 && lw_view_find_byte(one, ' ') != LW_NOT_FOUND) {
            one = lw_arena_printf(d->arena, "(%.*s)", LW_FMT(one));
        }
        all = i ? lw_arena_printf(d->arena, "%.*s AND %.*s", LW_FMT(all), LW_FMT(one)) : one;
    }
    return all;
}

static void reference(struct lw_jsonw *w, const char *category, const char *type,
                      struct lw_view locator)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "referenceCategory", category);
    lw_jsonw_c(w, "referenceType", type);
    lw_jsonw_text(w, "referenceLocator", locator);
    lw_jsonw_end(w);
}

static void references(struct document *d, const struct lw_package *p)
{
    struct lw_jsonw *w = &d->w;
    lw_jsonw_array(w, "externalRefs");
    reference(w, "PACKAGE-MANAGER", "purl", p->purl);
    for (size_t i = 0; i < d->scan->findings.count; i++) {
        const struct lw_finding *f = &d->scan->findings.items[i];
        if (f->vulnerability.len == 0 || f->suppressed || !lw_view_eq(f->purl, p->purl) ||
            (f->package.len && !lw_view_eq(f->package, p->name)))
            continue;
        struct lw_view url = lw_arena_join(d->arena, LW_VIEW("https://osv.dev/vulnerability/"),
                                           lw_uri_path(d->arena, f->vulnerability));
        reference(w, "SECURITY", "advisory", url);
    }
    lw_jsonw_end(w);
}

static void package(struct document *d, size_t index)
{
    struct lw_jsonw *w = &d->w;
    const struct lw_package *p = &d->scan->facts.packages.items[index];
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "SPDXID", package_id(d, index));
    lw_jsonw_text(w, "name", p->name);
    lw_jsonw_text_if(w, "versionInfo", p->version);
    const struct lw_scan_file *file = lw_package_file(d->scan, p);
    if (file && p->ecosystem == LW_ECO_GENERIC)
        checksum(w, &file->sha256);
    common(w, declared(d, p));
    lw_jsonw_c(w, "primaryPackagePurpose", "LIBRARY");
    lw_jsonw_text(w, "sourceInfo",
                  lw_arena_printf(d->arena, "found in %.*s%s%.*s", LW_FMT(p->location),
                                  p->evidence.len ? ": " : "", LW_FMT(p->evidence)));
    references(d, p);
    lw_jsonw_end(w);
}

static void other_licenses(struct document *d)
{
    struct lw_jsonw *w = &d->w;
    if (d->other.count == 0)
        return;
    lw_jsonw_array(w, "hasExtractedLicensingInfos");
    for (size_t i = 0; i < d->other.count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "licenseId", license_ref(d, d->other.items[i].key));
        lw_jsonw_text(w, "extractedText", d->other.items[i].key);
        lw_jsonw_text(w, "name", lw_view_sub(d->other.items[i].key, 0, 120));
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void relation(struct lw_jsonw *w, const char *from, const char *how, struct lw_view to)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "spdxElementId", from);
    lw_jsonw_c(w, "relationshipType", how);
    lw_jsonw_text(w, "relatedSpdxElement", to);
    lw_jsonw_end(w);
}

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    struct document d = { .w = lw_jsonw(&report->buf, report->out, true),
                          .scan = scan,
                          .arena = &report->scratch,
                          .other = LW_MAP_INIT };
    struct lw_jsonw *w = &d.w;
    struct lw_digest identity = lw_scan_identity(scan);
    char uuid[LW_UUID_BYTES];
    lw_uuid(uuid, &identity);
    lw_time_format(d.created, report->options->now_utc_s);
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "spdxVersion", "SPDX-2.3");
    lw_jsonw_c(w, "dataLicense", "CC0-1.0");
    lw_jsonw_c(w, "SPDXID", document_id);
    lw_jsonw_text(w, "name", lw_path_base(scan->input));
    lw_jsonw_text(w, "documentNamespace",
                  lw_arena_printf(d.arena, "https://spdx.org/spdxdocs/layerward-%s", uuid));
    creation(&d);
    lw_jsonw_array(w, "packages");
    layer(&d);
    for (size_t i = 0; i < scan->facts.packages.count; i++)
        package(&d, i);
    lw_jsonw_end(w);
    other_licenses(&d);
    lw_jsonw_array(w, "relationships");
    relation(w, document_id, "DESCRIBES", lw_view_c(layer_id));
    for (size_t i = 0; i < scan->facts.packages.count; i++)
        relation(w, layer_id, "CONTAINS", package_id(&d, i));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_map_clear(&d.other);
    LW_ENSURE(lw_jsonw_finish(w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

const struct lw_format lw_format_spdx = {
    .name = "spdx",
    .what = "SPDX 2.3 bill of materials (JSON)",
    .media_type = "application/spdx+json",
    .whole = true,
    .scan = scan,
};
