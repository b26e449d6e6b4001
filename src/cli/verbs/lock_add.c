/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_add.c - put a layer version into the lock.
 */
#include "cli/lock_job.h"

static const struct lw_option options[] = {
    LW_OPTIONS_LOCK_WRITE,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "adopt a layer",
      "layerward lock add --reason \"mends CVE-2023-43804\" tools layers/tools.zip" },
    { "adopt what AWS has", "layerward lock add --reason \"read by Ana\" "
                            "arn:aws:lambda:eu-west-1:123456789012:layer:tools:7" },
    { NULL, NULL },
};

static int run(const struct lw_args *args)
{
    return lw_lock_write_verb(args, false);
}

const struct lw_verb lw_verb_lock_add = {
    .name = "lock add",
    .summary = "put a layer version into the lock",
    .synopsis = "NAME [INPUT]",
    .description =
        "NAME is the ARN of a layer version, which is fetched from AWS unless INPUT says where its "
        "zip or folder is, or a name of your own with its INPUT: zip, folder or ARN. "
        "The lock keeps both digests, the size, what the code can do by package, the servers and "
        "extensions, and who adopted it when and why. The file is replaced whole or not at all.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = 2,
    .run = run,
};
