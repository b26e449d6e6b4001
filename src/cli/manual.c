/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/manual.c - a manual page for each verb, written from its table.
 *
 * Spec:    man(7), groff_man(7).
 */
#include "cli/complete.h"

/* A paragraph. A backslash, a hyphen, and a dot or quote that starts a line are special to roff. */
static void text(FILE *out, const char *words)
{
    bool start = true;
    for (; words && *words; words++) {
        if (start && (*words == '.' || *words == '\''))
            fputs("\\&", out);
        start = *words == '\n';
        if (*words == '\\')
            fputs("\\e", out);
        else if (*words == '-')
            fputs("\\-", out);
        else
            fputc(*words, out);
    }
    if (!start)
        fputc('\n', out);
}

/* "db-import" of "db import". */
static void dashed(FILE *out, const char *name)
{
    for (; *name; name++)
        fputs(*name == ' ' ? "\\-" : (const char[]){ *name, '\0' }, out);
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
        fputs(".br\nOne of: ", out);
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

static void program(FILE *out)
{
    fputs(
        ".TH LAYERWARD 1 \"\" \"layerward " LW_VERSION "\"\n"
        ".SH NAME\nlayerward \\- supply\\-chain security for AWS Lambda layers\n"
        ".SH SYNOPSIS\n.B layerward\n.I VERB\n[\\fIOPTION\\fR]... [\\fIOPERAND\\fR]...\n"
        ".SH DESCRIPTION\n"
        "Shows what is inside a Lambda layer or function package, without unpacking it, and what\n"
        "is wrong with it. Nothing from an artifact is ever executed.\n"
        ".SH VERBS\n",
        out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (verb->hidden)
            continue;
        fprintf(out, ".TP\n.B %s\n", verb->name);
        text(out, verb->summary);
    }
    exit_codes(out, "a finding at or above --fail-on, or a comparison that is wrong");
    fputs(
        ".SH ENVIRONMENT\n"
        ".TP\n.B LAYERWARD_DB\nthe advisory index, instead of the one below FILES\n"
        ".TP\n.B LAYERWARD_CACHE\nthe folder of kept results, instead of the one below FILES\n"
        ".TP\n.B NO_COLOR\nno colour, even on a terminal\n"
        ".TP\n.B SOURCE_DATE_EPOCH\nthe time that a report bears where its format demands one\n"
        ".SH FILES\n"
        ".TP\n.I ${XDG_DATA_HOME:\\-~/.local/share}/layerward/advisories.lwdb\nthe advisory index\n"
        ".TP\n.I ${XDG_CACHE_HOME:\\-~/.cache}/layerward\nresults of scans, kept by content\n",
        out);
    fputs(".SH SEE ALSO\n", out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        if (lw_verb_all[i]->hidden)
            continue;
        fputs(".BR layerward\\-", out);
        dashed(out, lw_verb_all[i]->name);
        fputs(" (1)\n", out);
    }
}

void lw_manual(FILE *out, const struct lw_verb *verb)
{
    if (!verb) {
        program(out);
        return;
    }
    fputs(".TH LAYERWARD\\-", out);
    dashed(out, verb->name);
    fputs(" 1 \"\" \"layerward " LW_VERSION "\"\n.SH NAME\nlayerward\\-", out);
    dashed(out, verb->name);
    fputs(" \\- ", out);
    text(out, verb->summary);
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
    for (const struct lw_example *e = verb->examples; e && e->what; e++) {
        fputs(".TP\n", out);
        text(out, e->what);
        fputs(".EX\n", out);
        text(out, e->command);
        fputs(".EE\n", out);
    }
    fputs(".SH SEE ALSO\n.BR layerward (1)\n", out);
}
