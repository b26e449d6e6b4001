/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shell_check.c - checks of a shell that count as passed where they fail, and those whose
 * failure stops nothing.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/shell.h"

enum { DEPTH_MAX = 200 };

static struct lw_view word_at(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    return n->kind == LW_IR_TEXT ? lw_ir_text(e->ir, n->id) : LW_VIEW_NONE;
}

/* sha256sum -c, gpg --verify, openssl dgst -verify, cmp. */
static bool is_check(const struct lw_eval *e, const struct lw_ir_node *call)
{
    static const char *const options_of[] = { "-c", "--check", "--verify",   "-verify",
                                              "-V", "verify",  "--checksig", "-K" };
    static const char *const tools[] = { "gpg",    "gpgv",         "gpg2",    "openssl",
                                         "cosign", "minisign",     "signify", "jarsigner",
                                         "rpm",    "slsa-verifier" };
    struct lw_view name = word_at(e, call->child);
    size_t slash = lw_view_rfind_byte(name, '/');
    name = lw_view_from(name, slash == LW_NOT_FOUND ? 0 : slash + 1);
    bool sums = lw_view_ends(name, LW_VIEW("sum")) || lw_view_is(name, "shasum");
    if (lw_view_is(name, "gpgv") || lw_view_is(name, "cmp"))
        return true;
    if (!sums && !LW_VIEW_IN(name, tools))
        return false;
    for (uint32_t c = lw_ir_at(e->ir, call->child)->next; c; c = lw_ir_at(e->ir, c)->next) {
        struct lw_view word = word_at(e, c);
        bool cluster = sums && word.len > 1 && word.ptr[0] == '-' && word.ptr[1] != '-' &&
                       lw_view_find_byte(word, 'c') != LW_NOT_FOUND;
        if (cluster || LW_VIEW_IN(word, options_of))
            return true;
    }
    return false;
}

/* The last command of what stands before "||", whose failure is what it asks for. */
static uint32_t find_check(struct lw_eval *e, uint32_t node, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    uint32_t found = 0;
    if (!depth || !lw_spend(e, LOOK_BYTES) || n->kind == LW_IR_FUNCTION)
        return 0;
    if (n->kind == LW_IR_CALL)
        return is_check(e, n) ? node : 0;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        uint32_t inner = find_check(e, c, depth - 1);
        found = inner ? inner : found;
    }
    return found;
}

/* true, :, echo and what else goes on as if all were well. */
static bool goes_on(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const harmless[] = { "true", ":", "echo", "printf", "sleep", "logger" };
    static const char *const leaves[] = { "exit", "return" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES))
        return false;
    if (n->kind == LW_IR_CALL) {
        struct lw_view name = word_at(e, n->child);
        uint32_t code = n->child ? lw_ir_at(e->ir, n->child)->next : 0;
        return LW_VIEW_IN(name, harmless) ||
               (LW_VIEW_IN(name, leaves) && lw_view_is(word_at(e, code), "0"));
    }
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (!goes_on(e, c, depth - 1))
            return false;
    return n->kind == LW_IR_OTHER || n->kind == LW_IR_PIPE || n->kind == LW_IR_REDIRECT ||
           n->kind == LW_IR_TEXT;
}

static void say_swallowed(struct lw_eval *e, uint32_t check, uint32_t node, const char *how)
{
    struct lw_view name = word_at(e, lw_ir_at(e->ir, check)->child);
    struct lw_place place = lw_eval_place(e, node);
    lw_emit_safeguard(e->emit, &place, how, name, name);
}

/* "-euo" has the letter, "-o" is followed by the name. */
static bool sets(const struct lw_eval *e, const struct lw_ir_node *call, char letter,
                 const char *name)
{
    if (call->kind != LW_IR_CALL || !call->child || !lw_view_is(word_at(e, call->child), "set"))
        return false;
    for (uint32_t c = lw_ir_at(e->ir, call->child)->next; c; c = lw_ir_at(e->ir, c)->next) {
        struct lw_view word = word_at(e, c);
        if (lw_view_is(word, name) || (word.len > 1 && word.ptr[0] == '-' && word.ptr[1] != '-' &&
                                       lw_view_find_byte(word, (uint8_t)letter) != LW_NOT_FOUND))
            return true;
    }
    return false;
}

