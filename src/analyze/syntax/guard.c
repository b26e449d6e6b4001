/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/guard.c - how code guards something: what it checks, draws by chance, keeps to itself.
 *
 * These are facts to be compared with those of another version; alone they are no power. What a
 * function that checks looks like is told by a digest of its code, without its layout.
 */
#include <stdio.h>

#include "analyze/syntax/budget.h"
#include "analyze/syntax/shell.h"
#include "analyze/syntax/unchecked.h"
#include "base/hash.h"

enum { DEPTH_MAX = 600, SHOWN_CHARS = 16, WITHHELD_MAX = 100, CHANCE_MAX = 20, READ_MAX = 32 };

struct walk {
    struct lw_eval *e;
    struct lw_buf shape;
    unsigned depth;
    uint32_t guard;          /* the first one */
    uint32_t read[READ_MAX]; /* where a text is made something of and given back before it */
    unsigned read_count;
    uint32_t weak, strong; /* where chance comes from that can be foretold; the last that cannot */
    unsigned count;        /* of what comes from elsewhere */
};

/* The next True or False from `*at` on, which are no nodes of their own; false behind the last. */
static bool next_truth(bool *out, struct lw_view source, size_t *at)
{
    static const char *const words[] = { "True", "true", "False", "false" };
    for (; *at < source.len; ++*at) {
        struct lw_view rest = lw_view_from(source, *at);
        for (size_t i = 0; i < LW_COUNT(words); i++) {
            size_t len = strlen(words[i]);
            if (!lw_view_starts(rest, lw_view_c(words[i])) ||
                (rest.len > len && lw_is_word(rest.ptr[len])) || (*at && lw_is_word(rest.ptr[-1])))
                continue;
            *out = i < 2;
            *at += len;
            return true;
        }
    }
    return false;
}

static void say(struct walk *w, uint32_t node, const char *kind, struct lw_view name,
                struct lw_view value)
{
    struct lw_place place = lw_eval_place(w->e, node);
    lw_emit_safeguard(w->e->emit, &place, kind, name, value);
}

/* The bits that an attacker cannot know, and those that he can. */
static void look_at_chance(struct walk *w, uint32_t node, struct lw_view function)
{
    static const char *const strong[] = { "urandom",     "token_urlsafe", "token_hex",
                                          "token_bytes", "SystemRandom",  "randomBytes",
                                          "randbelow",   "getrandom",     "getRandomValues" };
    static const char *const weak[] = { "random",    "Random",    "choice", "choices",    "randint",
                                        "randrange", "randbytes", "sample", "getrandbits" };
    const struct lw_ir_node *n = lw_ir_at(w->e->ir, node);
    if (n->kind == LW_IR_BIND) {
        struct lw_view symbol = lw_ir_text(w->e->ir, n->extra), module = LW_VIEW("random.");
        if (lw_view_starts(symbol, module) && LW_VIEW_IN(lw_view_from(symbol, module.len), weak))
            w->weak = node;
        return;
    }
    if (n->kind != LW_IR_MEMBER && n->kind != LW_IR_NAME)
        return;
    struct lw_view name = lw_ir_text(w->e->ir, n->id), object = lw_ir_object(w->e->ir, n);
    bool drawn = lw_view_is(object, "random") && LW_VIEW_IN(name, weak);
    if (LW_VIEW_IN(name, strong)) {
        w->strong = node;
        if (++w->count <= CHANCE_MAX)
            say(w, node, "chance", function,
                lw_arena_printf(&w->e->arena, "strong %.*s %u", LW_FMT(function), w->count));
    } else if (drawn || (lw_view_is(object, "Math") && lw_view_is(name, "random"))) {
        w->weak = node;
    }
}

