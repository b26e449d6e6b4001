/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_number.c - numbers that say how well something guards: rounds, lengths, limits,
 * windows, modes of files, and that are much weaker now.
 *
 * A number is known by the name, the keyword or the call that it is given to; the weakest one of a
 * function is compared with the weakest one that it had.
 */
#include "review/guard_number.h"
#include "base/map.h"

enum sense {
    MORE,   /* guards: rounds */
    BYTES,  /* the same, of chance: too few below sixteen of them */
    STEPS,  /* the same, each step twice the work */
    ROUNDS, /* STEPS where they are few, as of bcrypt, and MORE where they are many */
    LESS,   /* guards: a window */
    EITHER, /* is another one */
    MODE,   /* of a file: who else may */
    MASK    /* of modes: what is kept from others */
};

/* `word`: part of the name; `whole`: all of it. `sure`: in published code it is worth a look. */
struct row {
    const char *word, *shown;
    enum sense sense;
    bool whole, sure;
    double absent; /* what it is where nothing is said, or 0 */
};

/* Names that look alike and guard nothing. */
static const char *const indifferent[] = {
    "retr",    "cache",   "pool",        "buffer",    "chunk",    "worker", "thread",
    "backoff", "batch",   "page",        "concurren", "interval", "width",  "height",
    "column",  "maxsize", "keys",        "listener",  "priority", "offset", "socket",
    "decimal", "fract",   "default_max", "cursor",    "sample",   "depth",  "recurs",
};

static const struct row names[] = {
    { "iteration", NULL, MORE, false, true, 0 },
    { "pbkdf2", NULL, MORE, false, true, 0 },
    { "work_factor", NULL, STEPS, false, true, 0 },
    { "log_rounds", NULL, STEPS, false, true, 0 },
    { "saltrounds", NULL, STEPS, false, true, 0 },
    { "salt_rounds", NULL, STEPS, false, true, 0 },
    { "rounds", NULL, ROUNDS, false, true, 0 },
    { "time_cost", NULL, MORE, false, true, 0 },
    { "memory_cost", NULL, MORE, false, true, 0 },
    { "salt_len", NULL, BYTES, false, true, 0 },
    { "salt_size", NULL, BYTES, false, true, 0 },
    { "saltlen", NULL, BYTES, false, true, 0 },
    { "token_len", NULL, BYTES, false, true, 0 },
    { "token_bytes", NULL, BYTES, false, true, 0 },
    { "tokenlen", NULL, BYTES, false, true, 0 },
    { "nonce_len", NULL, BYTES, false, true, 0 },
    { "code_len", NULL, MORE, false, false, 0 },
    { "entropy", NULL, MORE, false, false, 0 },
    { "skew", NULL, LESS, false, true, 0 },
    { "leeway", NULL, LESS, false, true, 0 },
    { "clocktolerance", NULL, LESS, false, true, 0 },
    { "tolerance", NULL, LESS, false, false, 0 },
    { "attempt", NULL, LESS, false, false, 0 },
    { "max_fail", NULL, LESS, false, false, 0 },
    { "maxfail", NULL, LESS, false, false, 0 },
    { "redirect", NULL, LESS, false, false, 0 },
    { "max_age", NULL, LESS, false, false, 0 },
    { "maxage", NULL, LESS, false, false, 0 },
    { "window", NULL, EITHER, false, false, 0 },
    { "ttl", NULL, LESS, false, false, 0 },
    { "expir", NULL, LESS, false, false, 0 },
    { "exp", NULL, LESS, true, false, 0 },
    { "lifetime", NULL, LESS, false, false, 0 },
    { "valid_for", NULL, LESS, false, false, 0 },
    { "timeout", NULL, LESS, false, false, 0 },
    { "limit", NULL, LESS, false, false, 0 },
    { "max_", NULL, LESS, false, false, 0 },
    { "maxcontent", NULL, LESS, false, false, 0 },
    { "maxbody", NULL, LESS, false, false, 0 },
    { "maxbytes", NULL, LESS, false, false, 0 },
    { "maxsize", NULL, LESS, false, false, 0 },
    { "maxlength", NULL, LESS, false, false, 0 },
    { "mode", NULL, MODE, true, false, 0 },
    { "dir_mode", NULL, MODE, false, false, 0 },
    { "file_mode", NULL, MODE, false, false, 0 },
    { "umask", NULL, MASK, false, true, 0 },
};