static bool is_unset_an_end(const struct lw_eval *e)
{
    struct lw_view line, source = e->ir->source;
    for (uint32_t i = 1; i < e->ir->count; i++)
        if (sets(e, lw_ir_at(e->ir, i), 'u', "nounset"))
            return true;
    bool first = lw_view_line(&line, &source) && lw_view_starts(line, LW_VIEW("#!"));
    size_t option = first ? lw_view_find(line, LW_VIEW(" -")) : LW_NOT_FOUND;
    return option != LW_NOT_FOUND &&
           lw_view_find_byte(lw_view_from(line, option), 'u') != LW_NOT_FOUND;
}

bool lw_shell_unset_ends(struct lw_eval *e)
{
    if (e->unset == LW_UNSET_NOT_ASKED)
        e->unset = is_unset_an_end(e) ? LW_UNSET_ENDS : LW_UNSET_IS_EMPTY;
    return e->unset == LW_UNSET_ENDS;
}

/* set +e, from which on nothing stops the script. */
static bool unsets(const struct lw_eval *e, const struct lw_ir_node *call)
{
    if (call->kind != LW_IR_CALL || !call->child || !lw_view_is(word_at(e, call->child), "set"))
        return false;
    struct lw_view word = word_at(e, lw_ir_at(e->ir, call->child)->next);
    return word.len > 1 && word.ptr[0] == '+' && lw_view_find_byte(word, 'e') != LW_NOT_FOUND;
}

/* The state of a walk from the top to the bottom. */
struct stops {
    struct lw_eval *e;
    bool on; /* set -e is in force */
};

/* What follows asks how it went: [ $? -ne 0 ], code=$? */
static bool is_asked(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    struct lw_view text = lw_view_sub(e->ir->source, n->start, n->end - n->start);
    return node && lw_view_find(lw_view_sub(text, 0, 80), LW_VIEW("$?")) != LW_NOT_FOUND;
}

/* `heard`: what the node ends with is asked for, or is what the script or function ends with. */
static void look_for_unheard(struct stops *s, uint32_t node, bool heard, unsigned depth)
{
    struct lw_eval *e = s->e;
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES))
        return;
    if (n->kind == LW_IR_CALL) {
        s->on = (s->on || sets(e, n, 'e', "errexit")) && !unsets(e, n);
        if (!heard && !s->on && is_check(e, n))
            say_swallowed(e, node, node, "unheard");
        return;
    }
    bool asks = n->kind == LW_IR_ASSIGN || n->kind == LW_IR_OUTPUT || n->kind == LW_IR_JOIN ||
                (n->kind == LW_IR_OTHER && n->op); /* a || b, a && b, [ ... ] */
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        uint32_t next = lw_ir_at(e->ir, c)->next;
        bool condition = n->kind == LW_IR_BRANCH && c == n->child;
        bool piped = n->kind == LW_IR_PIPE;
        look_for_unheard(s, c,
                         asks || condition || is_asked(e, next) || (heard && (piped || !next)) ||
                             (piped && next && lw_ir_at(e->ir, next)->kind != LW_IR_REDIRECT),
                         depth - 1);
    }
}

/* --ignore-missing: a file that is not where it is looked for is well. */
static bool lets_off(const struct lw_eval *e, const struct lw_ir_node *call)
{
    if (!is_check(e, call))
        return false;
    for (uint32_t c = lw_ir_at(e->ir, call->child)->next; c; c = lw_ir_at(e->ir, c)->next)
        if (lw_view_is(word_at(e, c), "--ignore-missing"))
            return true;
    return false;
}

void lw_shell_checks(struct lw_eval *e)
{
    for (uint32_t i = 1; i < e->ir->count; i++) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, i);
        uint32_t second = n->child ? lw_ir_at(e->ir, n->child)->next : 0;
        if (n->kind == LW_IR_CALL && n->child && lets_off(e, n))
            say_swallowed(e, i, i, "let-off");
        if (n->kind != LW_IR_OTHER || n->op != '|' || !second)
            continue;
        uint32_t check = goes_on(e, second, DEPTH_MAX) ? find_check(e, n->child, DEPTH_MAX) : 0;
        if (check)
            say_swallowed(e, check, i, "swallowed");
    }
    struct stops stops = { .e = e, .on = false };
    struct lw_view line, source = e->ir->source;
    if (lw_view_line(&line, &source) && lw_view_starts(line, LW_VIEW("#!")))
        stops.on = lw_view_find(line, LW_VIEW(" -e")) != LW_NOT_FOUND;
    look_for_unheard(&stops, e->ir->root, true, DEPTH_MAX);
}
