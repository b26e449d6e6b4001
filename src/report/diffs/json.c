/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diffs/json.c - all that is known of a review (schemas/diff.schema.json).
 */
#include "archive/manifest.h"
#include "base/clock.h"
#include "base/jsonw.h"
#include "report/diff_format.h"
#include "report/scan_json.h"
#include "report/summary.h"
#include "report/unread.h"

enum { SCHEMA_VERSION = 1 };

static void artifact(struct lw_jsonw *w, const char *key, const struct lw_scan *scan)
{
    lw_jsonw_object(w, key);
    lw_jsonw_text(w, "name", scan->input);
    lw_jsonw_c(w, "kind", scan->is_zip ? "zip" : "folder");
    lw_json_digest(w, "zip_sha256", scan->have_zip_digest, &scan->zip_digest);
    lw_json_digest(w, "content_digest", scan->have_content_digest, &scan->content_digest);
    lw_jsonw_u64(w, "bytes", scan->is_zip ? scan->zip_bytes : scan->unpacked_bytes);
    lw_jsonw_u64(w, "unpacked_bytes", scan->unpacked_bytes);
    lw_jsonw_u64(w, "entries", scan->entries);
    lw_jsonw_u64(w, "files", scan->file_count);
    lw_jsonw_u64(w, "incomplete", scan->facts.incomplete.count);
    lw_jsonw_end(w);
}

