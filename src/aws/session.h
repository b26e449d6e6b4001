/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/session.h - calls of AWS: signed, sent, tried again, and their errors in words.
 *
 * Owns:    the credentials, until lw_aws_session_end() overwrites them; answers are in the caller's
 *          arena. What libcurl, yyjson and the C library keep of them goes with the process alone:
 *          no process that parses what is fetched should have had a session (cli/fetch.h).
 * Spec:    the error forms of AWS's REST-JSON services.
 */
#ifndef LW_AWS_SESSION_H
#define LW_AWS_SESSION_H

#include "aws/credentials.h"
#include "base/json.h"

struct lw_aws_session {
    struct lw_arena secrets;
    struct lw_aws_credentials credentials; /* in it */
    const char *endpoint_url; /* in place of AWS's own; NULL: by AWS_ENDPOINT_URL_SERVICE, then
                                 AWS_ENDPOINT_URL, then the region's */
};

/* To be ended also where it fails. `endpoint_url` is borrowed. err: as
 * lw_aws_credentials_find(). */
LW_NODISCARD lw_status lw_aws_session_begin(struct lw_aws_session *out, const char *profile,
                                            const char *endpoint_url, struct lw_err *err);
void lw_aws_session_end(struct lw_aws_session *session);

/* A call without a body whose answer is JSON. */
struct lw_aws_call {
    const char *action;  /* for messages, as policies name it: "lambda:GetLayerVersion" */
    const char *service; /* "lambda": host and scope */
    struct lw_view partition, region;
    const char *path, *query; /* as they are to be sent */
};

/* err: LW_E_DENIED (401, 403), LW_E_NOT_FOUND (404), LW_E_REMOTE (other answers, none at all),
 * LW_E_FORMAT, LW_E_USAGE for a partition or region that cannot be; AWS's own words are in it. */
LW_NODISCARD lw_status lw_aws_get(yyjson_doc **out, const struct lw_aws_session *session,
                                  const struct lw_aws_call *call, struct lw_arena *arena,
                                  struct lw_err *err);

/* "https://lambda.eu-west-1.amazonaws.com", without a path. err: LW_E_USAGE. */
LW_NODISCARD lw_status lw_aws_endpoint(struct lw_view *out, const struct lw_aws_session *session,
                                       const struct lw_aws_call *call, struct lw_arena *arena,
                                       struct lw_err *err);

#endif
