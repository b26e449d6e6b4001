/* SPDX-License-Identifier: Apache-2.0
 *
 * review/hunks.c - hunks of changed texts.
 */
#include "review/hunks.h"

#include <stdlib.h>

#include "base/text.h"
#include "review/delta.h"
#include "review/myers.h"

/* One line of the script that turns one text into the other. */
struct step {
    enum lw_line_kind kind;
    uint32_t old_line, new_line;
    bool fact;
};

struct script {
    struct step *items;
    size_t count, capacity;
};

static void add_step(struct script *out, struct lw_arena *arena, enum lw_line_kind kind,
                     size_t old_line, size_t new_line)
{
    *LW_PUSH(arena, out) = (struct step){ kind, (uint32_t)old_line, (uint32_t)new_line, false };
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

static void mark_facts(struct script *script, const uint32_t *lines, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < script->count && at < count; i++) {
        struct step *step = &script->items[i];
        while (at < count && step->new_line > lines[at])
            at++;
        step->fact = at < count && step->new_line && step->new_line == lines[at];
    }
}

/* Around a fact on a very long line there would be nothing to read: the beginning says where. */
static void add_line(struct lw_hunk *hunk, const struct step *step, struct lw_view text,
                     struct lw_arena *arena)
{
    struct lw_hunk_line *line = LW_PUSH(arena, hunk);
    line->kind = step->kind;
    line->old_line = step->old_line;
    line->new_line = step->new_line;
    line->cut = text.len > LW_HUNK_LINE_BYTES;
    line->text = lw_arena_copy(arena, lw_view_sub(text, 0, LW_HUNK_LINE_BYTES));
}

static void add_hunk(struct lw_hunk_list *out, const struct script *script, size_t begin,
                     size_t end, const struct lw_lines *a, const struct lw_lines *b,
                     enum lw_hunk_wish wish, struct lw_arena *arena)
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
        add_line(&hunk, step,
                 step->new_line ? b->items[step->new_line - 1] : a->items[step->old_line - 1],
                 arena);
    }
    *LW_PUSH(arena, out) = hunk;
}

/* Whether a line is worth showing for its own sake. */
static bool matters(const struct step *step, enum lw_hunk_wish wish)
{
    return step->fact || (step->kind != LW_LINE_SAME && wish == LW_HUNKS_ALL);
}

void lw_hunks_make(struct lw_hunk_list *out, struct lw_view from, struct lw_view to,
                   const uint32_t *lines, size_t count, enum lw_hunk_wish wish,
                   struct lw_arena *arena)
{
    struct lw_arena work = LW_ARENA_INIT;
    struct lw_lines a, b;
    if (!lw_lines_split(&a, &b, from, to, LW_HUNK_FILE_LINES, &work)) {
        out->left_out++;
        lw_arena_clear(&work);
        return;
    }
    struct script script = make_script(&a, &b, &work);
    mark_facts(&script, lines, count);
    size_t begin = 0, end = 0;
    for (size_t i = 0; i < script.count; i++) {
        if (!matters(&script.items[i], wish))
            continue;
        size_t first = i > LW_HUNK_CONTEXT ? i - LW_HUNK_CONTEXT : 0;
        bool too_long = end - begin + LW_HUNK_CONTEXT >= LW_HUNK_LINES;
        if (end && (first > end || too_long)) {
            add_hunk(out, &script, begin, end, &a, &b, wish, arena);
            begin = first > end ? first : end;
        } else if (end == 0) {
            begin = first;
        }
        end = i + 1 + LW_HUNK_CONTEXT;
        end = end < script.count ? end : script.count;
    }
    if (end)
        add_hunk(out, &script, begin, end, &a, &b, wish, arena);
    lw_arena_clear(&work);
}

struct job {
    struct lw_review *review;
    const struct lw_sides *sides;
    struct lw_scratch *scratch, *other;
    uint32_t **lines; /* by file change: lines with new facts, rising */
    size_t *counts;
    size_t used_bytes;
};

static int by_line(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void gather_lines(struct job *job)
{
    struct lw_review *review = job->review;
    const size_t count = review->files.count;
    job->counts = lw_arena_array(&review->arena, count + 1, sizeof *job->counts);
    job->lines = lw_arena_array(&review->arena, count + 1, sizeof(uint32_t *));
    for (size_t i = 0; i < review->facts_added.count; i++) {
        const struct lw_fact_change *added = &review->facts_added.items[i];
        if (!added->file || !added->fact->line || !lw_fact_matters(added->fact))
            continue;
        size_t file = added->file - 1;
        if (!job->lines[file])
            job->lines[file] = lw_arena_array(
                &review->arena, review->files.items[file].new_facts + 1, sizeof **job->lines);
        job->lines[file][job->counts[file]++] = added->fact->line;
    }
    for (size_t i = 0; i < count; i++)
        if (job->counts[i])
            qsort(job->lines[i], job->counts[i], sizeof **job->lines, by_line);
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
    lw_hunks_make(&change->hunks, from, to, job->lines[index], job->counts[index],
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
