/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/manual.c - a manual page for each verb, written from its table.
 *
 * Spec:    man(7), groff_man(7).
 */
#include "cli/complete.h"

enum { LINE_BYTES = 76 }; /* of the page's source; what is shown is filled anew */

static const char *escaped(char c)
{
    static char plain[2];
    plain[0] = c;
    return c == '\\' ? "\\e" : c == '-' ? "\\-" : plain;
}

static size_t word_bytes(const char *word)
{
    size_t bytes = 0;
    for (; *word && *word != ' ' && *word != '\n'; word++)
        bytes += strlen(escaped(*word));
    return bytes;
}

/* Words on lines of at most `most` bytes (0: as long as they get). A backslash, a hyphen, and a dot
 * or quote that starts a line are special to roff. */
static void put_text(FILE *out, const char *words, size_t most)
{
    size_t used = 0;
    for (; words && *words; words++) {
        bool breaks = *words == '\n' ||
                      (*words == ' ' && most && used && used + 1 + word_bytes(words + 1) > most);
        if (breaks) {
            fputc('\n', out);
            used = 0;
            continue;
        }
        if (used == 0 && (*words == '.' || *words == '\''))
            used += (size_t)fprintf(out, "\\&");
        used += (size_t)fprintf(out, "%s", escaped(*words));
    }
    if (used)
        fputc('\n', out);
}

/* A paragraph. */
static void text(FILE *out, const char *words)
{
    put_text(out, words, LINE_BYTES);
}

/* "db-import" of "db import". */
static void dashed(FILE *out, const char *name)
{
    for (; *name; name++)
        fputs(*name == ' ' ? "\\-" : (const char[]){ *name, '\0' }, out);
}

/* The title of a page: "LAYERWARD-DB-IMPORT", which is in no need of escapes. */
static void title(FILE *out, const char *name)
{
    fputs(".TH LAYERWARD", out);
    for (; *name; name++)
        fputc(*name == ' ' ? '-' : *name >= 'a' && *name <= 'z' ? *name - 'a' + 'A' : *name, out);
    fputs(" 1 " LW_RELEASE_DATE " \"layerward " LW_VERSION "\"\n", out);
}

static void option(FILE *out, const struct lw_option *o)
{
    fputs(".TP\n.B ", out);
    if (o->letter)
        fprintf(out, "\\-%c, ", o->letter);
    fputs("\\-\\-", out);
    dashed(out, o->name);
    if (o->arg) {
        fputs(" \\fI", out);
        fputs(o->arg, out);
        fputs("\\fR", out);
    }
    fputc('\n', out);
    text(out, o->help);
    if (o->values && o->values[0] != '@') {
        fputs(".br\nOne of:\n", out);
        text(out, o->values);
    }
}

/* `finding`: what exit code 1 says; NULL where it is not given. */
static void exit_codes(FILE *out, const char *finding)
{
    fputs(".SH EXIT STATUS\n.TP\n0\nclean\n", out);
    if (finding) {
        fputs(".TP\n1\n", out);
        text(out, finding);
    }
    fputs(".TP\n2\nthe command line or the configuration is wrong\n"
          ".TP\n3\nsomething could not be completed\n",
          out);
}

/* Of the group `word`, or with "" of all; commas between them. */
static void see_verbs(FILE *out, const char *between, struct lw_view word)
{
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        bool group = lw_verb_in_group(verb);
        if (verb->hidden || (word.len && !(group && lw_view_eq(lw_verb_first_word(verb), word))))
            continue;
        if (!word.len && group && lw_verb_begins_word(i)) {
            fprintf(out, "%s.BR layerward\\-%.*s (1)", between, LW_FMT(lw_verb_first_word(verb)));
            between = ",\n";
        }
        fprintf(out, "%s.BR layerward\\-", between);
        dashed(out, verb->name);
        fputs(" (1)", out);
        between = ",\n";
    }
    fputc('\n', out);
}

