/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_review.c - compares what the lock has with what is to replace it.
 */
#include "cli/lock_review.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "cli/coverage.h"
#include "cli/diff_job.h"
#include "cli/lock_place.h"
#include "report/diff_reason.h"

enum { SHOWN_REASONS = 8, NAME_BYTES = 100 };

static lw_status read_options(struct lw_lock_review *r, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_config config = { 0 };
    struct lw_scan_options *scan = &r->options.scan;
    LW_TRY(lw_args_limits(&scan->engine.limits, r->args, err));
    LW_TRY(lw_args_jobs(&scan->engine.jobs, r->args, err));
    scan->engine.behavior = true;
    scan->content.now_utc_s = lw_now_utc_s();
    LW_TRY(lw_cli_config(&config, r->args, arena, err));
    return lw_review_config_read(&r->options.config, &config, err);
}

lw_status lw_lock_review_begin(struct lw_lock_review *out, struct lw_view lock, const char *to,
                               struct lw_fetch *fetch, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_err no_index = { 0 };
    const char *path;
    const char *named = lw_args_get(out->args, "old");
    const char *place = named ? named : lw_lock_place(lock, out->old, arena);
    LW_TRY(read_options(out, arena, err));
    LW_TRY(lw_cli_find_index(&out->index, &path, &no_index, out->args, arena, err));
    if (no_index.code)
        lw_cli_say_no_index(out->args);
    out->options.scan.index = out->index;
    out->options.scan.index_name = lw_path_base(lw_view_c(path));
    if (named)
        return lw_lock_input(&out->from, fetch, named, arena, err);
    if (!place[0] || strcmp(place, to) == 0 || lw_args_flag(out->args, "unreviewed"))
        return LW_OK;
    if (!lw_ok(lw_lock_input(&out->from, fetch, place, arena, &out->why_not)))
        out->from.path = NULL;
    return LW_OK;
}

/* Whether the bytes that are there are those that the lock has. */
static bool is_old(const struct lw_lock_review *r, const struct lw_lock_look *to,
                   struct lw_err *why, struct lw_arena *arena)
{
    struct lw_lock_entry seen;
    struct lw_lock_differences differences = { 0 };
    struct lw_lock_look look = *to;
    look.input = r->from;
    look.whole = false;
    if (!lw_ok(lw_lock_look(&seen, &look, arena, why)))
        return false;
    lw_lock_compare(&differences, r->old, &seen, false, arena);
    if (!differences.count)
        return true;
    *why = (struct lw_err){ .code = LW_E_UNTRUSTED };
    snprintf(why->text, sizeof why->text, "%.200s has other bytes", r->from.name);
    return false;
}

static lw_status no_old(const struct lw_lock_review *r, const struct lw_err *why,
                        struct lw_err *err)
{
    struct lw_view name = lw_view_sub(r->old->name, 0, 100);
    LW_ENSURE(
        lw_args_flag(r->args, "unreviewed"), err, LW_E_USAGE, 0,
        "there is no verdict on the new %.*s: the version that the lock has is not there to be "
        "compared with%s%.180s%s; --old INPUT says where it is, --unreviewed adopts without",
        LW_FMT(name), why->text[0] ? " (" : "", why->text, why->text[0] ? ")" : "");
    return LW_OK;
}

/* As `layerward diff` shows them, but those that the configuration accepts are
 * only counted. */
static void say_reasons(const struct lw_review *review, struct lw_arena *arena)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_reason_list open = review->reasons;
    while (open.count && open.items[open.count - 1].accepted) /* they are the last */
        open.count--;
    struct lw_painter p = { .buf = &buf, .arena = arena };
    size_t count = lw_paint_reasons(&p, &open, false, SHOWN_REASONS, false);
    if (count > SHOWN_REASONS)
        lw_buf_printf(&buf, "  and %zu more\n", count - SHOWN_REASONS);
    if (open.count < review->reasons.count)
        lw_buf_printf(&buf, "  %zu accepted by the configuration\n",
                      review->reasons.count - open.count);
    if (buf.len)
        fwrite(buf.ptr, 1, buf.len, stderr);
}

/* Those that --fail-on or --accept-block let pass. */
static bool passes(const struct lw_args *args, enum lw_verdict verdict)
{
    const char *fail_on = lw_args_get(args, "fail-on");
    if (verdict == LW_VERDICT_BLOCK)
        return lw_args_flag(args, "accept-block");
    return verdict == LW_VERDICT_ADOPT || !fail_on || strcmp(fail_on, "review") != 0;
}

lw_status lw_lock_review_judge(struct lw_lock_review *r, const struct lw_lock_look *to,
                               struct lw_lock_entry *seen, struct lw_arena *arena,
                               struct lw_err *err)
{
    LW_CLEANUP(lw_review_free_p) struct lw_review *review = NULL;
    if (seen->have_content && r->old->have_content &&
        lw_digest_eq(&seen->content, &r->old->content)) { /* the same files */
        seen->verdict = r->old->verdict;
        return LW_OK;
    }
    seen->verdict = LW_VIEW(LW_LOCK_UNREVIEWED);
    if (!r->from.path || !is_old(r, to, &r->why_not, arena))
        return no_old(r, &r->why_not, err);
    r->options.scan.cache_folder = to->cache_folder;
    r->options.scan.keep = lw_worker_keep;
    r->options.scan.keep_ctx = to->worker;
    LW_TRY(lw_review_run(&review, &r->from, &to->input, &r->options, err));
    const char *verdict = lw_verdict_name(review->verdict);
    struct lw_view name = lw_text_safe(arena, lw_view_sub(r->old->name, 0, NAME_BYTES));
    seen->verdict = lw_view_c(verdict);
    r->blocked = !passes(r->args, review->verdict);
    if (review->verdict == LW_VERDICT_BLOCK || r->blocked || !lw_args_flag(r->args, "quiet"))
        say_reasons(review, arena);
    LW_ENSURE(!r->blocked, err, LW_E_UNTRUSTED, 0,
              "the verdict on the new %.*s is %s, so the lock keeps the old one; `layerward diff` "
              "of both shows every reason, and %s adopts it all the same",
              LW_FMT(name), verdict,
              review->verdict == LW_VERDICT_BLOCK ? "--accept-block"
                                                  : "a call without `--fail-on review`");
    if (!lw_args_flag(r->args, "quiet"))
        fprintf(
            stderr, "layerward: the verdict on the new %.*s is %s, and it is adopted%s\n",
            LW_FMT(name), verdict,
            review->verdict == LW_VERDICT_REVIEW ? ": the reasons are for a person to read" : "");
    return LW_OK;
}

void lw_lock_review_end(struct lw_lock_review *review)
{
    lw_vuln_index_free(review->index);
}
