/* SPDX-License-Identifier: Apache-2.0
 *
 * review/hunks.c - hunks of changed texts.
 */
#include "review/hunks.h"

#include <stdlib.h>

#include "analyze/secret_mask.h"
#include "base/text.h"
#include "review/delta.h"
#include "review/myers.h"

/* One line of the script that turns one text into the other. */
struct step {
    enum lw_line_kind kind;
    uint32_t old_line, new_line;
    bool fact;
    uint64_t offset; /* of the first fact of the line; 0: not known */
};

/* One of the two texts: its lines, and what of it is not shown. */
struct side {
    struct lw_view text;
    struct lw_lines lines;
    struct lw_secret_spans secrets;
};

struct script {
    struct step *items;
    size_t count, capacity;
};

static void add_step(struct script *out, struct lw_arena *arena, enum lw_line_kind kind,
                     size_t old_line, size_t new_line)
{
    *LW_PUSH(arena, out) = (struct step){ .kind = kind,
                                          .old_line = (uint32_t)old_line,
                                          .new_line = (uint32_t)new_line };
}

static struct script make_script(const struct lw_lines *a, const struct lw_lines *b,
                                 struct lw_arena *arena)
{
    struct script script = { 0 };
    const uint32_t *map = lw_myers(a, b, arena);
    size_t at = 0;
    for (size_t i = 0; i <= a->count; i++) {
        size_t until = i < a->count ? map[i] : b->count + 1;
        if (i < a->count && until == 0) {
            add_step(&script, arena, LW_LINE_OLD, i + 1, 0);
            continue;
        }
        while (at + 1 < until)
            add_step(&script, arena, LW_LINE_NEW, 0, ++at);
        if (i < a->count)
            add_step(&script, arena, LW_LINE_SAME, i + 1, ++at);
    }
    return script;
}

static void mark_facts(struct script *script, const struct lw_hunk_mark *marks, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < script->count && at < count; i++) {
        struct step *step = &script->items[i];
        while (at < count && step->new_line > marks[at].line)
            at++;
        step->fact = at < count && step->new_line && step->new_line == marks[at].line;
        step->offset = step->fact ? marks[at].offset : 0;
    }
}

/* Where what is shown of a line begins: so that the fact is in it, and not in a character. */
static size_t window_of(struct lw_view line, struct lw_view text, uint64_t offset)
{
    size_t begin = (size_t)(line.ptr - text.ptr), at = 0;
    if (line.len <= LW_HUNK_LINE_BYTES || offset < begin || offset - begin >= line.len)
        return 0;
    at = (size_t)offset - begin;
    at = at > LW_HUNK_LINE_BYTES / 4 ? at - LW_HUNK_LINE_BYTES / 4 : 0;
    while (at && (line.ptr[at] & 0xc0) == 0x80)
        at--;
    return at;
}

static void add_line(struct lw_hunk *hunk, const struct step *step, const struct side *side,
                     struct lw_view text, struct lw_arena *arena)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_hunk_line *line = LW_PUSH(arena, hunk);
    size_t from = text.len ? window_of(text, side->text, step->offset) : 0;
    struct lw_view piece = lw_view_sub(text, from, LW_HUNK_LINE_BYTES);
    line->kind = step->kind;
    line->old_line = step->old_line;
    line->new_line = step->new_line;
    line->cut = from + piece.len < text.len;
    if (from)
        lw_buf_add_c(&buf, "...");
    if (piece.len)
        lw_secret_mask(&buf, piece, (size_t)(piece.ptr - side->text.ptr), &side->secrets);
    line->text = lw_arena_copy(arena, lw_buf_view(&buf));
}

static void add_hunk(struct lw_hunk_list *out, const struct script *script, size_t begin,
                     size_t end, const struct side sides[2], enum lw_hunk_wish wish,
                     struct lw_arena *arena)
{
    struct lw_hunk hunk = { 0 };
    for (size_t i = begin; i < end; i++)
        hunk.fact = hunk.fact || script->items[i].fact;
    if (wish == LW_HUNKS_FACTS && !hunk.fact)
        return;
    if (out->count >= LW_HUNKS_OF_FILE) {
        out->left_out++;
        return;
    }
    for (size_t i = begin; i < end && hunk.count < LW_HUNK_LINES; i++) {
        const struct step *step = &script->items[i];
        const struct side *side = &sides[step->new_line != 0];
        size_t at = step->new_line ? step->new_line : step->old_line;
        add_line(&hunk, step, side, side->lines.items[at - 1], arena);
    }
    *LW_PUSH(arena, out) = hunk;
}

/* Whether a line is worth showing for its own sake. */
static bool matters(const struct step *step, enum lw_hunk_wish wish)
{
    return step->fact || (step->kind != LW_LINE_SAME && wish == LW_HUNKS_ALL);
}