static void program(FILE *out)
{
    title(out, "");
    fputs(".SH NAME\nlayerward \\- supply\\-chain security for AWS Lambda layers\n"
          ".SH SYNOPSIS\n.B layerward\n.I VERB\n[\\fIOPTION\\fR]... [\\fIOPERAND\\fR]...\n"
          ".SH DESCRIPTION\n"
          "Shows what is inside a Lambda layer or function package, without unpacking\n"
          "it, and what is wrong with it.\n"
          "Nothing from an artifact is ever executed.\n"
          ".SH VERBS\n",
          out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (verb->hidden)
            continue;
        fprintf(out, ".TP\n.B %s\n", verb->name);
        text(out, verb->summary);
    }
    exit_codes(out, "a finding that --fail-on asks for, or a comparison that is wrong");
    fputs(
        ".SH ENVIRONMENT\n"
        ".TP\n.B LAYERWARD_DB\nthe advisory index, instead of the one below FILES; it has to be "
        "there\n"
        ".TP\n.B LAYERWARD_CACHE\nthe folder of kept results, instead of the one below FILES\n"
        ".TP\n.B NO_COLOR\nno colour, even on a terminal\n"
        ".TP\n.B SOURCE_DATE_EPOCH\nthe time that a report bears where its format demands one\n"
        ".SH FILES\n"
        ".TP\n.I ${XDG_DATA_HOME:\\-~/.local/share}/layerward/advisories.lwdb\nthe advisory index\n"
        ".TP\n.I ${XDG_CACHE_HOME:\\-~/.cache}/layerward\nresults of scans, kept by content\n",
        out);
    fputs(".SH SEE ALSO\n", out);
    see_verbs(out, "", LW_VIEW(""));
}

static void example(FILE *out, const struct lw_example *e)
{
    fputs(".TP\n", out);
    text(out, e->what);
    fputs(".EX\n", out);
    put_text(out, e->command, 0);
    fputs(".EE\n", out);
}

static void group_verbs(FILE *out, struct lw_view word)
{
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (verb->hidden || !lw_view_eq(lw_verb_first_word(verb), word))
            continue;
        fprintf(out, ".TP\n.B layerward %s\n", verb->name);
        if (verb->synopsis && *verb->synopsis)
            text(out, verb->synopsis);
        fputs(".br\n", out);
        text(out, verb->summary);
    }
    fputs(".SH EXAMPLES\n", out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (!verb->hidden && verb->examples && lw_view_eq(lw_verb_first_word(verb), word))
            example(out, verb->examples);
    }
}

bool lw_manual_group(FILE *out, const char *word)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view group = lw_view_c(word);
    size_t i = 0;
    while (i < lw_verb_count && !(lw_verb_in_group(lw_verb_all[i]) && !lw_verb_all[i]->hidden &&
                                  lw_view_eq(lw_verb_first_word(lw_verb_all[i]), group)))
        i++;
    if (i == lw_verb_count)
        return false;
    title(out, (const char *)lw_arena_printf(&arena, " %s", word).ptr);
    fprintf(out, ".SH NAME\nlayerward\\-%s \\- ", word);
    put_text(out, lw_verb_group_summary(group), 0);
    fprintf(out,
            ".SH SYNOPSIS\n.B layerward %s\n.I VERB\n[\\fIOPTION\\fR]... "
            "[\\fIOPERAND\\fR]...\n"
            ".SH VERBS\nEach has a page of its own, with its options.\n",
            word);
    group_verbs(out, group);
    fputs(".SH SEE ALSO\n.BR layerward (1)", out);
    see_verbs(out, ",\n", group);
    return true;
}

/* Of a verb of a group the group's page, of one that begins a group the others. */
static void see_also(FILE *out, const struct lw_verb *verb)
{
    struct lw_view word = lw_verb_first_word(verb);
    fputs(".SH SEE ALSO\n.BR layerward (1)", out);
    if (lw_verb_in_group(verb))
        fprintf(out, ",\n.BR layerward\\-%.*s (1)\n", LW_FMT(word));
    else
        see_verbs(out, ",\n", word);
}

void lw_manual(FILE *out, const struct lw_verb *verb)
{
    if (!verb) {
        program(out);
        return;
    }
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    title(out, (const char *)lw_arena_printf(&arena, " %s", verb->name).ptr);
    fputs(".SH NAME\nlayerward\\-", out);
    dashed(out, verb->name);
    fputs(" \\- ", out);
    put_text(out, verb->summary, 0);
    fprintf(out, ".SH SYNOPSIS\n.B layerward %s\n[\\fIOPTION\\fR]...\n", verb->name);
    if (verb->synopsis && *verb->synopsis)
        text(out, verb->synopsis);
    if (verb->description) {
        fputs(".SH DESCRIPTION\n", out);
        text(out, verb->description);
    }
    fputs(".SH OPTIONS\n", out);
    for (const struct lw_option *o = verb->options; o && o->name; o++)
        option(out, o);
    for (const struct lw_option *o = lw_common_options; o->name; o++)
        option(out, o);
    exit_codes(out, verb->finding);
    if (verb->examples)
        fputs(".SH EXAMPLES\n", out);
    for (const struct lw_example *e = verb->examples; e && e->what; e++)
        example(out, e);
    see_also(out, verb);
}
