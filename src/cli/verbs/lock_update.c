/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_update.c - replace what the lock says of a layer.
 */
#include "cli/lock_job.h"

static const struct lw_option options[] = {
    LW_OPTIONS_LOCK_WRITE,
    { "old", 0, "INPUT",
      "the version that the lock has: zip, folder or ARN; unless given what is where the lock has "
      "it",
      "@file" },
    { "fail-on", 0, "VERDICT",
      "adopt nothing on which the verdict is this or a worse one; block "
      "unless given",
      "review block" },
    { "accept-block", 0, NULL, "adopt it although the verdict on it is block", NULL },
    { "unreviewed", 0, NULL,
      "adopt it without a verdict: nothing is compared, unless --old says with what", NULL },
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "adopt its next version",
      "layerward lock update --reason reviewed tools layers/tools-8.zip" },
    { "a build in the same place, by the version that Git has",
      "git show HEAD:layers/tools.zip >old.zip && layerward lock update --reason reviewed "
      "--old old.zip tools layers/tools.zip" },
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
    .description =
        "As `lock add`, for a NAME that is in the lock already; without INPUT from the path that "
        "the "
        "lock has. Both versions are compared as "
        "`layerward diff` does, with the advisories that there are: one on which the verdict is "
        "block is not adopted, and neither is one on which there is none since the version that "
        "the lock has is gone. The reasons are told on stderr, as `layerward diff` shows them.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = 2,
    .finding = "the verdict is block, or what --fail-on says: the lock stays as it was",
    .run = run,
};