/* Numbers that a call is given in their place. */
static const struct {
    const char *callee;
    size_t argument;
    struct row row;
} calls[] = {
    { "token_bytes", 0, { NULL, "bytes of chance", BYTES, false, true, 0 } },
    { "token_hex", 0, { NULL, "bytes of chance", BYTES, false, true, 0 } },
    { "token_urlsafe", 0, { NULL, "bytes of chance", BYTES, false, true, 0 } },
    { "randomBytes", 0, { NULL, "bytes of chance", BYTES, false, true, 0 } },
    { "urandom", 0, { NULL, "bytes of chance", BYTES, false, true, 0 } },
    { "get_random_bytes", 0, { NULL, "bytes of chance", BYTES, false, true, 0 } },
    { "nanoid", 0, { NULL, "bytes of chance", BYTES, false, true, 0 } },
    { "randbelow", 0, { NULL, "numbers to draw from", MORE, false, true, 0 } },
    { "getrandbits", 0, { NULL, "bits of chance", MORE, false, true, 0 } },
    { "randomInt", 0, { NULL, "numbers to draw from", MORE, false, true, 0 } },
    { "randomInt", 1, { NULL, "numbers to draw from", MORE, false, true, 0 } },
    { "randint", 1, { NULL, "numbers to draw from", MORE, false, true, 0 } },
    { "randrange", 1, { NULL, "numbers to draw from", MORE, false, true, 0 } },
    { "pbkdf2_hmac", 3, { NULL, "rounds", MORE, false, true, 0 } },
    { "pbkdf2", 2, { NULL, "rounds", MORE, false, true, 0 } },
    { "pbkdf2Sync", 2, { NULL, "rounds", MORE, false, true, 0 } },
    { "gensalt", 0, { NULL, "cost", STEPS, false, true, 12 } },
    { "genSalt", 0, { NULL, "cost", STEPS, false, true, 10 } },
    { "genSaltSync", 0, { NULL, "cost", STEPS, false, true, 10 } },
    { "hashSync", 1, { NULL, "cost", STEPS, false, true, 10 } },
    { "umask", 0, { NULL, "umask", MASK, false, true, 0 } },
    { "chmod", 0, { NULL, "mode", MODE, false, false, 0 } },
    { "chmod", 1, { NULL, "mode", MODE, false, false, 0 } },
    { "chmodSync", 1, { NULL, "mode", MODE, false, false, 0 } },
    { "fchmod", 1, { NULL, "mode", MODE, false, false, 0 } },
    { "mkdir", 1, { NULL, "mode", MODE, false, false, 0 } },
    { "makedirs", 1, { NULL, "mode", MODE, false, false, 0 } },
    { "open", 2, { NULL, "mode", MODE, false, false, 0 } },
};
static const struct row scrypt_cost = { "N", NULL, MORE, true, true, 16384 },
                        time_apart = { NULL, "time apart", EITHER, false, false, 0 },
                        duration = { NULL, "duration", LESS, false, false, 0 };
static const char *const drawing[] = { "code", "token", "otp",   "pin",    "reset",
                                       "pass", "nonce", "secre", "session" };

/* The call whose arguments `at` stands among, and which of them it is. */
static const struct lw_token *callee_of(const struct lw_number_place *r, size_t at,
                                        size_t *argument)
{
    enum { BACK_MOST = 80 };
    unsigned closed = 0;
    *argument = 0;
    for (size_t i = at; i > r->first && at - i < BACK_MOST; i--) {
        const struct lw_token *t = &r->tokens[i - 1];
        if (t->kind != LW_TOKEN_SIGN)
            continue;
        uint8_t c = t->text.ptr[0];
        closed += c == ')' || c == ']' || c == '}';
        *argument += c == ',' && !closed;
        if (c != '(' && c != '[' && c != '{')
            continue;
        if (closed == 0)
            return c == '(' && i - 1 > r->first && t[-1].kind == LW_TOKEN_WORD ? t - 1 : NULL;
        closed--;
    }
    return NULL;
}

