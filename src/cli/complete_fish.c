/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/complete_fish.c - the completion for fish, written from the verbs' tables.
 *
 * Spec:    complete(1) of fish 3.0 or later.
 */
#include "cli/complete.h"

/* What stands before the cursor: just these words, or these and more. */
static const char head[] =
    "# fish completion for layerward; written by `layerward completion fish`\n"
    "function __layerward_just\n"
    "    set -l typed (commandline -opc)\n"
    "    set -e typed[1]\n"
    "    test \"$typed[1]\" = help; and set -e typed[1]\n"
    "    test \"$typed\" = \"$argv\"\n"
    "end\n"
    "function __layerward_in\n"
    "    set -l typed (commandline -opc)\n"
    "    set -e typed[1]\n"
    "    test (count $typed) -ge (count $argv); and test \"$typed[1..\"(count $argv)\"]\" = "
    "\"$argv\"\n"
    "end\n"
    "complete -c layerward -f\n"
    "complete -c layerward -n __layerward_just -s h -l help -d 'show the help'\n"
    "complete -c layerward -n __layerward_just -s V -l version -d 'print the version'\n"
    "complete -c layerward -n __layerward_just -a help -d 'show the help of a verb'\n";

/* Text in '...', up to the first line end. */
static void quoted(FILE *out, const char *text)
{
    fputc('\'', out);
    for (; text && *text && *text != '\n'; text++) {
        if (*text == '\'' || *text == '\\')
            fputc('\\', out);
        fputc(*text, out);
    }
    fputc('\'', out);
}

static void described(FILE *out, const char *text)
{
    fputs(" -d ", out);
    quoted(out, text);
    fputc('\n', out);
}

static void verb_word(FILE *out, const struct lw_verb *verb)
{
    struct lw_view word = lw_verb_first_word(verb);
    fprintf(out, "complete -c layerward -n __layerward_just -a %.*s", LW_FMT(word));
    described(out, lw_verb_word_summary(verb));
}

static void second_word(FILE *out, const struct lw_verb *verb)
{
    struct lw_view word = lw_verb_first_word(verb);
    fprintf(out, "complete -c layerward -n '__layerward_just %.*s' -a %s", LW_FMT(word),
            verb->name + word.len + 1);
    described(out, verb->summary);
}

/* An option takes words, paths, or what nobody can foresee. */
static void value(FILE *out, const char *values)
{
    if (lw_complete_has_words(values)) {
        fputs(" -x -a '", out);
        lw_complete_words(out, values);
        fputc('\'', out);
    } else if (values) {
        fputs(strcmp(values, "@dir") == 0 ? " -x -a '(__fish_complete_directories)'" : " -r -F",
              out);
    } else {
        fputs(" -x", out);
    }
}

static void option(FILE *out, const struct lw_verb *verb, const struct lw_option *o)
{
    fprintf(out, "complete -c layerward -n '__layerward_in %s'", verb->name);
    if (o->letter)
        fprintf(out, " -s %c", o->letter);
    fprintf(out, " -l %s", o->name);
    if (o->arg)
        value(out, o->values);
    described(out, o->help);
}

static void operands(FILE *out, const struct lw_verb *verb)
{
    if (!verb->max_operands)
        return;
    fprintf(out, "complete -c layerward -n '__layerward_in %s'", verb->name);
    if (lw_complete_has_words(verb->operand)) {
        fputs(" -a '", out);
        lw_complete_words(out, verb->operand);
        fputc('\'', out);
    }
    fputs(!verb->operand || verb->max_operands > 1 ? " -F\n" : "\n", out);
}

void lw_complete_fish(FILE *out)
{
    fputs(head, out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (verb->hidden)
            continue;
        if (lw_verb_begins_word(i))
            verb_word(out, verb);
        if (lw_verb_in_group(verb))
            second_word(out, verb);
        operands(out, verb);
        for (const struct lw_option *o = verb->options; o && o->name; o++)
            option(out, verb, o);
        for (const struct lw_option *o = lw_common_options; o->name; o++)
            option(out, verb, o);
    }
}
