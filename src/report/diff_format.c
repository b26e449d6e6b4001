/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diff_format.c - finds and writes forms of a review, and counts what all of them show.
 */
#include "report/diff_format.h"

#include "report/summary.h"
#include "review/delta.h"

const struct lw_diff_format *lw_diff_format_find(struct lw_view name)
{
    for (size_t i = 0; i < lw_diff_format_count; i++)
        if (lw_view_is(name, lw_diff_format_all[i]->name))
            return lw_diff_format_all[i];
    return NULL;
}

lw_status lw_diff_report_flush(struct lw_diff_report *report, struct lw_err *err)
{
    size_t len = report->buf.len;
    bool whole = len == 0 || fwrite(report->buf.ptr, 1, len, report->out) == len;
    report->buf.len = 0;
    LW_ENSURE(whole, err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

static lw_status write_whole(struct lw_diff_report *report, const struct lw_diff_format *format,
                             struct lw_err *err)
{
    LW_TRY(format->write(report, err));
    LW_TRY(lw_diff_report_flush(report, err));
    LW_ENSURE(fflush(report->out) == 0, err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

lw_status lw_diff_report_write(const struct lw_diff_format *format, FILE *out,
                               const struct lw_review *review,
                               const struct lw_report_options *options, struct lw_err *err)
{
    struct lw_diff_report report = {
        .out = out, .options = options, .review = review, .arena = LW_ARENA_INIT, .buf = LW_BUF_INIT
    };
    lw_status status = write_whole(&report, format, err);
    lw_buf_clear(&report.buf);
    lw_arena_clear(&report.arena);
    return status;
}

bool lw_diff_package_matters(const struct lw_package_change *change)
{
    return change->state != LW_PACKAGE_SAME || change->added || change->removed ||
           change->changed || change->moved;
}

bool lw_diff_file_matters(const struct lw_review *review, const struct lw_file_change *change)
{
    if (change->mode_changed || change->type_changed)
        return true;
    if (change->state == LW_FILE_TOUCHED || change->state == LW_FILE_SAME)
        return false;
    if (change->new_facts)
        return true;
    const struct lw_package_change *package = change->package
                                                  ? &review->packages.items[change->package - 1]
                                                  : NULL;
    /* A package without a list of its files has a line of its own that counts them. */
    bool counted = package && package->state != LW_PACKAGE_SAME && package->proof == LW_PROOF_NONE;
    return !change->explained && !counted;
}

struct lw_view lw_diff_version(const struct lw_package *package)
{
    return package ? package->version : LW_VIEW_NONE;
}

struct lw_diff_summary lw_diff_summary(const struct lw_review *review)
{
    struct lw_diff_summary sum = { 0 };
    for (size_t i = 0; i < review->reasons.count; i++) {
        const struct lw_reason *reason = &review->reasons.items[i];
        sum.accepted += reason->accepted;
        sum.blocks += !reason->accepted && reason->level == LW_LEVEL_BLOCK;
        sum.reviews += !reason->accepted && reason->level == LW_LEVEL_REVIEW;
        sum.notes += !reason->accepted && reason->level == LW_LEVEL_NOTE;
    }
    for (size_t i = 0; i < review->files.count; i++) {
        sum.files_changed += review->files.items[i].state != LW_FILE_TOUCHED;
        sum.explained += review->files.items[i].explained;
    }
    for (size_t i = 0; i < review->packages.count; i++)
        sum.packages_changed += review->packages.items[i].state != LW_PACKAGE_SAME;
    for (size_t i = 0; i < review->facts_added.count; i++) {
        const struct lw_fact_change *added = &review->facts_added.items[i];
        enum lw_fact_kind kind = added->fact->kind;
        sum.capabilities += added->new_to_package && kind == LW_F_CAPABILITY;
        sum.endpoints += added->new_to_package && kind == LW_F_ENDPOINT &&
                         lw_fact_matters(added->fact);
        sum.calls += added->new_to_package && kind == LW_F_AWS_CALL;
    }
    return sum;
}

void lw_diff_verdict_line(struct lw_buf *buf, const struct lw_review *review)
{
    struct lw_diff_summary sum = lw_diff_summary(review);
    bool only_notes = !sum.blocks && !sum.reviews && sum.notes;
    lw_buf_printf(buf, "%s%s", lw_verdict_name(review->verdict), only_notes ? ", with " : ": ");
    if (only_notes)
        lw_add_count(buf, sum.notes, "note", "notes");
    if (sum.blocks) {
        lw_add_count(buf, sum.blocks, "reason", "reasons");
        lw_buf_add_c(buf, " to block");
    }
    if (sum.reviews) {
        lw_buf_add_c(buf, sum.blocks ? ", " : "");
        lw_add_count(buf, sum.reviews, "reason", "reasons");
        lw_buf_add_c(buf, " to review");
    }
    if (!sum.blocks && !sum.reviews && !sum.notes)
        lw_buf_add_c(buf, review->same_content ? "the content is the same"
                          : sum.accepted || review->switched_off
                              ? "nothing is left"
                              : "no rule found a reason against it");
    if (sum.accepted)
        lw_buf_printf(buf, "; %zu accepted by the configuration", sum.accepted);
    if (review->switched_off)
        lw_buf_printf(buf, "; %zu of rules that it has switched off", review->switched_off);
}

void lw_diff_files_line(struct lw_buf *buf, const struct lw_review *review)
{
    static const enum lw_file_state order[] = { LW_FILE_ADDED, LW_FILE_REMOVED, LW_FILE_CHANGED,
                                                LW_FILE_MOVED, LW_FILE_RENAMED };
    const char *between = "";
    for (size_t i = 0; i < LW_COUNT(order); i++) {
        if (!review->file_states[order[i]])
            continue;
        lw_buf_add_c(buf, between);
        lw_add_thousands(buf, review->file_states[order[i]]);
        lw_buf_printf(buf, " %s", lw_file_state_name(order[i]));
        between = ", ";
    }
    if (!*between)
        lw_buf_add_c(buf, "no file differs");
    if (review->file_states[LW_FILE_TOUCHED]) {
        lw_buf_add_c(buf, ", ");
        lw_add_thousands(buf, review->file_states[LW_FILE_TOUCHED]);
        lw_buf_add_c(buf, " compiled anew alone");
    }
    lw_buf_add_c(buf, ", ");
    lw_add_thousands(buf, review->same_files);
    lw_buf_add_c(buf, " the same");
}