/* name: a type = value; object["name"] = value; "name": value; now + value. */
static const struct lw_token *name_before(const struct lw_number_place *r, size_t at)
{
    enum { BACK_MOST = 16 };
    static const char *const gives[] = { "=", ":", "??", "||", "or" };
    const struct lw_token *t = r->tokens;
    size_t i = at - 1;
    unsigned closed = 0;
    if (lw_token_is(&t[i], "+"))
        for (; i > r->first && at - i < BACK_MOST; i--) {
            closed += lw_token_is(&t[i], ")");
            if (lw_token_is(&t[i], "(") && closed-- == 0)
                return NULL;
            if (lw_token_is(&t[i], "=") || lw_token_is(&t[i], ":"))
                break;
        }
    if (lw_token_is(&t[i], ",") && i >= r->first + 2 && t[i - 1].kind == LW_TOKEN_TEXT &&
        lw_token_is(&t[i - 2], "("))
        return &t[i - 1];
    if (i <= r->first || !LW_VIEW_IN(t[i].text, gives))
        return NULL;
    if (lw_token_is(&t[i], "=") && i >= r->first + 3 && lw_token_is(&t[i - 2], ":") &&
        t[i - 1].kind == LW_TOKEN_WORD)
        i -= 2;
    if (lw_token_is(&t[i - 1], "]"))
        i--;
    return i > r->first && t[i - 1].kind != LW_TOKEN_SIGN ? &t[i - 1] : NULL;
}

static const struct row *row_of_name(const struct lw_token *name)
{
    if (!name || name->text.len > 60 || LW_VIEW_HAS_NOCASE(name->text, indifferent))
        return NULL;
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (names[i].whole ? lw_view_is(name->text, names[i].word)
                           : lw_view_has_nocase(name->text, &names[i].word, 1))
            return &names[i];
    return NULL;
}

/* now - then < 300; len(body) > 5000000; tries >= 5. */
static const struct row *row_of_compared(const struct lw_number_place *r, size_t at)
{
    enum { BACK_MOST = 12 };
    static const char *const signs[] = { "<", ">", "<=", ">=" };
    static const char *const clocks[] = { "now", "time", "Date", "monotonic" };
    if (!LW_VIEW_IN(r->tokens[at - 1].text, signs))
        return NULL;
    for (size_t i = at - 1; i > r->first && at - i < BACK_MOST; i--) {
        const struct lw_token *t = &r->tokens[i - 1];
        if (t->kind == LW_TOKEN_SIGN && strchr(",?:=&|", t->text.ptr[0]))
            return NULL;
        if (t->kind == LW_TOKEN_WORD && LW_VIEW_IN(t->text, clocks))
            return &time_apart;
        const struct row *row = t->kind == LW_TOKEN_WORD ? row_of_name(t) : NULL;
        if (row && row->sense == LESS)
            return row;
    }
    return NULL;
}

static const struct row *row_of_call(const struct lw_number_place *r, size_t at,
                                     const struct lw_token **shown)
{
    static const char *const bit[] = { "getrandbits", "randint", "randrange" };
    size_t argument;
    const struct lw_token *callee = callee_of(r, at, &argument);
    *shown = callee;
    for (size_t i = 0; callee && i < LW_COUNT(calls); i++)
        if (calls[i].argument == argument && lw_view_is(callee->text, calls[i].callee) &&
            (!LW_VIEW_IN(callee->text, bit) || LW_VIEW_HAS_NOCASE(r->function, drawing)))
            return &calls[i].row;
    return NULL;
}

/* timedelta(minutes=15): in seconds, whatever the unit is. */
static const struct row *row_of_duration(const struct lw_number_place *r, size_t at, double *value)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = { { "seconds", 1 },  { "minutes", 60 },   { "hours", 3600 },
                  { "days", 86400 }, { "weeks", 604800 }, { "years", 31557600 } };
    static const char *const told[] = { "exp", "token", "session", "ttl", "valid", "age", "jwt" };
    size_t argument;
    const struct lw_token *callee = callee_of(r, at, &argument);
    if (!callee || !lw_token_is(callee, "timedelta") || !lw_token_is(&r->tokens[at - 1], "="))
        return NULL;
    bool tells = LW_VIEW_HAS_NOCASE(r->function, told);
    for (size_t i = r->first; i < at && !tells; i++)
        tells = r->tokens[i].kind != LW_TOKEN_SIGN && LW_VIEW_HAS_NOCASE(r->tokens[i].text, told);
    for (size_t i = 0; tells && i < LW_COUNT(units); i++)
        if (lw_token_is(&r->tokens[at - 2], units[i].name)) {
            *value *= units[i].seconds;
            return &duration;
        }
    return NULL;
}

