/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_update.c - replace what the lock says of a layer.
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
    .synopsis = "NAME INPUT",
    .description = "As `lock add`, for a NAME that is in the lock already: look at `layerward "
                   "diff` of the two versions first.",
    .options = options,
    .examples = examples,
    .min_operands = 2,
    .max_operands = 2,
    .run = run,
};
