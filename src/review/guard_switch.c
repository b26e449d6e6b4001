/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_switch.c - switches by their names: what protects and is on, what endangers and is
 * off, unless somebody says otherwise.
 */
#include "base/map.h"
#include "review/guards.h"

/* A name that speaks of danger is read before one that speaks of protection: "skip_verify". */
static const char *const dangers[] = {
    "insecure", "unsafe",    "disable",    "skip",       "ignore",       "trust",
    "bypass",   "danger",    "permissive", "pii",        "resolve_enti", "resolveenti",
    "load_dtd", "loaddtd",   "infile",     "shell",      "pickle",       "anonymous",
    "expose",   "huge_tree", "plaintext",  "unverified",
};
static const char *const protections[] = {
    "verif",   "valid",   "check",   "strict",   "ssl",        "tls",      "hostname",
    "cert",    "secure",  "safe",    "saniti",   "escap",      "auth",     "requir",
    "reject",  "sandbox", "protect", "httponly", "http_only",  "samesite", "same_site",
    "hide",    "mask",    "redact",  "forbid",   "deny",       "censor",   "scrub",
    "encrypt", "policy",  "sign",    "nonce",    "no_network", "noent",
};

enum sense { NEITHER, PROTECTS, ENDANGERS };

static enum sense sense_of(struct lw_view name)
{
    if (name.len > 60)
        return NEITHER;
    if (lw_view_is(name, "required")) /* of an argument: a form of words, no protection */
        return NEITHER;
    if (lw_view_is(name, "no_network"))
        return PROTECTS;
    return LW_VIEW_HAS_NOCASE(name, dangers)       ? ENDANGERS
           : LW_VIEW_HAS_NOCASE(name, protections) ? PROTECTS
                                                   : NEITHER;
}

/* 1: on; 0: off; -1: no value of a switch. */
static int value_of(const struct lw_token *t, bool negated)
{
    static const char *const on[] = { "True",         "true",    "CERT_REQUIRED", "1",
                                      "required",     "require", "verify-full",   "verify-ca",
                                      "RejectPolicy", "Strict",  "strict" };
    static const char *const off[] = { "False",    "false",    "CERT_NONE",    "CERT_OPTIONAL",
                                       "0",        "optional", "none",         "disable",
                                       "disabled", "allow",    "prefer",       "AutoAddPolicy",
                                       "Lax",      "lax",      "WarningPolicy" };
    bool is_on = LW_VIEW_IN(t->text, on), is_off = LW_VIEW_IN(t->text, off);
    if (t->kind == LW_TOKEN_REGEX || (!is_on && !is_off))
        return -1;
    return is_on != negated;
}

static bool ends_value(const struct lw_statements *s, const struct lw_statement *in, size_t at)
{
    if (at >= in->first + in->count)
        return true;
    const struct lw_token *t = &s->tokens.items[at];
    if (lw_token_is(t, "(") && lw_view_ends(t[-1].text, LW_VIEW("Policy")))
        return true;
    return t->kind == LW_TOKEN_SIGN && strchr(",)}];:", t->text.ptr[0]);
}

/* name: a type = value, object["name"] = value: what stands before "=" at `at`. */
static const struct lw_token *assigned(const struct lw_token *tokens, size_t first, size_t at)
{
    enum { TYPE_MOST = 8 };
    if (at <= first)
        return NULL;
    if (lw_token_is(&tokens[at - 1], "]"))
        return at >= first + 2 && tokens[at - 2].kind == LW_TOKEN_TEXT ? &tokens[at - 2] : NULL;
    for (size_t i = at - 1; i > first && at - i < TYPE_MOST; i--) {
        if (tokens[i].kind == LW_TOKEN_SIGN && strchr(",(?", tokens[i].text.ptr[0]))
            break;
        if (lw_token_is(&tokens[i], ":"))
            return &tokens[i - 1];
    }
    return &tokens[at - 1];
}

/* The name of the switch whose value stands at `at`, or NULL. `*turned`: x === true says that it
 * is off where nothing is said, x !== false that it is on. */
