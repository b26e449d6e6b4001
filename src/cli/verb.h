/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verb.h - what a verb is: one file, one descriptor; help, completions and manual come from it.
 *
 * cli/verbs/NAME.c defines `const struct lw_verb lw_verb_NAME`; "db import" is in db_import.c.
 */
#ifndef LW_CLI_VERB_H
#define LW_CLI_VERB_H

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

/* Exit codes (DESIGN.md, contracts). */
enum { LW_EXIT_CLEAN = 0, LW_EXIT_FINDING = 1, LW_EXIT_USAGE = 2, LW_EXIT_INCOMPLETE = 3 };

struct lw_option {
    const char *name;   /* "fail-on", without dashes */
    char letter;        /* 'o', or 0 */
    const char *arg;    /* "FILE" in help; NULL for a flag */
    const char *help;   /* one line or more; words are wrapped */
    const char *values; /* "low medium high": what completion offers and the parser checks; or
                           "@file", "@dir" (complete paths), "@output" (a file that is written,
                           which no path that is read may be), "@changed" (read, and may be
                           written), "@runtime", "@list", "@ordering",
                           "@ecosystem" (what the program knows of these); or NULL */
};

struct lw_arg {
    const struct lw_option *option; /* NULL: an operand */
    const char *value;              /* NULL for a flag */
};

struct lw_args {
    const char *program; /* "layerward" */
    struct lw_arg *items;
    size_t count, capacity;
};

struct lw_example {
    const char *what, *command;
};

struct lw_verb {
    const char *name;     /* as typed: "scan", "db import" */
    const char *summary;  /* one line */
    const char *synopsis; /* operands: "INPUT..." */
    const char *description;
    const struct lw_option *options;     /* ends with a NULL name; may be NULL */
    const struct lw_example *examples;   /* ends with a NULL what; may be NULL */
    unsigned min_operands, max_operands; /* max 0: none; UINT_MAX: any number */
    const char *operand;                 /* what completion offers for the first, as .values */
    bool hidden;                         /* from the list of verbs */
    const char *finding;                 /* what exit code 1 says; NULL: it is not given */
    /* Returns an exit code. */
    int (*run)(const struct lw_args *args);
};

/* The options that every verb has; ends with a NULL name. */
extern const struct lw_option lw_common_options[];

extern const struct lw_verb *const lw_verb_all[];
extern const size_t lw_verb_count;

/* The last value given for an option, or NULL. */
const char *lw_args_get(const struct lw_args *args, const char *name);
bool lw_args_flag(const struct lw_args *args, const char *name);

/* The n-th operand (n-th value of an option), from 0; NULL past the end. */
const char *lw_args_operand(const struct lw_args *args, size_t n);
const char *lw_args_nth(const struct lw_args *args, const char *name, size_t n);
size_t lw_args_operands(const struct lw_args *args);

/* A whole number with an optional suffix k, M or G (1024 each); err: LW_E_USAGE naming the
 * option. Leaves `*out` alone where the option was not given. */
LW_NODISCARD lw_status lw_args_number(uint64_t *out, const struct lw_args *args, const char *name,
                                      uint64_t max, struct lw_err *err);

/* Prints "layerward: text" (with the source line where LAYERWARD_DEBUG is set) on stderr and
 * returns the exit code of the error's category. */
int lw_cli_fail(const struct lw_err *err);

/* The exit code of a report that was not finished: silent where nobody reads it any more, or the
 * user interrupted it. */
int lw_cli_fail_report(const FILE *out, const struct lw_err *err);

/* Whether nobody reads standard output any more: it is a pipe whose reader has gone. */
bool lw_cli_output_closed(void);

/* At the end of a process: where stdout could not take all that was written, says so and turns a
 * code that claims success into LW_EXIT_INCOMPLETE. */
int lw_cli_end_output(int code);

/* Prints a usage error for a verb, with a hint at its help; returns LW_EXIT_USAGE. */
int lw_cli_usage(const struct lw_verb *verb, const char *fmt, ...) LW_PRINTF(2, 3);

/* Help of one verb (NULL: of the program) on `out`. */
void lw_cli_help(FILE *out, const struct lw_verb *verb);

/* The verb named by the first word or two of argv; `*used` says how many. NULL: none. */
const struct lw_verb *lw_cli_find_verb(int argc, char *const *argv, int *used);

/* How many edits make one of the other (Levenshtein); UINT_MAX where more than 31 characters of one
 * lie between the ends that both have. */
unsigned lw_cli_distance(const char *a, const char *b);

/* The verb whose name is nearest to a mistyped one, or NULL where none is near. */
const struct lw_verb *lw_cli_nearest_verb(const char *typed);

/* Parses argv behind the verb's name. err: LW_E_USAGE. Sets *help for --help. */
LW_NODISCARD lw_status lw_cli_parse(struct lw_args *out, bool *help, const struct lw_verb *verb,
                                    int argc, char *const *argv, struct lw_arena *arena,
                                    struct lw_err *err);

/* No file that an option writes ("@output") is one that another option or an operand names. err:
 * LW_E_USAGE. */
LW_NODISCARD lw_status lw_cli_check_written(const struct lw_args *args, struct lw_err *err);

#endif
