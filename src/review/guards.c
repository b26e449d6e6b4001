/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guards.c - reads both versions of changed code, and has what differs looked at.
 */
#include "review/guards.h"

#include <stdlib.h>

#include "analyze/secret_mask.h"
#include "analyze/syntax/matters.h"
#include "base/buf.h"
#include "base/pool.h"
#include "base/signals.h"
#include "base/text.h"
#include "review/guard_number.h"
#include "review/guard_weakness.h"
#include "review/myers.h"

enum { SHOWN_BYTES = 300, NAME_BYTES = 120, FOUND_MOST = 200 };

struct lw_guard *lw_guard_add(struct lw_guard_pair *pair, enum lw_guard_kind kind, uint32_t line,
                              struct lw_view name)
{
    struct lw_view shown = lw_text_safe(pair->arena, lw_view_sub(name, 0, NAME_BYTES));
    shown = lw_secret_shown(pair->arena, shown, 0, shown.len, NULL);
    if (pair->out.count + 1 == FOUND_MOST) { /* the last one speaks for those behind it */
        kind = LW_GUARD_UNREAD;
        shown = LW_VIEW("there is more of it than is told of one file");
    }
    if (pair->out.count == FOUND_MOST)
        return NULL;
    struct lw_guard *guard = LW_PUSH(pair->arena, &pair->out);
    *guard = (struct lw_guard){ .kind = kind, .file = pair->file, .line = line, .name = shown };
    return guard;
}

struct lw_view lw_guard_shown(struct lw_arena *arena, const struct lw_statements *statements,
                              size_t first, size_t count)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = first; i < first + count && buf.len < SHOWN_BYTES; i++) {
        const struct lw_statement *s = &statements->items[i];
        for (size_t k = 0; k < s->count && buf.len < SHOWN_BYTES; k++) {
            const struct lw_token *t = &statements->tokens.items[s->first + k];
            const char *quote = t->kind == LW_TOKEN_TEXT ? "\"" : "";
            lw_buf_printf(&buf, "%s%s%.*s%s", buf.len ? " " : "", quote,
                          LW_FMT(lw_view_sub(t->text, 0, SHOWN_BYTES)), quote);
        }
    }
    struct lw_view text = lw_view_sub(lw_buf_view(&buf), 0, SHOWN_BYTES);
    return lw_secret_shown(arena, lw_text_safe(arena, text), 0, text.len, NULL);
}

/* Runs of statements that only one side has. */
static void look_at_differences(struct lw_guard_pair *pair)
{
    struct lw_lines a, b;
    if (!lw_lines_split(&a, &b, lw_statements_text(&pair->from, pair->work),
                        lw_statements_text(&pair->to, pair->work), LW_GUARD_TOKENS, pair->work))
        return; /* no text has more statements than words */
    const uint32_t *map = lw_myers(&a, &b, pair->work);
    for (size_t i = 0, at = 0; i <= a.count; i++) {
        size_t begin = i;
        while (i < a.count && map[i] == 0)
            i++;
        size_t until = i < a.count ? map[i] - 1 : b.count;
        if (i > begin || until > at)
            lw_guard_check(pair, begin, i, at, until);
        at = until + 1;
    }
}

static bool ends_so(struct lw_view path, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lw_view_ends(path, lw_view_c(ends[i])))
            return true;
    return false;
}

/* Of a shell, by its name or its first line; these are no statements that are compared. */
static bool is_script(struct lw_view path, struct lw_view source)
{
    static const char *const ends[] = { ".sh", ".bash" };
    return ends_so(path, ends, LW_COUNT(ends)) || lw_syntax_shebang(source, LW_LANG_SHELL);
}

static bool is_source(const struct lw_file_change *change)
{
    static const char *const ends[] = { ".py", ".js", ".mjs", ".cjs", ".sh", ".bash" };
    if (!change->from || !change->to ||
        (change->state != LW_FILE_CHANGED && change->state != LW_FILE_RENAMED))
        return false;
    struct lw_view name = lw_path_base(change->to->path);
    return ends_so(name, ends, LW_COUNT(ends)) || lw_view_find_byte(name, '.') == LW_NOT_FOUND;
}

void lw_guard_compare(struct lw_guard_pair *pair, struct lw_view path, struct lw_view from,
                      struct lw_view to)
{
    bool python = lw_view_ends(path, LW_VIEW(".py")) || lw_syntax_shebang(to, LW_LANG_PYTHON);
    bool script = is_script(path, to),
         none = lw_view_find_byte(lw_path_base(path), '.') == LW_NOT_FOUND;
    if (none && !python && !script && !lw_syntax_shebang(to, LW_LANG_JAVASCRIPT))
        return;
    pair->path = path;
    lw_guard_schemes(pair, from, to);
    if (script)
        return;
    if (!lw_statements_read(&pair->from, python, from, LW_GUARD_TOKENS, pair->work) ||
        !lw_statements_read(&pair->to, python, to, LW_GUARD_TOKENS, pair->work)) {
        (void)lw_guard_add(pair, LW_GUARD_UNREAD, 0,
                           LW_VIEW("it has more words than are compared"));
        return;
    }
    lw_guard_switches(pair);
    lw_guard_folders(pair);
    lw_guard_numbers(pair);
    lw_guard_weaknesses(pair);
    look_at_differences(pair);
}

