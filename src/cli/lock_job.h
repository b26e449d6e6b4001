/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_job.h - what the verbs of the lock share.
 */
#ifndef LW_CLI_LOCK_JOB_H
#define LW_CLI_LOCK_JOB_H

#include "base/file.h"
#include "cli/common.h"
#include "cli/fetch.h"
#include "cli/worker.h"
#include "review/lock_entry.h"

#define LW_OPTION_LOCK                                                                             \
    {                                                                                              \
        "lock", 0, "FILE",                                                                         \
            "the lock; unless given review.lock of layerward.yaml, else layerward.lock in this "   \
            "folder",                                                                              \
            "@file"                                                                                \
    }
#define LW_OPTION_CONFIG                                                                           \
    {                                                                                              \
        "config", 0, "FILE", "configuration to use instead of layerward.yaml in this folder",      \
            "@file"                                                                                \
    }

/* Where the lock is. err: of the configuration. */
LW_NODISCARD lw_status lw_lock_path(struct lw_view *out, const struct lw_args *args,
                                    struct lw_arena *arena, struct lw_err *err);

/* Where the bytes of `path` are: there, or fetched where it is an ARN and no file. Before the
 * process is confined. err: as lw_fetch_layer(). */
LW_NODISCARD lw_status lw_lock_input(struct lw_input *out, struct lw_fetch *fetch, const char *path,
                                     struct lw_arena *arena, struct lw_err *err);

/* One artifact, as the lock knows it. `whole` also looks for what it does; else digests and size
 * alone. err: what a scan says. */
struct lw_lock_look {
    const struct lw_args *args;
    struct lw_input input;
    bool whole;
    struct lw_view cache_folder;
    struct lw_worker *worker;
};
LW_NODISCARD lw_status lw_lock_look(struct lw_lock_entry *out, const struct lw_lock_look *look,
                                    struct lw_arena *arena, struct lw_err *err);

/* `lock add` and `lock update`: their options, and what they do: runs in a confined worker and
 * writes the lock whole. Returns an exit code. */
extern const struct lw_option lw_lock_write_options[];
int lw_lock_write_verb(const struct lw_args *args, bool update);

#endif
