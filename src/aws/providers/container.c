/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/providers/container.c - the address that ECS, EKS and others give to a container.
 */
#include <stdlib.h>

#include "aws/providers.h"
#include "base/file.h"

enum { TIMEOUT_MS = 5000, MAX_TOKEN_BYTES = 16 << 10 };

/* The token goes along: over the network only by https, else to the addresses that stand for it. */
static bool may_be_asked(struct lw_view url)
{
    static const char *const hosts[] = { "http://127.0.0.1",      "http://localhost",
                                         "http://[::1]",          "http://169.254.170.2",
                                         "http://169.254.170.23", "http://[fd00:ec2::23]" };
    if (lw_view_starts(url, LW_VIEW("https://")))
        return true;
    if (lw_view_find_byte(url, '@') != LW_NOT_FOUND) /* what stands before it is no host */
        return false;
    for (size_t i = 0; i < LW_COUNT(hosts); i++) {
        struct lw_view rest = lw_view_from(url, strlen(hosts[i]));
        if (lw_view_starts(url, lw_view_c(hosts[i])) &&
            (rest.len == 0 || rest.ptr[0] == '/' || rest.ptr[0] == ':'))
            return true;
    }
    return false;
}

static lw_status read_token(struct lw_view *out, struct lw_arena *arena, struct lw_err *err)
{
    const char *file = getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    *out = lw_view_c(getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    if (file && file[0])
        LW_TRY(lw_file_read(out, file, MAX_TOKEN_BYTES, arena, err));
    *out = lw_view_trim(*out);
    LW_ENSURE(lw_view_find_byte(*out, '\n') == LW_NOT_FOUND &&
                  lw_view_find_byte(*out, '\r') == LW_NOT_FOUND,
              err, LW_E_CONFIG, 0, "AWS_CONTAINER_AUTHORIZATION_TOKEN has more than one line");
    return LW_OK;
}

static lw_status find(struct lw_aws_credentials *out, const char *profile, struct lw_arena *arena,
                      struct lw_err *err)
{
    const char *relative = getenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    const char *url = getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    struct lw_view token, answer;
    (void)profile;
    if (relative && relative[0])
        url = (const char *)lw_arena_printf(arena, "http://169.254.170.2%s", relative).ptr;
    if (!url || !url[0])
        return LW_OK;
    LW_ENSURE(may_be_asked(lw_view_c(url)), err, LW_E_CONFIG, 0,
              "AWS_CONTAINER_CREDENTIALS_FULL_URI: %s is neither https nor on this machine", url);
    LW_TRY(read_token(&token, arena, err));
    const char *headers[] = {
        token.len ? (const char *)lw_arena_printf(arena, "Authorization: %.*s", LW_FMT(token)).ptr
                  : NULL,
        NULL
    };
    const struct lw_aws_local request = { NULL, url, headers, TIMEOUT_MS, true };
    LW_TRY(lw_aws_local_get(&answer, &request, arena, err));
    return lw_aws_credentials_read(out, answer, url, arena, err);
}

const struct lw_aws_provider lw_aws_provider_container = { "the container's role", false, find };
