/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_update.c - replace what the lock says of a layer.
 */
#include "cli/lock_job.h"

static const struct lw_example examples[] = {
    { "adopt its next version", "layerward lock update --reason reviewed tools layers/tools.zip" },
    { NULL, NULL },
};

static int run(const struct lw_args *args)
{
    return lw_lock_write_verb(args, true);
}

const struct lw_verb lw_verb_lock_update = {
    .name = "lock update",
    .summary = "replace what the lock says of a layer",
    .synopsis = "NAME [INPUT]",
    .description = "As `lock add`, for a NAME that is in the lock already: look at `layerward "
                   "diff` of the two versions first.",
    .options = lw_lock_write_options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = 2,
    .run = run,
};
