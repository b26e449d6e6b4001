/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/providers/instance.c - the metadata service of an EC2 instance, version 2.
 */
#include <stdlib.h>

#include "aws/providers.h"

enum { TIMEOUT_MS = 1000 };

static lw_status find(struct lw_aws_credentials *out, const char *profile, struct lw_arena *arena,
                      struct lw_err *err)
{
    static const char *const ttl[] = { "X-aws-ec2-metadata-token-ttl-seconds: 60", NULL };
    const char *off = getenv("AWS_EC2_METADATA_DISABLED");
    const char *base = getenv("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    struct lw_view token, role, roles, answer;
    (void)profile;
    if (off && lw_view_eq_nocase(lw_view_c(off), LW_VIEW("true")))
        return LW_OK;
    if (!base || !base[0])
        base = "http://169.254.169.254";
    struct lw_aws_local request = {
        "PUT", (const char *)lw_arena_printf(arena, "%s/latest/api/token", base).ptr, ttl,
        TIMEOUT_MS, false
    };
    LW_TRY(lw_aws_local_get(&token, &request, arena, err));
    token = lw_view_trim(token);
    if (!token.len || lw_view_find_byte(token, '\n') != LW_NOT_FOUND)
        return LW_OK; /* no instance */
    const char *headers[] = {
        (const char *)lw_arena_printf(arena, "X-aws-ec2-metadata-token: %.*s", LW_FMT(token)).ptr,
        NULL
    };
    const char *list = (const char *)lw_arena_printf(
                           arena, "%s/latest/meta-data/iam/security-credentials/", base)
                           .ptr;
    request = (struct lw_aws_local){ NULL, list, headers, TIMEOUT_MS, false };
    LW_TRY(lw_aws_local_get(&roles, &request, arena, err));
    if (!lw_view_line(&role, &roles) || !role.len)
        return LW_OK; /* without a role */
    request.url = (const char *)lw_arena_printf(arena, "%s%.*s", list, LW_FMT(role)).ptr;
    request.must = true;
    LW_TRY(lw_aws_local_get(&answer, &request, arena, err));
    return lw_aws_credentials_read(out, answer, request.url, arena, err);
}

const struct lw_aws_provider lw_aws_provider_instance = { "the instance's role", false, find };
