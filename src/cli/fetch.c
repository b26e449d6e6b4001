/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/fetch.c - from an ARN to an open file.
 */
#include "cli/fetch.h"

#include <unistd.h>

#include "aws/lambda.h"
#include "base/arn.h"

/* Lambda takes 50 MB at once and 250 MB unpacked; by S3 a zip can be larger than the one. */
enum { MAX_ZIP_BYTES = 1 << 29 };

bool lw_fetch_is_arn(const char *operand)
{
    struct lw_view text = lw_view_c(operand);
    return lw_view_starts(text, LW_VIEW("arn:")) &&
           lw_view_find(text, LW_VIEW(":lambda:")) != LW_NOT_FOUND;
}

bool lw_fetch_wanted(const char *operand)
{
    return lw_fetch_is_arn(operand) && access(operand, F_OK) != 0;
}

lw_status lw_fetch_layer(struct lw_input *out, struct lw_fetch *fetch, const char *arn,
                         struct lw_arena *arena, struct lw_err *err)
{
    struct lw_progress progress;
    int fd = -1;
    const struct lw_args *args = fetch->args;
    struct lw_layer_arn parts;
    LW_ENSURE(lw_layer_arn_parse(&parts, lw_view_c(arn)), err, LW_E_USAGE, 0,
              "%.200s is not the ARN of a layer version: "
              "arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION",
              arn);
    const char *what = (const char *)lw_arena_printf(arena, "fetching %s", arn).ptr;
    lw_status status = LW_OK;
    if (!fetch->begun)
        status = lw_aws_session_begin(&fetch->session, args ? lw_args_get(args, "profile") : NULL,
                                      args ? lw_args_get(args, "endpoint-url") : NULL, arena, err);
    if (!lw_ok(status)) {
        lw_err_prefix(err, "%.200s", arn);
        return status;
    }
    fetch->begun = true;
    lw_progress_begin(&progress, what, 0, !args || !lw_args_flag(args, "quiet"));
    status = lw_lambda_get_layer(&fd, &fetch->session, lw_view_c(arn), MAX_ZIP_BYTES, &progress,
                                 arena, err);
    lw_progress_end(&progress);
    LW_TRY(status);
    *out = (struct lw_input){ (const char *)lw_arena_printf(arena, "/dev/fd/%d", fd).ptr,
                              (const char *)lw_arena_copy(arena, lw_view_c(arn)).ptr };
    return LW_OK;
}