/* Signs that a node does not keep: "==", "not", "<". */
static void add_signs(struct walk *w, const struct lw_ir_node *n)
{
    size_t at = n->start;
    for (uint32_t c = n->child;; c = lw_ir_at(w->e->ir, c)->next) {
        size_t end = c ? lw_ir_at(w->e->ir, c)->start : n->end;
        for (; at < end && at < w->e->ir->source.len; at++) {
            uint8_t sign = w->e->ir->source.ptr[at];
            if (sign > ' ' && !strchr("(),;\\", sign))
                lw_buf_add_byte(&w->shape, sign);
        }
        if (!c)
            return;
        at = lw_ir_at(w->e->ir, c)->end > at ? lw_ir_at(w->e->ir, c)->end : at;
    }
}

/* As "%u" would: this is done for every node. */
static void add_number(struct lw_buf *buf, unsigned value)
{
    uint8_t digits[10];
    size_t at = sizeof digits;
    do {
        digits[--at] = (uint8_t)('0' + value % 10);
        value /= 10;
    } while (value);
    lw_buf_add(buf, lw_view(digits + at, sizeof digits - at));
}

static void add_shape(struct walk *w, const struct lw_ir_node *n)
{
    static const uint32_t named = 1u << LW_IR_TEXT | 1u << LW_IR_NUMBER | 1u << LW_IR_NAME |
                                  1u << LW_IR_MEMBER | 1u << LW_IR_KEYWORD;
    add_number(&w->shape, n->kind);
    lw_buf_add_byte(&w->shape, '.');
    add_number(&w->shape, n->op);
    if (named & 1u << n->kind)
        lw_buf_add(&w->shape, lw_ir_text(w->e->ir, n->id));
    if (n->kind == LW_IR_OTHER && n->op == '=')
        add_signs(w, n);
    lw_buf_add_byte(&w->shape, '(');
}

static void look(struct walk *w, uint32_t node, struct lw_view function, bool inner)
{
    const struct lw_ir_node *n = lw_ir_at(w->e->ir, node);
    if (w->depth >= DEPTH_MAX || (n->flags & LW_CF_NOTE))
        return;
    w->depth++;
    inner = inner || n->kind == LW_IR_FUNCTION;
    add_shape(w, n);
    if (!inner) {
        look_at_chance(w, node, function);
        uint32_t handler = lw_swallows(w->e, node);
        if (handler)
            say(w, handler, "swallowed", function, function);
        if (!w->guard && lw_is_guard(w->e->ir, n))
            w->guard = node;
        bool read = !w->guard && n->kind == LW_IR_RETURN && lw_reads_text(w->e, node, DEPTH_MAX);
        if (read && w->read_count++ < READ_MAX)
            w->read[w->read_count - 1] = node;
    }
    for (uint32_t c = n->child; c; c = lw_ir_at(w->e->ir, c)->next)
        look(w, c, function, inner);
    lw_buf_add_byte(&w->shape, ')');
    w->depth--;
}

/* The first that gives back what it was given; more of them than anybody reads are taken for
 * such. */
static uint32_t find_unchecked(struct walk *w, uint32_t function)
{
    for (unsigned i = 0; i < w->read_count && i < READ_MAX; i++)
        if (lw_returns_given(w->e, function, w->read[i], DEPTH_MAX))
            return w->read[i];
    return w->read_count > READ_MAX ? w->read[READ_MAX - 1] : 0;
}

/* `around` is the function, or the module. */
static void look_at_function(struct lw_eval *e, uint32_t first, struct lw_view name,
                             uint32_t around)
{
    struct walk w = { .e = e, .shape = LW_BUF_INIT };
    char hex[LW_HEX_BYTES];
    for (uint32_t c = first; c; c = lw_ir_at(e->ir, c)->next)
        look(&w, c, name, false);
    if (w.weak)
        say(&w, w.weak, "chance", name, lw_arena_printf(&e->arena, "weak %.*s", LW_FMT(name)));
    if (w.count > CHANCE_MAX)
        say(&w, w.strong, "chance", name,
            lw_arena_printf(&e->arena, "strong %.*s, %u in all", LW_FMT(name), w.count));
    if (w.guard) {
        struct lw_view source = lw_eval_source(e, around);
        bool truth, room = lw_spend(e, source.len);
        for (size_t at = 0; room && next_truth(&truth, source, &at);)
            lw_buf_add_byte(&w.shape, truth ? 't' : 'f');
        struct lw_digest digest = lw_sha256(lw_buf_view(&w.shape));
        lw_digest_hex(hex, &digest);
        say(&w, w.guard, "check", name, lw_view((const uint8_t *)hex, SHOWN_CHARS));
        uint32_t unchecked = around == e->ir->root ? 0 : find_unchecked(&w, around);
        if (unchecked)
            say(&w, unchecked, "unchecked", name, name);
    }
    lw_buf_clear(&w.shape);
}

