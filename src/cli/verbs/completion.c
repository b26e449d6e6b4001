/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/completion.c - print a shell's completion script.
 */
#include "cli/complete.h"

static int run(const struct lw_args *args);

const struct lw_verb lw_verb_completion = {
    .name = "completion",
    .summary = "print the completion script of a shell",
    .synopsis = "bash|fish|zsh",
    .description = "Completes verbs, options, their values and files. To have it in this shell: "
                   "source <(layerward completion bash), or in fish: "
                   "layerward completion fish | source",
    .operand = "bash fish zsh",
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};

static int run(const struct lw_args *args)
{
    const char *shell = lw_args_operand(args, 0);
    if (strcmp(shell, "bash") == 0)
        lw_complete_bash(stdout);
    else if (strcmp(shell, "fish") == 0)
        lw_complete_fish(stdout);
    else if (strcmp(shell, "zsh") == 0)
        lw_complete_zsh(stdout);
    else
        return lw_cli_usage(&lw_verb_completion, "there is no completion for '%s'", shell);
    return LW_EXIT_CLEAN;
}