static void reasons(struct lw_jsonw *w, const struct lw_review *review)
{
    lw_jsonw_array(w, "reasons");
    for (size_t i = 0; i < review->reasons.count; i++) {
        const struct lw_reason *r = &review->reasons.items[i];
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "rule", r->rule);
        lw_jsonw_c(w, "level", lw_level_name(r->level));
        lw_jsonw_c(w, "severity", lw_severity_name(r->severity));
        lw_jsonw_text(w, "title", r->title);
        lw_jsonw_text(w, "path", r->path);
        lw_jsonw_u64_or_null(w, "line", r->line);
        lw_jsonw_text(w, "evidence", r->evidence);
        lw_jsonw_text(w, "why", r->why);
        lw_jsonw_text(w, "fix", r->fix);
        lw_jsonw_text_or_null(w, "accepted_by", r->accepted_by);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void counts(struct lw_jsonw *w, const struct lw_review *review)
{
    struct lw_diff_summary sum = lw_diff_summary(review);
    lw_jsonw_object(w, "summary");
    lw_jsonw_u64(w, "block", sum.blocks);
    lw_jsonw_u64(w, "review", sum.reviews);
    lw_jsonw_u64(w, "note", sum.notes);
    lw_jsonw_u64(w, "accepted", sum.accepted);
    lw_jsonw_object(w, "files");
    lw_jsonw_u64(w, "same", review->same_files);
    for (unsigned s = LW_FILE_ADDED; s < LW_FILE_STATES; s++)
        lw_jsonw_u64(w, lw_file_state_name((enum lw_file_state)s), review->file_states[s]);
    lw_jsonw_u64(w, "explained", sum.explained);
    lw_jsonw_end(w);
    lw_jsonw_object(w, "packages");
    for (unsigned s = 0; s < LW_PACKAGE_STATES; s++)
        lw_jsonw_u64(w, lw_package_state_name((enum lw_package_state)s), review->package_states[s]);
    lw_jsonw_end(w);
    lw_jsonw_u64(w, "vulnerabilities_fixed", review->vulnerabilities_fixed.count);
    lw_jsonw_u64(w, "vulnerabilities_added", review->vulnerabilities_added.count);
    lw_jsonw_end(w);
}

static void package_side(struct lw_jsonw *w, const char *key, const struct lw_package *p)
{
    if (!p) {
        lw_jsonw_null(w, key);
        return;
    }
    lw_jsonw_object(w, key);
    lw_jsonw_text(w, "purl", p->purl);
    lw_jsonw_text_or_null(w, "version", p->version);
    lw_jsonw_text(w, "location", p->location);
    lw_jsonw_end(w);
}

static void packages(struct lw_jsonw *w, const struct lw_review *review)
{
    lw_jsonw_array(w, "packages");
    for (size_t i = 0; i < review->packages.count; i++) {
        const struct lw_package_change *change = &review->packages.items[i];
        const struct lw_package *p = change->to ? change->to : change->from;
        if (!lw_diff_package_matters(change))
            continue;
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "name", p->name);
        lw_jsonw_c(w, "ecosystem", lw_ecosystem_purl_type(p->ecosystem));
        lw_jsonw_c(w, "state", lw_package_state_name(change->state));
        package_side(w, "old", change->from);
        package_side(w, "new", change->to);
        lw_jsonw_c(w, "proof", lw_proof_name(change->proof));
        lw_jsonw_u64(w, "mismatched", change->mismatched);
        lw_jsonw_u64(w, "added", change->added);
        lw_jsonw_u64(w, "removed", change->removed);
        lw_jsonw_u64(w, "changed", change->changed);
        lw_jsonw_u64(w, "moved", change->moved);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void file_side(struct lw_jsonw *w, const char *key, const struct lw_scan_file *file)
{
    char mode[8];
    if (!file) {
        lw_jsonw_null(w, key);
        return;
    }
    lw_manifest_mode(mode, file->type, file->mode);
    lw_jsonw_object(w, key);
    lw_jsonw_text(w, "path", file->path);
    lw_jsonw_c(w, "mode", mode);
    lw_jsonw_u64(w, "bytes", file->bytes);
    lw_json_digest(w, "sha256", file->have_sha256, &file->sha256);
    lw_jsonw_end(w);
}

static void hunks(struct lw_jsonw *w, const struct lw_hunk_list *list)
{
    static const char *const kinds[] = { "same", "old", "new" };
    lw_jsonw_array(w, "hunks");
    for (size_t i = 0; i < list->count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_bool(w, "fact", list->items[i].fact);
        lw_jsonw_array(w, "lines");
        for (size_t k = 0; k < list->items[i].count; k++) {
            const struct lw_hunk_line *line = &list->items[i].items[k];
            lw_jsonw_object(w, NULL);
            lw_jsonw_c(w, "kind", kinds[line->kind]);
            if (line->old_line)
                lw_jsonw_u64(w, "old", line->old_line);
            if (line->new_line)
                lw_jsonw_u64(w, "new", line->new_line);
            lw_jsonw_text(w, "text", line->text);
            if (line->cut)
                lw_jsonw_bool(w, "cut", true);
            lw_jsonw_end(w);
        }
        lw_jsonw_end(w);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
    lw_jsonw_u64(w, "hunks_left_out", list->left_out);
}

static void files(struct lw_jsonw *w, const struct lw_review *review)
{
    lw_jsonw_array(w, "files");
    for (size_t i = 0; i < review->files.count; i++) {
        const struct lw_file_change *change = &review->files.items[i];
        const struct lw_package_change *package = change->package
                                                      ? &review->packages.items[change->package - 1]
                                                      : NULL;
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "path", lw_file_change_path(change));
        lw_jsonw_c(w, "state", lw_file_state_name(change->state));
        file_side(w, "old", change->from);
        file_side(w, "new", change->to);
        lw_jsonw_u64(w, "similarity", change->similarity);
        lw_jsonw_bool(w, "mode_changed", change->mode_changed);
        lw_jsonw_text_or_null(
            w, "package",
            package ? (package->to ? package->to : package->from)->purl : LW_VIEW_NONE);
        lw_jsonw_bool(w, "explained", change->explained);
        lw_jsonw_u64(w, "new_facts", change->new_facts);
        if (change->hunks.count || change->hunks.left_out)
            hunks(w, &change->hunks);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static bool is_kind(const struct lw_fact *fact, const enum lw_fact_kind *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fact->kind == kinds[i])
            return true;
    return false;
}

static void facts_of(struct lw_jsonw *w, const char *change_name,
                     const struct lw_fact_change_list *list, struct lw_diff_report *report,
                     const enum lw_fact_kind *kinds, size_t count)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_fact_change *change = &list->items[i];
        if (kinds && !is_kind(change->fact, kinds, count))
            continue;
        const struct lw_package_change *package =
            change->package ? &report->review->packages.items[change->package - 1] : NULL;
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "change", change_name);
        lw_jsonw_c(w, "kind", lw_fact_kind_name(change->fact->kind));
        lw_jsonw_text(w, "path", change->fact->location);
        lw_jsonw_u64_or_null(w, "line", change->fact->line);
        lw_jsonw_text_or_null(
            w, "package",
            package ? (package->to ? package->to : package->from)->purl : LW_VIEW_NONE);
        lw_jsonw_bool(w, "new_to_package", change->new_to_package);
        lw_jsonw_bool(w, "new_to_artifact", change->new_to_artifact);
        lw_jsonw_bool(w, "in_other_phase", change->artifact_had_phase);
        lw_json_fact_values(w, change->fact, &report->arena);
        lw_jsonw_end(w);
    }
}

static void both(struct lw_jsonw *w, const char *key, struct lw_diff_report *report,
                 const enum lw_fact_kind *kinds, size_t count)
{
    lw_jsonw_array(w, key);
    facts_of(w, "added", &report->review->facts_added, report, kinds, count);
    facts_of(w, "removed", &report->review->facts_removed, report, kinds, count);
    lw_jsonw_end(w);
}

