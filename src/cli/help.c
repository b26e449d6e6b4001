/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/help.c - help texts, usage errors and near misses, all from the verbs' tables.
 */
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/signals.h"
#include "base/text.h"
#include "cli/verb.h"

enum { WIDTH = 78, OPTION_COLUMN = 26 };

/* Words of `text`, wrapped, behind `indent` spaces from the second line on. */
static void wrap(FILE *out, const char *text, int indent, int column)
{
    struct lw_view rest = lw_view_c(text), line, word;
    while (lw_view_line(&line, &rest)) {
        bool first = true;
        while (lw_view_split(&word, &line, ' ')) {
            if (!first && column + 1 + (int)word.len > WIDTH) {
                fprintf(out, "\n%*s", indent, "");
                column = indent;
                first = true;
            }
            fprintf(out, "%s%.*s", first ? "" : " ", LW_FMT(word));
            column += (int)word.len + !first;
            first = false;
        }
        if (rest.len)
            fprintf(out, "\n%*s", indent, "");
        column = indent;
    }
    fputc('\n', out);
}

static void option_line(FILE *out, const struct lw_option *o)
{
    char left[64];
    int n = o->letter ? snprintf(left, sizeof left, "  -%c, --%s", o->letter, o->name)
                      : snprintf(left, sizeof left, "      --%s", o->name);
    if (o->arg && n > 0 && (size_t)n < sizeof left)
        n += snprintf(left + n, sizeof left - (size_t)n, " %s", o->arg);
    fputs(left, out);
    if (n >= OPTION_COLUMN - 1)
        fprintf(out, "\n%*s", OPTION_COLUMN, "");
    else
        fprintf(out, "%*s", OPTION_COLUMN - n, "");
    wrap(out, o->help, OPTION_COLUMN, OPTION_COLUMN);
}

static void program_help(FILE *out)
{
    fputs("layerward " LW_VERSION " - supply-chain security for AWS Lambda layers\n\n"
          "usage: layerward VERB [OPTION]... [OPERAND]...\n\n",
          out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (!verb->hidden)
            fprintf(out, "  %-16s %s\n", verb->name, verb->summary);
    }
    fputs("\n`layerward VERB --help` says more of each. Exit codes: 0 clean, 1 a finding that\n"
          "--fail-on asks for, 2 usage, 3 could not complete.\n",
          out);
}

void lw_cli_help(FILE *out, const struct lw_verb *verb)
{
    if (!verb) {
        program_help(out);
        return;
    }
    fprintf(out, "layerward %s - %s\n\nusage: layerward %s%s %s\n", verb->name, verb->summary,
            verb->name, verb->options ? " [OPTION]..." : "", verb->synopsis ? verb->synopsis : "");
    if (verb->description) {
        fputc('\n', out);
        wrap(out, verb->description, 0, 0);
    }
    fputs("\nOptions:\n", out);
    for (const struct lw_option *o = verb->options; o && o->name; o++)
        option_line(out, o);
    for (const struct lw_option *o = lw_common_options; o->name; o++)
        option_line(out, o);
    if (verb->examples)
        fputs("\nExamples:\n", out);
    for (const struct lw_example *e = verb->examples; e && e->what; e++)
        fprintf(out, "  # %s\n  %s\n", e->what, e->command);
}

int lw_cli_fail(const struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf safe = LW_BUF_INIT;
    lw_text_add_safe(&safe, lw_view_c(err->text)); /* it may name a file */
    fprintf(stderr, "layerward: %.*s\n", LW_FMT(lw_buf_view(&safe)));
    if (getenv("LAYERWARD_DEBUG"))
        fprintf(stderr, "layerward: %s at %s:%d\n", lw_code_name(err->code), err->file, err->line);
    return lw_code_exit(err->code);
}

bool lw_cli_output_closed(void)
{
    struct pollfd reader = { .fd = STDOUT_FILENO };
    return poll(&reader, 1, 0) == 1 && reader.revents & POLLERR;
}

int lw_cli_fail_report(const FILE *out, const struct lw_err *err)
{
    if (out == stdout && lw_cli_output_closed()) /* `| head` has enough */
        return LW_EXIT_INCOMPLETE;
    return lw_interrupted() ? 128 + lw_interrupt_signal() : lw_cli_fail(err);
}

int lw_cli_end_output(int code)
{
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed || code > LW_EXIT_FINDING)
        return code;
    if (!lw_cli_output_closed()) /* `| head` has enough */
        fputs("layerward: standard output could not be written: is the disk full?\n", stderr);
    return LW_EXIT_INCOMPLETE;
}

int lw_cli_usage(const struct lw_verb *verb, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fputs("layerward: ", stderr);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fprintf(stderr, "\nTry: layerward %s%s--help\n", verb ? verb->name : "", verb ? " " : "");
    return LW_EXIT_USAGE;
}

const struct lw_verb *lw_cli_find_verb(int argc, char *const *argv, int *used)
{
    for (int words = 2; words >= 1; words--) {
        char name[64];
        if (words > argc)
            continue;
        snprintf(name, sizeof name, words == 2 ? "%s %s" : "%s", argv[0],
                 words == 2 ? argv[1] : "");
        for (size_t i = 0; i < lw_verb_count; i++) {
            if (strcmp(lw_verb_all[i]->name, name) == 0) {
                *used = words;
                return lw_verb_all[i];
            }
        }
    }
    return NULL;
}

unsigned lw_cli_distance(const char *a, const char *b)
{
    unsigned row[32];
    while (*a && *a == *b) { /* what both have at their ends makes no difference */
        a++;
        b++;
    }
    size_t la = strlen(a), lb = strlen(b);
    while (la && lb && a[la - 1] == b[lb - 1]) {
        la--;
        lb--;
    }
    if (la > 31 || lb > 31)
        return UINT_MAX;
    for (size_t j = 0; j <= lb; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= la; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= lb; j++) {
            unsigned above = row[j], best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[lb];
}

const struct lw_verb *lw_cli_nearest_verb(const char *typed)
{
    const struct lw_verb *nearest = NULL;
    unsigned best = 3;
    for (size_t i = 0; i < lw_verb_count; i++) {
        unsigned d = lw_cli_distance(typed, lw_verb_all[i]->name);
        if (d < best && !lw_verb_all[i]->hidden) {
            best = d;
            nearest = lw_verb_all[i];
        }
    }
    return nearest;
}
