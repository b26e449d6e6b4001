/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/providers/environment.c - AWS_ACCESS_KEY_ID and what belongs to it.
 */
#include <stdlib.h>

#include "aws/providers.h"

static lw_status find(struct lw_aws_credentials *out, const char *profile, struct lw_arena *arena,
                      struct lw_err *err)
{
    const char *key_id = getenv("AWS_ACCESS_KEY_ID"), *secret = getenv("AWS_SECRET_ACCESS_KEY");
    (void)profile;
    if (!key_id || !key_id[0])
        return LW_OK;
    LW_ENSURE(secret && secret[0], err, LW_E_CONFIG, 0,
              "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not");
    out->key_id = lw_arena_copy(arena, lw_view_c(key_id));
    out->secret = lw_arena_copy(arena, lw_view_c(secret));
    out->token = lw_arena_copy(arena, lw_view_c(getenv("AWS_SESSION_TOKEN")));
    return LW_OK;
}

const struct lw_aws_provider lw_aws_provider_environment = { "the environment", false, find };
