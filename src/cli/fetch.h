/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/fetch.h - layer versions that are named by their ARN, from AWS.
 *
 * A process of its own has the credentials, and what libraries keep of them: it hands over open
 * files, and ends before the process that asked it is confined and parses them.
 */
#ifndef LW_CLI_FETCH_H
#define LW_CLI_FETCH_H

#include <sys/types.h>

#include "archive/archive.h"
#include "cli/verb.h"

/* Zeroed but for `args`: credentials are looked for with the first ARN, once, even where there are
 * none. */
struct lw_fetch {
    const struct lw_args *args; /* of a verb with LW_OPTIONS_AWS; NULL: nothing is said there */
    pid_t process;              /* 0: none runs */
    int channel;                /* to it */
};

/* An operand that is the ARN of something of Lambda's; `wanted`: and no file is called so. */
bool lw_fetch_is_arn(const char *operand);
bool lw_fetch_wanted(const char *operand);

/* Before the process is confined, and before it starts threads. The input is a file without a name
 * that stays open until the process ends; it is called by its ARN. err: as lw_aws_session_begin(),
 * with the ARN in front, and lw_lambda_get_layer(). */
LW_NODISCARD lw_status lw_fetch_layer(struct lw_input *out, struct lw_fetch *fetch, const char *arn,
                                      struct lw_arena *arena, struct lw_err *err);

/* The process with the credentials is gone when this returns. Nothing is done where none runs. */
void lw_fetch_end(struct lw_fetch *fetch);

#endif
