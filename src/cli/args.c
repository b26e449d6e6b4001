/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/args.c - options and operands by a verb's table.
 */
#include <stdlib.h>

#include "cli/verb.h"

const struct lw_option lw_common_options[] = {
    { "quiet", 'q', NULL, "no progress, no hints", NULL },
    { "help", 'h', NULL, "show the help", NULL },
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_option *find_in(const struct lw_option *table, const char *name, size_t len,
                                       char letter)
{
    for (const struct lw_option *o = table; o && o->name; o++) {
        if (letter ? o->letter == letter
                   : strlen(o->name) == len && memcmp(o->name, name, len) == 0)
            return o;
    }
    return NULL;
}

static const struct lw_option *find(const struct lw_verb *verb, const char *name, size_t len,
                                    char letter)
{
    const struct lw_option *o = find_in(verb->options, name, len, letter);
    return o ? o : find_in(lw_common_options, name, len, letter);
}

static bool in_words(const char *words, const char *value)
{
    struct lw_view rest = lw_view_c(words), word;
    while (lw_view_split(&word, &rest, ' '))
        if (lw_view_is(word, value))
            return true;
    return false;
}

static lw_status check_value(const struct lw_option *o, const char *value, struct lw_err *err)
{
    if (o->values && o->values[0] != '@')
        LW_ENSURE(in_words(o->values, value), err, LW_E_USAGE, 0,
                  "--%s cannot be \"%s\"; it is one of: %s", o->name, value, o->values);
    return LW_OK;
}

struct cursor {
    const struct lw_verb *verb;
    int argc;
    char *const *argv;
    int at;
    struct lw_arena *arena;
    struct lw_args *args;
};

static lw_status take(struct cursor *c, const struct lw_option *o, const char *attached,
                      const char *typed, struct lw_err *err)
{
    const char *value = NULL;
    LW_ENSURE(o, err, LW_E_USAGE, 0, "there is no option %s", typed);
    if (o->arg) {
        value = attached ? attached : c->at + 1 < c->argc ? c->argv[++c->at] : NULL;
        LW_ENSURE(value, err, LW_E_USAGE, 0, "--%s needs a value (%s)", o->name, o->arg);
        LW_TRY(check_value(o, value, err));
    } else {
        LW_ENSURE(!attached, err, LW_E_USAGE, 0, "--%s takes no value", o->name);
    }
    *LW_PUSH(c->arena, c->args) = (struct lw_arg){ o, value };
    return LW_OK;
}

/* -abc is -a -b -c; -oFILE is -o FILE. */
static lw_status take_short(struct cursor *c, const char *word, struct lw_err *err)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const struct lw_option *o = find(c->verb, NULL, 0, *letter);
        bool has_value = o && o->arg;
        LW_TRY(take(c, o, has_value && letter[1] ? letter + 1 : NULL, word, err));
        if (has_value)
            break;
    }
    return LW_OK;
}

static lw_status take_long(struct cursor *c, const char *word, struct lw_err *err)
{
    const char *name = word + 2, *equals = strchr(name, '=');
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    return take(c, find(c->verb, name, len, 0), equals ? equals + 1 : NULL, word, err);
}

/* "NEW" of "OLD NEW" where one was given; all of it where which one cannot be told. */
static const char *missing_of(const struct lw_verb *verb, size_t given)
{
    const char *rest = verb->synopsis;
    if (!rest || !rest[0])
        return "an operand";
    for (; given && !strpbrk(rest, "[."); given--) {
        const char *blank = strchr(rest, ' ');
        if (!blank)
            break;
        rest = blank + 1;
    }
    return rest;
}

lw_status lw_cli_parse(struct lw_args *out, bool *help, const struct lw_verb *verb, int argc,
                       char *const *argv, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_args args = { .program = "layerward" };
    struct cursor c = { verb, argc, argv, 0, arena, &args };
    bool only_operands = false;
    size_t operands = 0;
    *help = false;
    for (; c.at < argc; c.at++) {
        const char *word = argv[c.at];
        if (!only_operands && strcmp(word, "--") == 0) {
            only_operands = true;
        } else if (!only_operands && word[0] == '-' && word[1] == '-') {
            LW_TRY(take_long(&c, word, err));
        } else if (!only_operands && word[0] == '-' && word[1]) {
            LW_TRY(take_short(&c, word, err));
        } else {
            *LW_PUSH(arena, &args) = (struct lw_arg){ NULL, word };
            operands++;
        }
    }
    *help = lw_args_flag(&args, "help");
    if (*help)
        return LW_OK;
    LW_ENSURE(operands >= verb->min_operands, err, LW_E_USAGE, 0, "%s is missing",
              missing_of(verb, operands));
    LW_ENSURE(operands <= verb->max_operands, err, LW_E_USAGE, 0, "\"%s\" is one too many",
              lw_args_operand(&args, verb->max_operands));
    *out = args;
    return LW_OK;
}

const char *lw_args_nth(const struct lw_args *args, const char *name, size_t n)
{
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_option *o = args->items[i].option;
        if (o && strcmp(o->name, name) == 0 && n-- == 0)
            return args->items[i].value;
    }
    return NULL;
}

const char *lw_args_get(const struct lw_args *args, const char *name)
{
    const char *last = NULL;
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_option *o = args->items[i].option;
        if (o && strcmp(o->name, name) == 0)
            last = args->items[i].value;
    }
    return last;
}

bool lw_args_flag(const struct lw_args *args, const char *name)
{
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_option *o = args->items[i].option;
        if (o && strcmp(o->name, name) == 0)
            return true;
    }
    return false;
}

const char *lw_args_operand(const struct lw_args *args, size_t n)
{
    for (size_t i = 0; i < args->count; i++)
        if (!args->items[i].option && n-- == 0)
            return args->items[i].value;
    return NULL;
}

size_t lw_args_operands(const struct lw_args *args)
{
    size_t count = 0;
    for (size_t i = 0; i < args->count; i++)
        count += args->items[i].option == NULL;
    return count;
}

lw_status lw_args_number(uint64_t *out, const struct lw_args *args, const char *name, uint64_t max,
                         struct lw_err *err)
{
    const char *text = lw_args_get(args, name);
    if (!text)
        return LW_OK;
    struct lw_view v = lw_view_c(text);
    uint64_t unit = 1, value = 0;
    if (v.len) {
        uint8_t last = lw_lower(v.ptr[v.len - 1]);
        unit = last == 'k' ? 1u << 10 : last == 'm' ? 1u << 20 : last == 'g' ? 1u << 30 : 1;
        if (unit > 1)
            v.len--;
    }
    LW_ENSURE(lw_view_u64(&value, v, UINT64_MAX / unit) && value * unit <= max, err, LW_E_USAGE, 0,
              "--%s cannot be \"%s\"; it is a whole number up to %llu (k, M and G multiply)", name,
              text, (unsigned long long)max);
    *out = value * unit;
    return LW_OK;
}