static void facts(struct lw_jsonw *w, struct lw_diff_report *report)
{
    static const enum lw_fact_kind capabilities[] = { LW_F_CAPABILITY, LW_F_FLOW,
                                                      LW_F_NATIVE_IMPORT },
                                   endpoints[] = { LW_F_ENDPOINT }, calls[] = { LW_F_AWS_CALL };
    enum lw_fact_kind rest[LW_F_COUNT];
    size_t count = 0;
    for (unsigned kind = 0; kind < LW_F_COUNT; kind++)
        if (kind != LW_F_CAPABILITY && kind != LW_F_FLOW && kind != LW_F_NATIVE_IMPORT &&
            kind != LW_F_ENDPOINT && kind != LW_F_AWS_CALL)
            rest[count++] = (enum lw_fact_kind)kind;
    both(w, "capabilities", report, capabilities, LW_COUNT(capabilities));
    both(w, "endpoints", report, endpoints, LW_COUNT(endpoints));
    both(w, "aws_calls", report, calls, LW_COUNT(calls));
    both(w, "facts", report, rest, count);
}

static void findings(struct lw_jsonw *w, const char *key, const struct lw_finding_refs *added,
                     const struct lw_finding_refs *removed)
{
    lw_jsonw_array(w, key);
    for (unsigned side = 0; side < 2; side++) {
        const struct lw_finding_refs *list = side ? removed : added;
        for (size_t i = 0; i < list->count; i++) {
            const struct lw_finding *f = list->items[i];
            lw_jsonw_object(w, NULL);
            lw_jsonw_c(w, "change", side ? "removed" : "added");
            lw_jsonw_text(w, "rule", f->rule);
            lw_jsonw_c(w, "severity", lw_severity_name(f->severity));
            lw_jsonw_text(w, "title", f->title);
            lw_jsonw_text(w, "path", f->path);
            lw_jsonw_text_or_null(w, "id", f->vulnerability);
            lw_jsonw_text_or_null(w, "purl", f->purl);
            lw_jsonw_text_or_null(w, "fixed_version", f->fixed_version);
            lw_jsonw_bool(w, "kev", f->kev);
            lw_jsonw_end(w);
        }
    }
    lw_jsonw_end(w);
}

static void incomplete(struct lw_jsonw *w, const struct lw_review *review)
{
    lw_jsonw_array(w, "incomplete");
    for (unsigned side = 0; side < 2; side++) {
        const struct lw_scan *scan = side ? review->to : review->from;
        for (size_t i = 0; i < scan->facts.incomplete.count; i++) {
            const struct lw_incomplete *item = &scan->facts.incomplete.items[i];
            lw_jsonw_object(w, NULL);
            lw_jsonw_c(w, "side", side ? "new" : "old");
            lw_jsonw_text(w, "location", item->location);
            lw_jsonw_c(w, "code", item->code);
            lw_jsonw_text(w, "reason", item->reason);
            lw_jsonw_end(w);
        }
    }
    lw_jsonw_end(w);
}

static lw_status write(struct lw_diff_report *report, struct lw_err *err)
{
    const struct lw_review *review = report->review;
    char time[32];
    struct lw_jsonw w = lw_jsonw(&report->buf, report->out, true);
    lw_jsonw_object(&w, NULL);
    lw_json_head(&w, "layerward.diff", SCHEMA_VERSION);
    lw_jsonw_c(&w, "verdict", lw_verdict_name(review->verdict));
    reasons(&w, review);
    artifact(&w, "old", review->from);
    artifact(&w, "new", review->to);
    lw_jsonw_bool(&w, "same_content", review->same_content);
    lw_jsonw_bool(&w, "same_zip", review->same_zip);
    lw_jsonw_text_or_null(&w, "database", review->to->database);
    lw_time_format(time, review->to->database_utc_s);
    lw_jsonw_c(&w, "database_modified", review->to->database_utc_s ? time : NULL);
    lw_jsonw_bool(&w, "database_old", review->to->database_old);
    counts(&w, review);
    packages(&w, review);
    files(&w, review);
    facts(&w, report);
    findings(&w, "vulnerabilities", &review->vulnerabilities_added, &review->vulnerabilities_fixed);
    findings(&w, "findings", &review->findings_added, &review->findings_removed);
    const struct lw_unread_list unread = lw_unread_changed(review);
    lw_unread_write(&w, &unread);
    incomplete(&w, review);
    lw_jsonw_end(&w);
    LW_ENSURE(lw_jsonw_finish(&w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

const struct lw_diff_format lw_diff_format_json = {
    .name = "json",
    .what = "everything, for programs (schemas/diff.schema.json)",
    .media_type = "application/json",
    .hunks = LW_HUNKS_FACTS,
    .write = write,
};
