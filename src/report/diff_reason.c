/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diff_reason.c - reasons of a verdict, some lines each.
 */
#include "report/diff_reason.h"

#include "report/table.h"

enum { INDENT = 11 };

const char *lw_level_style(enum lw_level level)
{
    if (level == LW_LEVEL_BLOCK)
        return lw_severity_style(LW_SEVERITY_CRITICAL);
    return level == LW_LEVEL_REVIEW ? lw_severity_style(LW_SEVERITY_MEDIUM) : LW_STYLE_DIM;
}

static struct lw_view first_sentence(struct lw_view text)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == ' ')
            return lw_view_sub(text, 0, i + 1);
    return text;
}

static void explain(struct lw_painter *p, const struct lw_reason *r, bool verbose)
{
    struct lw_view why = verbose ? r->why : first_sentence(r->why);
    if (why.len)
        lw_paint_wrapped(p, NULL, INDENT, lw_arena_join(p->arena, LW_VIEW("Why: "), why));
    if (r->fix.len)
        lw_paint_wrapped(p, "32", INDENT, lw_arena_join(p->arena, LW_VIEW("Fix: "), r->fix));
}

static void one(struct lw_painter *p, const struct lw_reason *r, bool first, bool verbose)
{
    const char *name = r->accepted ? "accepted" : lw_level_name(r->level);
    lw_buf_add_c(p->buf, "  ");
    lw_paint(p, r->accepted ? LW_STYLE_DIM : lw_level_style(r->level),
             lw_arena_printf(p->arena, "%-8s", name));
    lw_buf_add_byte(p->buf, ' ');
    lw_paint(p, LW_STYLE_BOLD, r->title);
    lw_buf_printf(p->buf, "\n%*s", INDENT, "");
    lw_paint(p, LW_STYLE_DIM, r->rule);
    if (r->path.len) {
        lw_buf_add_c(p->buf, "  ");
        lw_paint(p, NULL, r->path);
        if (r->line)
            lw_buf_printf(p->buf, ":%u", r->line);
    }
    lw_buf_add_byte(p->buf, '\n');
    if (r->evidence.len)
        lw_paint_wrapped(p, LW_STYLE_DIM, INDENT, r->evidence);
    if (r->accepted)
        lw_paint_wrapped(p, LW_STYLE_DIM, INDENT, r->accepted_by);
    else if (first)
        explain(p, r, verbose);
}

bool lw_reason_is_note(const struct lw_reason *reason)
{
    return !reason->accepted && reason->level == LW_LEVEL_NOTE;
}

/* Whether one of the rule that says why stands above the one at `at`. */
static bool explained(const struct lw_reason_list *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (!list->items[i].accepted && lw_view_eq(list->items[i].rule, list->items[at].rule) &&
            lw_view_eq(list->items[i].why, list->items[at].why))
            return true;
    return false;
}

size_t lw_paint_reasons(struct lw_painter *p, const struct lw_reason_list *list, bool notes,
                        size_t most, bool verbose)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (lw_reason_is_note(&list->items[i]) && !notes)
            continue;
        if (count++ < most)
            one(p, &list->items[i], !explained(list, i), verbose);
    }
    return count;
}