/* What the value at `at` is a number of, and how that is called. */
static const struct row *row_at(const struct lw_number_place *r, size_t at, double *value,
                                struct lw_view *shown)
{
    static const char *const derives[] = { "scrypt", "scryptSync", "Scrypt" };
    enum { BACK_MOST = 40 }; /* options may be a statement of their own */
    const struct lw_token *name = name_before(r, at);
    const struct row *row = row_of_duration(r, at, value);
    if (!row && name && (lw_token_is(name, "N") || lw_token_is(name, "n")))
        for (size_t i = at > BACK_MOST ? at - BACK_MOST : 0; i < at && !row; i++)
            row = LW_VIEW_IN(r->tokens[i].text, derives) ? &scrypt_cost : NULL;
    if (!row && (row = row_of_name(name)) != NULL) {
        *shown = name->text;
        return row;
    }
    row = row ? row : row_of_compared(r, at);
    row = row ? row : row_of_call(r, at, &name);
    if (row)
        *shown = lw_view_c(row->shown ? row->shown : row->word);
    return row;
}

/* Of one name in one function, in both versions. */
struct seen {
    const struct row *row;
    struct lw_view name, function;
    struct {
        double least, most;
        unsigned bits, kept, count; /* bits: of any of them; kept: of all of them */
        size_t statement;
        uint32_t line;
    } side[2];
};

struct numbers {
    struct lw_guard_pair *pair;
    struct lw_map index, functions; /* the latter of the old version */
    struct seen *items;
    size_t count, capacity;
};

static void note(struct numbers *all, const struct seen *what, struct lw_view function,
                 unsigned side, double value)
{
    struct lw_view key = lw_arena_printf(all->pair->work, "%.*s\n%.*s", LW_FMT(function),
                                         LW_FMT(what->name));
    bool made;
    uint64_t *at = lw_map_put(&all->index, key, &made);
    if (made) {
        *at = all->count;
        *LW_PUSH(all->pair->work,
                 all) = (struct seen){ .row = what->row, .name = what->name, .function = function };
    }
    struct seen *s = &all->items[*at];
    unsigned bits = value >= 0 && value <= 07777 ? (unsigned)value : 0;
    bool first = s->side[side].count++ == 0;
    if (first || value < s->side[side].least)
        s->side[side].least = value;
    if (first || value > s->side[side].most)
        s->side[side].most = value;
    s->side[side].bits |= bits;
    s->side[side].kept = first ? bits : s->side[side].kept & bits;
    s->side[side].statement = what->side[0].statement;
    s->side[side].line = what->side[0].line;
}

/* The 8 of 10 ** 8, the 20 of 1 << 20. */
static bool goes_on(const struct lw_number_place *r, size_t at)
{
    static const char *const signs[] = { "*", "**", "/", "//", "%" };
    const struct lw_token *t = r->tokens;
    bool shift = at >= r->first + 2 && lw_token_is(&t[at - 1], "<") && lw_token_is(&t[at - 2], "<");
    return shift || t[at - 1].kind == LW_TOKEN_NUMBER || LW_VIEW_IN(t[at - 1].text, signs);
}

static void note_tokens(struct numbers *all, const struct lw_number_place *r, size_t statement,
                        unsigned side)
{
    for (size_t i = r->first + 1; i < r->end; i++) {
        struct seen what = { 0 };
        double value;
        if (goes_on(r, i) || !lw_number_at(&value, r, i))
            continue;
        what.row = row_at(r, i, &value, &what.name);
        if (!what.row)
            continue;
        if (value == 0 && lw_view_has_nocase(what.name, (const char *const[]){ "timeout" }, 1))
            value = LW_NUMBER_ENDLESS;
        if (value == LW_NUMBER_ENDLESS && what.row->sense != LESS && what.row->sense != EITHER)
            continue; /* what is said nowhere is what the library takes */
        if (value == 0 && what.row->shown && what.row->sense == MORE)
            continue; /* the first of two bounds */
        what.side[0].statement = statement;
        what.side[0].line = r->tokens[i].line;
        note(all, &what, r->function, side, value);
    }
}