void lw_hunks_make(struct lw_hunk_list *out, struct lw_view from, struct lw_view to,
                   const struct lw_hunk_mark *marks, size_t count, enum lw_hunk_wish wish,
                   struct lw_arena *arena)
{
    struct lw_arena work = LW_ARENA_INIT;
    struct side sides[2] = { { .text = from }, { .text = to } };
    if (!lw_lines_split(&sides[0].lines, &sides[1].lines, from, to, LW_HUNK_FILE_LINES, &work)) {
        out->left_out++;
        lw_arena_clear(&work);
        return;
    }
    for (size_t i = 0; i < LW_COUNT(sides); i++)
        lw_secret_spans_find(&sides[i].secrets, sides[i].text, NULL);
    struct script script = make_script(&sides[0].lines, &sides[1].lines, &work);
    mark_facts(&script, marks, count);
    size_t begin = 0, end = 0;
    for (size_t i = 0; i < script.count; i++) {
        if (!matters(&script.items[i], wish))
            continue;
        size_t first = i > LW_HUNK_CONTEXT ? i - LW_HUNK_CONTEXT : 0;
        bool too_long = end - begin + LW_HUNK_CONTEXT >= LW_HUNK_LINES;
        if (end && (first > end || too_long)) {
            add_hunk(out, &script, begin, end, sides, wish, arena);
            begin = first > end ? first : end;
        } else if (end == 0) {
            begin = first;
        }
        end = i + 1 + LW_HUNK_CONTEXT;
        end = end < script.count ? end : script.count;
    }
    if (end)
        add_hunk(out, &script, begin, end, sides, wish, arena);
    for (size_t i = 0; i < LW_COUNT(sides); i++)
        lw_secret_spans_clear(&sides[i].secrets);
    lw_arena_clear(&work);
}

struct job {
    struct lw_review *review;
    const struct lw_sides *sides;
    struct lw_scratch *scratch, *other;
    struct lw_hunk_mark **marks; /* by file change: lines with new facts, rising */
    size_t *counts;
    size_t used_bytes;
};

static int by_line(const void *a, const void *b)
{
    const struct lw_hunk_mark *x = a, *y = b;
    int order = (x->line > y->line) - (x->line < y->line);
    return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

static void gather_lines(struct job *job)
{
    struct lw_review *review = job->review;
    const size_t count = review->files.count;
    job->counts = lw_arena_array(&review->arena, count + 1, sizeof *job->counts);
    job->marks = lw_arena_array(&review->arena, count + 1, sizeof(struct lw_hunk_mark *));
    for (size_t i = 0; i < review->facts_added.count; i++) {
        const struct lw_fact_change *added = &review->facts_added.items[i];
        if (!added->file || !added->fact->line || !lw_fact_matters(added->fact))
            continue;
        size_t file = added->file - 1;
        if (!job->marks[file])
            job->marks[file] = lw_arena_array(
                &review->arena, review->files.items[file].new_facts + 1, sizeof **job->marks);
        job->marks[file][job->counts[file]++] = (struct lw_hunk_mark){ added->fact->line,
                                                                       added->fact->offset };
    }
    for (size_t i = 0; i < count; i++)
        if (job->counts[i])
            qsort(job->marks[i], job->counts[i], sizeof **job->marks, by_line);
}

static size_t weight(const struct lw_hunk_list *list)
{
    size_t bytes = 0;
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].count; k++)
            bytes += list->items[i].items[k].text.len + sizeof(struct lw_hunk_line);
    return bytes;
}

static lw_status read_text(struct lw_view *out, bool *good, struct job *job, bool new_side,
                           const struct lw_scan_file *file, struct lw_err *err)
{
    *out = LW_VIEW_NONE;
    *good = true;
    if (!file)
        return LW_OK;
    LW_TRY(lw_side_read(out, good, new_side ? &job->sides->to : &job->sides->from, file,
                        LW_HUNK_FILE_BYTES, new_side ? job->scratch : job->other, err));
    *good = *good && lw_text_likely(*out);
    return LW_OK;
}

static lw_status do_file(struct job *job, size_t index, enum lw_hunk_wish wish, struct lw_err *err)
{
    struct lw_file_change *change = &job->review->files.items[index];
    struct lw_view from, to;
    bool good, also;
    if (change->state != LW_FILE_CHANGED && change->state != LW_FILE_RENAMED &&
        change->state != LW_FILE_ADDED)
        return LW_OK;
    LW_TRY(read_text(&to, &good, job, true, change->to, err));
    if (!good)
        return LW_OK;
    LW_TRY(read_text(&from, &also, job, false, change->from, err));
    if (!also)
        return LW_OK;
    if (job->used_bytes > LW_HUNK_TOTAL_BYTES) {
        change->hunks.left_out++;
        return LW_OK;
    }
    /* Of an added file all is new: its facts are what is worth reading. */
    lw_hunks_make(&change->hunks, from, to, job->marks[index], job->counts[index],
                  change->state == LW_FILE_ADDED ? LW_HUNKS_FACTS : wish, &job->review->arena);
    job->used_bytes += weight(&change->hunks);
    return LW_OK;
}

lw_status lw_review_hunks(struct lw_review *review, const struct lw_sides *sides,
                          enum lw_hunk_wish wish, struct lw_err *err)
{
    struct job job = { .review = review, .sides = sides };
    lw_status status = LW_OK;
    if (wish == LW_HUNKS_NONE)
        return LW_OK;
    job.scratch = lw_scratch_new();
    job.other = lw_scratch_new();
    gather_lines(&job);
    for (size_t i = 0; i < review->files.count && lw_ok(status); i++)
        if (job.counts[i])
            status = do_file(&job, i, wish, err);
    for (size_t i = 0; i < review->files.count && lw_ok(status) && wish == LW_HUNKS_ALL; i++)
        if (!job.counts[i])
            status = do_file(&job, i, wish, err);
    lw_scratch_free(job.scratch);
    lw_scratch_free(job.other);
    return status;
}
