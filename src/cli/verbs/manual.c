/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/manual.c - print the manual page of a verb, or of the program.
 */
#include "cli/complete.h"

static int run(const struct lw_args *args);

const struct lw_verb lw_verb_manual = {
    .name = "manual",
    .summary = "print a manual page",
    .synopsis = "[VERB...]",
    .description = "To read it: layerward manual scan | man -l -",
    .max_operands = 2,
    .hidden = true,
    .run = run,
};

static int run(const struct lw_args *args)
{
    size_t count = lw_args_operands(args);
    char *words[2] = { NULL, NULL };
    for (size_t i = 0; i < count && i < LW_COUNT(words); i++)
        words[i] = (char *)(uintptr_t)lw_args_operand(args, i);
    const struct lw_verb *verb = NULL;
    if (count > 0) {
        int used = 0;
        verb = lw_cli_find_verb((int)count, words, &used);
        if (!verb && count == 1 && lw_manual_group(stdout, words[0]))
            return LW_EXIT_CLEAN;
        if (!verb || (size_t)used != count)
            return lw_cli_usage(&lw_verb_manual, "there is no such verb");
    }
    lw_manual(stdout, verb);
    return LW_EXIT_CLEAN;
}
