/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/credentials.h - whose rights calls are made with: found as AWS's own clients find them.
 *
 * Owns:    nothing; what is found, and all that was read on the way, is in the caller's arena, for
 *          him to wipe. Secrets are in no message.
 * Spec:    "Standardized credential providers" (AWS SDKs and Tools Reference Guide).
 */
#ifndef LW_AWS_CREDENTIALS_H
#define LW_AWS_CREDENTIALS_H

#include "base/arena.h"
#include "base/err.h"

struct lw_aws_credentials {
    struct lw_view key_id, secret;
    struct lw_view token; /* "" for keys that do not expire */
    const char *source;   /* who gave them, for messages */
};

/* The first that has some: the environment (not where `profile` is given), the files of profiles,
 * a container's address, an instance's metadata. `profile` NULL: AWS_PROFILE, else "default".
 * err: LW_E_DENIED where none has (what was tried, what to do), LW_E_CONFIG for a profile that is
 * not there or signs in by a way that is not known here; of the provider that failed. */
LW_NODISCARD lw_status lw_aws_credentials_find(struct lw_aws_credentials *out, const char *profile,
                                               struct lw_arena *arena, struct lw_err *err);

#endif
