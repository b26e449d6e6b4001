/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/lambda.h - calls of AWS Lambda.
 *
 * Trusts:  nothing of what AWS answers but that a zip has the digest that AWS says it has.
 */
#ifndef LW_AWS_LAMBDA_H
#define LW_AWS_LAMBDA_H

#include "aws/session.h"
#include "base/progress.h"

/* The zip of a layer version, in a file without a name that the caller closes, at its start.
 * `progress` may be NULL. Needs lambda:GetLayerVersion. err: as lw_aws_get(); LW_E_USAGE for what
 * is no ARN of a layer version, LW_E_LIMIT over `max_bytes`, LW_E_UNTRUSTED where the bytes are not
 * those of CodeSha256, LW_E_REMOTE. */
LW_NODISCARD lw_status lw_lambda_get_layer(int *out_fd, const struct lw_aws_session *session,
                                           struct lw_view arn, uint64_t max_bytes,
                                           struct lw_progress *progress, struct lw_arena *arena,
                                           struct lw_err *err);

#endif
