/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/swallowed.c - a check whose failure counts as success.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/unchecked.h"

enum { DEPTH_MAX = 600 };

/* True and False, which are no nodes of their own. */
enum truth { NO, YES, ELSE };

static enum truth truth_at(struct lw_view text)
{
    static const char *const yes[] = { "True", "true", "!0" };
    static const char *const no[] = { "False", "false", "!1" };
    text = lw_view_trim(text);
    size_t end = text.len && text.ptr[0] == '!' ? 2 : 0;
    while (end < text.len && lw_is_word(text.ptr[end]))
        end++;
    text = lw_view_sub(text, 0, end);
    return LW_VIEW_IN(text, yes) ? YES : LW_VIEW_IN(text, no) ? NO : ELSE;
}

static enum truth returned(const struct lw_eval *e, uint32_t node)
{
    struct lw_view text = lw_eval_source(e, node), word = LW_VIEW("return");
    return truth_at(lw_view_from(text, lw_view_starts(text, word) ? word.len : 0));
}

/* How what is tried ends: with something but False, anywhere; with False, and no question before
 * it. Of what it gives back, or of a variable. */
struct end {
    bool passes, refuses;
};

static void add_end(struct end *end, enum truth truth, bool straight)
{
    end->passes = end->passes || truth != NO;
    end->refuses = end->refuses || (truth == NO && straight);
}

static void see_returns(struct lw_eval *e, struct end *out, uint32_t node, bool straight,
                        unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES) || n->kind == LW_IR_FUNCTION)
        return;
    if (n->kind == LW_IR_RETURN)
        add_end(out, returned(e, node), straight);
    straight = straight && n->kind == LW_IR_OTHER;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        see_returns(e, out, c, straight, depth - 1);
}

/* Where `name = ` stands next from `*at` on; `*at` is behind it then. */
static bool next_set(struct lw_view text, struct lw_view name, size_t *at)
{
    for (size_t found; *at < text.len; *at = found + name.len) {
        found = lw_view_find(lw_view_from(text, *at), name);
        if (found == LW_NOT_FOUND)
            return false;
        found += *at;
        size_t end = found + name.len;
        while (end < text.len && text.ptr[end] == ' ')
            end++;
        if ((found && lw_is_word(text.ptr[found - 1])) || end + 1 >= text.len ||
            text.ptr[end] != '=' || text.ptr[end + 1] == '=')
            continue;
        *at = end + 1;
        return true;
    }
    return false;
}

static size_t column_of(struct lw_eval *e, size_t at)
{
    struct lw_view source = e->ir->source;
    size_t column = 0;
    while (at && source.ptr[at - 1] != '\n')
        at--, column++;
    (void)lw_spend(e, column);
    return column;
}

/* No question stands between the start of the block at `node` and `at` in its text. */
static bool is_straight(struct lw_eval *e, uint32_t node, struct lw_view text, size_t at,
                        size_t name_len)
{
    size_t depth = 0, start = (size_t)(text.ptr - e->ir->source.ptr);
    if (!lw_spend(e, at))
        return false;
    if (e->ir->language == LW_LANG_PYTHON) {
        size_t line = start + at;
        while (line > start && e->ir->source.ptr[line - 1] != '\n')
            line--;
        while (e->ir->source.ptr[line] == ' ' || e->ir->source.ptr[line] == '\t')
            line++;
        return column_of(e, line) == column_of(e, lw_ir_at(e->ir, node)->start);
    }
    for (size_t i = 0; i + name_len < at; i++)
        depth += text.ptr[i] == '{' ? 1u : text.ptr[i] == '}' && depth ? (size_t)-1 : 0u;
    return depth <= 1;
}

static void see_sets(struct lw_eval *e, struct end *out, uint32_t node, struct lw_view name)
{
    struct lw_view text = lw_eval_source(e, node);
    bool room = lw_spend(e, text.len);
    for (size_t at = 0; room && next_set(text, name, &at);)
        add_end(out, truth_at(lw_view_from(text, at)), is_straight(e, node, text, at, name.len));
}

static bool is_handler(const struct lw_eval *e, uint32_t node)
{
    struct lw_view text = lw_eval_source(e, node);
    return lw_view_starts(text, LW_VIEW("except")) || lw_view_starts(text, LW_VIEW("catch"));
}

/* All that is tried, and the name that it sets; none: what it gives back. */
static struct end ends_of(struct lw_eval *e, uint32_t node, struct lw_view name)
{
    struct end end = { false, false };
    for (uint32_t c = lw_ir_at(e->ir, node)->child; c; c = lw_ir_at(e->ir, c)->next) {
        if (!lw_spend(e, LOOK_BYTES))
            break;
        if (is_handler(e, c))
            continue;
        if (name.len)
            see_sets(e, &end, c, name);
        else
            see_returns(e, &end, c, true, DEPTH_MAX);
    }
    uint32_t next = lw_ir_at(e->ir, node)->next;
    if (!name.len && next && lw_ir_at(e->ir, next)->kind == LW_IR_RETURN && returned(e, next) == NO)
        end.refuses = true;
    return end;
}

/* In a handler: True is given back. */
static bool gives_true(struct lw_eval *e, uint32_t tried, uint32_t node, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES) || n->kind == LW_IR_FUNCTION)
        return false;
    if (n->kind == LW_IR_RETURN && returned(e, node) == YES) {
        struct end end = ends_of(e, tried, LW_VIEW_NONE);
        return end.passes || !end.refuses;
    }
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (gives_true(e, tried, c, depth - 1))
            return true;
    return false;
}

/* In a handler: True is put where the check says what it found. */
static bool sets_true(struct lw_eval *e, uint32_t tried, uint32_t node)
{
    struct lw_view text = lw_eval_source(e, node);
    bool room = lw_spend(e, text.len);
    for (size_t at = 1; room && at + 1 < text.len; at++) {
        size_t end = at, start;
        if (text.ptr[at] != '=' || text.ptr[at + 1] == '=' ||
            truth_at(lw_view_from(text, at + 1)) != YES)
            continue;
        while (end && text.ptr[end - 1] == ' ')
            end--;
        for (start = end; start && lw_is_word(text.ptr[start - 1]);)
            start--;
        if (start < end && ends_of(e, tried, lw_view_sub(text, start, end - start)).passes)
            return true;
    }
    return false;
}

static bool guards(struct lw_eval *e, uint32_t node, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES) || n->kind == LW_IR_FUNCTION)
        return false;
    if (lw_is_guard(e->ir, n))
        return true;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (guards(e, c, depth - 1))
            return true;
    return false;
}

uint32_t lw_swallows(struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    bool guarded = false;
    if (n->kind != LW_IR_OTHER || !lw_view_starts(lw_eval_source(e, node), LW_VIEW("try")))
        return 0;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        if (!is_handler(e, c))
            guarded = guarded || guards(e, c, DEPTH_MAX);
        else if (guarded && (gives_true(e, node, c, DEPTH_MAX) || sets_true(e, node, c)))
            return c;
    }
    return 0;
}
