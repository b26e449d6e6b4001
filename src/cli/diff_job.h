/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/diff_job.h - one call of `layerward diff`, as it runs in the confined worker.
 */
#ifndef LW_CLI_DIFF_JOB_H
#define LW_CLI_DIFF_JOB_H

#include "cli/common.h"
#include "cli/worker.h"
#include "review/run.h"

struct lw_diff_job {
    const struct lw_args *args; /* borrowed */
    FILE *out;                  /* where the report goes */
    struct lw_view cache_folder;
    struct lw_worker *worker;
    volatile bool *report_done; /* in memory of both processes */
};

/* In the worker. Returns an exit code. */
int lw_diff_job_run(struct lw_diff_job *job);

/* --config, or layerward.yaml in the working folder. err: LW_E_CONFIG, LW_E_IO, LW_E_NOT_FOUND. */
LW_NODISCARD lw_status lw_cli_config(struct lw_config *out, const struct lw_args *args,
                                     struct lw_arena *arena, struct lw_err *err);

#endif
