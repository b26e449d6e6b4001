/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_add.c - put a layer version into the lock.
 */
#include "cli/lock_job.h"

static const struct lw_option options[] = {
    LW_OPTION_LOCK,
    { "reason", 0, "TEXT", "why it is adopted; required", NULL },
    { "by", 0, "WHO",
      "who adopts it; unless given $USER, $LOGNAME, or the user's name of the system", NULL },
    { "publisher", 0, "WHO",
      "who made it; unless given whoever --attestation shows, or the account of an ARN", NULL },
    { "attestation", 0, "FILE",
      "an attestation, which is verified as `attest verify` does by the signers and publishers of "
      "layerward.yaml, and kept in the lock (may be repeated); one that does not verify is refused",
      "@file" },
    LW_OPTION_CONFIG,
    { "no-cache", 0, NULL, "neither use nor keep results by content", NULL },
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "adopt a layer",
      "layerward lock add --reason \"mends CVE-2023-43804\" tools layers/tools.zip" },
    { NULL, NULL },
};

static int run(const struct lw_args *args)
{
    return lw_lock_write_verb(args, false);
}

const struct lw_verb lw_verb_lock_add = {
    .name = "lock add",
    .summary = "put a layer version into the lock",
    .synopsis = "NAME INPUT",
    .description =
        "NAME is the ARN of a layer version, or a name of your own; INPUT is its zip or folder. "
        "The lock keeps both digests, the size, what the code can do by package, the servers and "
        "extensions, and who adopted it when and why. The file is replaced whole or not at all.",
    .options = options,
    .examples = examples,
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
