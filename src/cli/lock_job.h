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

/* What `lock add` and `lock update` have in common: options, and what they do: runs in a confined
 * worker and writes the lock whole. Returns an exit code. */
#define LW_OPTIONS_LOCK_WRITE                                                                      \
    LW_OPTION_LOCK, { "reason", 0, "TEXT", "why it is adopted; required", NULL },                  \
        { "by", 0, "WHO",                                                                          \
          "who adopts it; unless given $USER, $LOGNAME, or the user's name of the system", NULL }, \
        { "publisher", 0, "WHO",                                                                   \
          "who made it; unless given whoever --attestation shows, or the account of an ARN",       \
          NULL },                                                                                  \
        { "attestation", 0, "FILE",                                                                \
          "an attestation, which is verified as `attest verify` does by the signers and "          \
          "publishers of layerward.yaml, and kept in the lock (may be repeated); one that does "   \
          "not verify is refused",                                                                 \
          "@file" },                                                                               \
        LW_OPTION_CONFIG,                                                                          \
        { "no-cache", 0, NULL, "neither use nor keep results by content", NULL }, LW_OPTION_JOBS,  \
        LW_OPTIONS_LIMITS, LW_OPTIONS_AWS
int lw_lock_write_verb(const struct lw_args *args, bool update);

#endif