/* REMOVE_ON_REDIRECT = ["Authorization"]: what is kept from others. */
static bool is_withholding(struct lw_view name)
{
    static const char *const words[] = { "redirect", "sensitive", "redact", "strip",
                                         "forbid",   "confident", "mask",   "blocklist",
                                         "denylist", "scrub",     "hide",   "private_headers" };
    LW_CLEANUP(lw_buf_clear) struct lw_buf lower = LW_BUF_INIT;
    for (size_t i = 0; i < name.len; i++)
        lw_buf_add_byte(&lower, lw_lower(name.ptr[i]));
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(lw_buf_view(&lower), lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

static void look_at_texts(struct walk *w, uint32_t node, struct lw_view name, unsigned *count)
{
    const struct lw_ir_node *n = lw_ir_at(w->e->ir, node);
    struct lw_view text = n->kind == LW_IR_TEXT ? lw_ir_text(w->e->ir, n->id) : LW_VIEW_NONE;
    if (w->depth >= DEPTH_MAX || n->kind == LW_IR_FUNCTION)
        return;
    if (text.len >= 4 && text.len <= 40 && ++*count > WITHHELD_MAX) {
        lw_buf_add(&w->shape, text);
        lw_buf_add_byte(&w->shape, '\n');
    } else if (text.len >= 4 && text.len <= 40) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf value = LW_BUF_INIT;
        lw_buf_printf(&value, "%.*s ", LW_FMT(name));
        for (size_t i = 0; i < text.len; i++)
            lw_buf_add_byte(&value, lw_lower(text.ptr[i]));
        say(w, node, "withheld", name, lw_buf_view(&value));
    }
    w->depth++;
    for (uint32_t c = n->child; c; c = lw_ir_at(w->e->ir, c)->next)
        look_at_texts(w, c, name, count);
    w->depth--;
}

/* A long list's end, as a whole. */
static void say_rest(struct walk *w, uint32_t node, struct lw_view name)
{
    char hex[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(lw_buf_view(&w->shape));
    lw_digest_hex(hex, &digest);
    say(w, node, "withheld-rest", name,
        lw_arena_printf(&w->e->arena, "%.*s %.*s", LW_FMT(name), SHOWN_CHARS, hex));
}

static void look_at_lists(struct lw_eval *e)
{
    struct walk w = { .e = e, .shape = LW_BUF_INIT };
    for (uint32_t i = 1; i < e->ir->count; i++) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, i), *target = lw_ir_at(e->ir, n->child);
        if (n->kind != LW_IR_ASSIGN || !n->child || !target->next ||
            (target->kind != LW_IR_NAME && target->kind != LW_IR_MEMBER))
            continue;
        struct lw_view name = lw_ir_text(e->ir, target->id);
        unsigned count = 0;
        if (!is_withholding(name))
            continue;
        look_at_texts(&w, target->next, name, &count);
        if (count > WITHHELD_MAX)
            say_rest(&w, i, name);
        w.shape.len = 0;
    }
    lw_buf_clear(&w.shape);
}

void lw_guards(struct lw_eval *e)
{
    e->phase = "call";
    if (e->ir->language == LW_LANG_SHELL) {
        lw_shell_checks(e);
        return;
    }
    look_at_function(e, e->ir->root, LW_VIEW_NONE, e->ir->root);
    for (size_t i = 1; i < e->ir->functions.count; i++) {
        uint32_t node = e->ir->functions.items[i].node;
        const struct lw_ir_node *n = lw_ir_at(e->ir, node);
        look_at_function(e, n->child, lw_ir_text(e->ir, n->id), node);
    }
    look_at_lists(e);
}