/* f"{randbelow(10**8):08d}": code in a text is read as code. */
static void note_texts(struct numbers *all, const struct lw_number_place *r, size_t statement,
                       unsigned side)
{
    enum { TEXT_BYTES = 400, TEXT_TOKENS = 100 };
    for (size_t i = r->first; i < r->end; i++) {
        struct lw_view text = r->tokens[i].text;
        size_t open = lw_view_find_byte(text, '{');
        if (r->tokens[i].kind != LW_TOKEN_TEXT || text.len > TEXT_BYTES || open == LW_NOT_FOUND ||
            lw_view_find_byte(text, '(') == LW_NOT_FOUND)
            continue;
        struct lw_statements inside;
        if (!lw_statements_read(&inside, true, lw_view_from(text, open + 1), TEXT_TOKENS,
                                all->pair->work))
            continue;
        for (size_t k = 0; k < inside.tokens.count; k++)
            inside.tokens.items[k].line = r->tokens[i].line;
        const struct lw_number_place in = { inside.tokens.items, 0, inside.tokens.count,
                                            r->function };
        note_tokens(all, &in, statement, side);
    }
}

static bool is_weaker(const struct seen *s, const struct lw_map *functions)
{
    static const double much = 8, enough_bytes = 16, steps_less = 3, most_steps = 31;
    enum { OTHERS_WRITE = 022, OTHERS = 077 };
    const double absent = s->row->absent;
    const bool had = s->side[0].count, bits = s->row->sense == MODE || s->row->sense == MASK;
    if (!s->side[1].count ||
        (!had && ((absent <= 0 && !bits) || !lw_map_get(functions, s->function))))
        return false;
    const double low = had ? s->side[0].least : absent, now = s->side[1].least;
    const double high = had ? s->side[0].most : absent, top = s->side[1].most;
    const unsigned kept = had ? s->side[0].kept : OTHERS_WRITE; /* as systems begin */
    switch (s->row->sense) {
    case MORE:
        return now < low && now * much <= low;
    case ROUNDS:
        return now < low && (now * much <= low || (low <= most_steps && now + steps_less <= low));
    case BYTES:
        return now < enough_bytes && now * 2 <= low;
    case STEPS:
        return now + steps_less <= low;
    case LESS:
        return top > 0 && top >= high * much && top > high;
    case EITHER:
        return (top >= high * much && top > high) || (low > 0 && now * much <= low);
    case MODE:
        return (s->side[1].bits & OTHERS_WRITE & ~s->side[0].bits) ||
               (had && !(s->side[0].bits & OTHERS) && (s->side[1].bits & OTHERS));
    case MASK:
        return (kept & ~s->side[1].kept & OTHERS) != 0;
    }
    return false;
}

void lw_guard_numbers(struct lw_guard_pair *pair)
{
    struct numbers all = { .pair = pair, .index = LW_MAP_INIT, .functions = LW_MAP_INIT };
    for (unsigned side = 0; side < 2; side++) {
        const struct lw_statements *in = side ? &pair->to : &pair->from;
        for (size_t i = 0; i < in->count; i++) {
            const struct lw_statement *s = &in->items[i];
            if (!side)
                (void)lw_map_put(&all.functions, s->function, NULL);
            const struct lw_number_place r = { in->tokens.items, s->first, s->first + s->count,
                                               s->function };
            note_tokens(&all, &r, i, side);
            note_texts(&all, &r, i, side);
        }
    }
    for (size_t i = 0; i < all.count; i++) {
        const struct seen *s = &all.items[i];
        if (!is_weaker(s, &all.functions))
            continue;
        struct lw_guard *guard = lw_guard_add(pair, LW_GUARD_NUMBER, s->side[1].line, s->name);
        if (!guard)
            break;
        guard->vague = !s->row->sure;
        if (s->side[0].count)
            guard->was = lw_guard_shown(pair->arena, &pair->from, s->side[0].statement, 1);
        guard->is = lw_guard_shown(pair->arena, &pair->to, s->side[1].statement, 1);
    }
    lw_map_clear(&all.index);
    lw_map_clear(&all.functions);
}
