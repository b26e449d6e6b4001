/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guards.c - reads both versions of changed code, and has what differs looked at.
 */
#include "review/guards.h"

#include "analyze/secret_mask.h"
#include "base/buf.h"
#include "base/text.h"
#include "review/myers.h"

enum { SHOWN_BYTES = 300, NAME_BYTES = 120 };

bool lw_name_has(struct lw_view name, const char *const *words, size_t count)
{
    for (size_t at = 0; at < name.len; at++)
        for (size_t i = 0; i < count; i++)
            if (lw_lower(name.ptr[at]) == (uint8_t)words[i][0] &&
                lw_view_starts_nocase(lw_view_from(name, at), lw_view_c(words[i])))
                return true;
    return false;
}

struct lw_guard *lw_guard_add(struct lw_guard_pair *pair, enum lw_guard_kind kind, uint32_t line,
                              struct lw_view name)
{
    struct lw_guard *guard = LW_PUSH(pair->arena, pair->out);
    struct lw_view shown = lw_text_safe(pair->arena, lw_view_sub(name, 0, NAME_BYTES));
    *guard = (struct lw_guard){ .kind = kind,
                                .file = pair->file,
                                .line = line,
                                .name = lw_secret_shown(pair->arena, shown, 0, shown.len, NULL) };
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
                        lw_statements_text(&pair->to, pair->work), LW_GUARD_STATEMENTS, pair->work))
        return;
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

void lw_guards_compare(struct lw_guard_pair *pair, struct lw_view from, struct lw_view to)
{
    const bool python = lw_view_ends(pair->path, LW_VIEW(".py"));
    lw_statements_read(&pair->from, python, from, pair->work);
    lw_statements_read(&pair->to, python, to, pair->work);
    lw_guard_switches(pair);
    lw_guard_folders(pair);
    look_at_differences(pair);
}

static bool is_source(struct lw_view path)
{
    static const char *const ends[] = { ".py", ".js", ".mjs", ".cjs" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(path, lw_view_c(ends[i])))
            return true;
    return false;
}

static lw_status do_file(struct lw_review *review, const struct lw_sides *sides, size_t index,
                         struct lw_scratch *scratch[2], struct lw_err *err)
{
    const struct lw_file_change *change = &review->files.items[index];
    struct lw_view from, to;
    bool have;
    if (!change->from || !change->to || !is_source(change->to->path) ||
        (change->state != LW_FILE_CHANGED && change->state != LW_FILE_RENAMED))
        return LW_OK;
    LW_TRY(lw_side_read(&to, &have, &sides->to, change->to, LW_GUARD_FILE_BYTES, scratch[0], err));
    if (!have)
        return LW_OK;
    LW_TRY(lw_side_read(&from, &have, &sides->from, change->from, LW_GUARD_FILE_BYTES, scratch[1],
                        err));
    if (!have)
        return LW_OK;
    struct lw_arena work = LW_ARENA_INIT;
    struct lw_guard_list found = { 0 };
    struct lw_guard_pair pair = { .path = change->to->path,
                                  .out = &found,
                                  .file = index + 1,
                                  .arena = &review->arena,
                                  .work = &work };
    lw_guards_compare(&pair, from, to);
    for (size_t i = 0; i < found.count; i++)
        *LW_PUSH(&review->arena, &review->guards) = found.items[i];
    lw_arena_clear(&work);
    return LW_OK;
}

lw_status lw_review_guards(struct lw_review *review, const struct lw_sides *sides,
                           struct lw_err *err)
{
    struct lw_scratch *scratch[2] = { lw_scratch_new(), lw_scratch_new() };
    lw_status status = LW_OK;
    for (size_t i = 0; i < review->files.count && lw_ok(status); i++)
        status = do_file(review, sides, i, scratch, err);
    lw_scratch_free(scratch[0]);
    lw_scratch_free(scratch[1]);
    return status;
}