/* What a thread has of its own. */
struct hand {
    struct lw_scratch *scratch[2];
    struct lw_arena work, found; /* until the next file; until all are done */
};

struct job {
    struct lw_review *review;
    const struct lw_sides *sides;
    struct {
        size_t *items; /* of review->files */
        size_t count, capacity;
    } files;
    size_t *order; /* of files.items: what takes long first */
    struct result {
        struct lw_guard_list found; /* in the hand's arena */
        lw_status status;
        struct lw_err err;
    } * results;
    struct hand *hands;
};

static lw_status compare_files(struct lw_guard_pair *pair, const struct job *job, struct hand *hand,
                               struct lw_err *err)
{
    const struct lw_file_change *change = &job->review->files.items[pair->file - 1];
    struct lw_view from, to;
    bool have[2];
    LW_TRY(lw_side_read(&to, &have[1], &job->sides->to, change->to, LW_GUARD_FILE_BYTES,
                        hand->scratch[1], err));
    LW_TRY(lw_side_read(&from, &have[0], &job->sides->from, change->from, LW_GUARD_FILE_BYTES,
                        hand->scratch[0], err));
    if (have[0] && have[1])
        lw_guard_compare(pair, change->to->path, from, to);
    else if (lw_view_find_byte(lw_path_base(change->to->path), '.') == LW_NOT_FOUND)
        return LW_OK; /* a program, not its source */
    else if (change->from->bytes > LW_GUARD_FILE_BYTES || change->to->bytes > LW_GUARD_FILE_BYTES)
        (void)lw_guard_add(pair, LW_GUARD_UNREAD, 0, LW_VIEW("it is longer than what is compared"));
    return LW_OK; /* what is damaged is told elsewhere */
}

static void do_file(void *ctx, size_t turn, unsigned worker)
{
    struct job *job = ctx;
    const size_t index = job->order[turn];
    struct hand *hand = &job->hands[worker];
    struct result *result = &job->results[index];
    for (size_t i = 0; i < LW_COUNT(hand->scratch); i++)
        if (!hand->scratch[i])
            hand->scratch[i] = lw_scratch_new();
    struct lw_guard_pair pair = { .file = job->files.items[index] + 1,
                                  .arena = &hand->found,
                                  .work = &hand->work };
    result->status = compare_files(&pair, job, hand, &result->err);
    result->found = pair.out;
    lw_arena_clear(&hand->work);
}

/* In the order of the files. */
static lw_status collect(struct lw_review *review, const struct job *job, struct lw_err *err)
{
    struct lw_arena *arena = &review->arena;
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    for (size_t i = 0; i < job->files.count; i++) {
        const struct result *result = &job->results[i];
        if (!lw_ok(result->status)) {
            *err = result->err;
            return result->status;
        }
        for (size_t k = 0; k < result->found.count; k++) {
            struct lw_guard guard = result->found.items[k];
            guard.name = lw_arena_copy(arena, guard.name);
            guard.was = lw_arena_copy(arena, guard.was);
            guard.is = lw_arena_copy(arena, guard.is);
            *LW_PUSH(arena, &review->guards) = guard;
        }
    }
    return LW_OK;
}

static uint64_t bytes_of(const struct job *job, size_t index)
{
    const struct lw_file_change *change = &job->review->files.items[job->files.items[index]];
    return change->from->bytes + change->to->bytes;
}

/* Few files are much longer than the others: a thread that came to one last would be alone with
 * it. */
static int by_bytes(const void *a, const void *b, void *ctx)
{
    const size_t one = *(const size_t *)a, other = *(const size_t *)b;
    const uint64_t x = bytes_of(ctx, one), y = bytes_of(ctx, other);
    return x != y ? (x < y ? 1 : -1) : (one > other) - (one < other);
}

static void plan(struct job *job, struct lw_arena *arena)
{
    const size_t count = job->files.count;
    job->order = lw_arena_array(arena, count, sizeof *job->order);
    for (size_t i = 0; i < count; i++)
        job->order[i] = i;
    if (count)
        qsort_r(job->order, count, sizeof *job->order, by_bytes, job);
}

lw_status lw_review_guards(struct lw_review *review, const struct lw_sides *sides,
                           struct lw_err *err)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct job job = { .review = review, .sides = sides };
    for (size_t i = 0; i < review->files.count; i++)
        if (is_source(&review->files.items[i]))
            *LW_PUSH(&arena, &job.files) = i;
    job.results = lw_arena_array(&arena, job.files.count, sizeof *job.results);
    job.hands = lw_arena_array(&arena, sides->jobs, sizeof *job.hands);
    plan(&job, &arena);
    lw_pool_run(do_file, &job, job.files.count, sides->jobs);
    lw_status status = collect(review, &job, err);
    for (unsigned i = 0; i < sides->jobs; i++) {
        lw_scratch_free(job.hands[i].scratch[0]);
        lw_scratch_free(job.hands[i].scratch[1]);
        lw_arena_clear(&job.hands[i].found);
    }
    lw_arena_clear(&arena);
    return status;
}
