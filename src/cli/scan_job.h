/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/scan_job.h - one call of `layerward scan`, as it runs in the confined worker.
 */
#ifndef LW_CLI_SCAN_JOB_H
#define LW_CLI_SCAN_JOB_H

#include "cli/common.h"
#include "cli/worker.h"

/* What the worker tells its parent besides its exit code. */
struct lw_scan_shared {
    volatile bool report_done;
};

struct lw_scan_job {
    const struct lw_args *args; /* borrowed */
    FILE *out;                  /* where the report goes */
    struct lw_view cache_folder;
    struct lw_worker *worker;
    struct lw_scan_shared *shared; /* memory of both processes */
};

/* In the worker. Returns an exit code. */
int lw_scan_job_run(struct lw_scan_job *job);

#endif