static const struct lw_token *name_of(const struct lw_token *tokens, size_t first, size_t at,
                                      bool *turned)
{
    const struct lw_token *sign = at > first ? &tokens[at - 1] : NULL, *name = NULL;
    if (!sign || at < first + 2)
        return NULL;
    if (lw_token_is(sign, "="))
        name = assigned(tokens, first, at - 1);
    else if (lw_token_is(sign, ":") || lw_token_is(sign, "??") || lw_token_is(sign, "||") ||
             lw_token_is(sign, "or"))
        name = &tokens[at - 2];
    else if (lw_token_is(sign, ",") && at >= first + 3 && tokens[at - 2].kind == LW_TOKEN_TEXT &&
             lw_token_is(&tokens[at - 3], "("))
        name = &tokens[at - 2];
    *turned = lw_token_is(sign, "!==") || lw_token_is(sign, "===");
    if (*turned)
        name = &tokens[at - 2];
    return name && (name->kind == LW_TOKEN_WORD || name->kind == LW_TOKEN_TEXT) ? name : NULL;
}

/* How often a switch is on and off; by name alone, and by function and name. */
struct count {
    unsigned safe[2], open[2]; /* old, new */
    uint32_t line;
    size_t statement;
    struct lw_view name;
};

struct counts {
    struct lw_map index;
    struct count *items;
    size_t count, capacity;
};

static void note(struct counts *counts, struct lw_guard_pair *pair, struct lw_view key,
                 const struct count *seen)
{
    bool made;
    const size_t next = counts->count;
    uint64_t *at = lw_map_put_copy(&counts->index, key, pair->work, &made);
    if (made) {
        *at = next;
        *LW_PUSH(pair->work, counts) = (struct count){ .name = seen->name };
    }
    struct count *c = &counts->items[*at];
    for (unsigned side = 0; side < 2; side++) {
        c->safe[side] += seen->safe[side];
        c->open[side] += seen->open[side];
    }
    if (seen->open[1] && !c->line) {
        c->line = seen->line;
        c->statement = seen->statement;
    }
}

static void note_statement(struct counts *counts, struct lw_guard_pair *pair, size_t index,
                           unsigned side)
{
    const struct lw_statements *all = side ? &pair->to : &pair->from;
    const struct lw_statement *s = &all->items[index];
    const struct lw_token *tokens = all->tokens.items;
    for (size_t i = s->first; i < s->first + s->count; i++) {
        bool turned = false, negated = i > s->first && lw_token_is(&tokens[i - 1], "!");
        int value = value_of(&tokens[i], negated);
        if (value < 0 || !ends_value(all, s, i + 1))
            continue;
        const struct lw_token *name = name_of(tokens, s->first, i - negated, &turned);
        enum sense sense = name ? sense_of(name->text) : NEITHER;
        if (sense == NEITHER)
            continue;
        /* x !== false is on unless it is said to be off; x === true the other way round. */
        bool on = turned ? lw_token_is(&tokens[i - negated - 1], "!==") : value;
        struct count seen = { .name = name->text, .line = name->line, .statement = index };
        *(on == (sense == PROTECTS) ? &seen.safe[side] : &seen.open[side]) = 1;
        note(counts, pair, name->text, &seen);
        note(counts, pair,
             lw_arena_printf(pair->work, "%.*s\n%.*s", LW_FMT(s->function), LW_FMT(name->text)),
             &seen);
    }
}

void lw_guard_switches(struct lw_guard_pair *pair)
{
    struct counts counts = { .index = LW_MAP_INIT };
    struct lw_view last = LW_VIEW_NONE;
    for (size_t i = 0; i < pair->from.count; i++)
        note_statement(&counts, pair, i, 0);
    for (size_t i = 0; i < pair->to.count; i++)
        note_statement(&counts, pair, i, 1);
    for (size_t i = 0; i < counts.count; i++) {
        const struct count *c = &counts.items[i];
        if (c->safe[1] >= c->safe[0] || c->open[1] <= c->open[0] || lw_view_eq(c->name, last))
            continue;
        last = c->name;
        struct lw_guard *guard = lw_guard_add(pair, LW_GUARD_SWITCH, c->line, c->name);
        if (guard)
            guard->is = lw_guard_shown(pair->arena, &pair->to, c->statement, 1);
    }
    lw_map_clear(&counts.index);
}
