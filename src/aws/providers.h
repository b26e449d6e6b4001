/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/providers.h - one place where credentials can be; one file each in aws/providers.
 */
#ifndef LW_AWS_PROVIDERS_H
#define LW_AWS_PROVIDERS_H

#include "aws/credentials.h"

struct lw_aws_provider {
    const char *name; /* for messages: "the environment" */
    bool of_profile;  /* knows profiles: alone asked where the user names one */
    /* key_id stays "" where this place has none. */
    lw_status (*find)(struct lw_aws_credentials *out, const char *profile, struct lw_arena *arena,
                      struct lw_err *err);
};

extern const struct lw_aws_provider lw_aws_provider_environment;
extern const struct lw_aws_provider lw_aws_provider_profile;
extern const struct lw_aws_provider lw_aws_provider_container;
extern const struct lw_aws_provider lw_aws_provider_instance;

/* From the JSON that processes, containers and instances answer with. `where` for messages, which
 * show nothing of it. err: LW_E_FORMAT. */
LW_NODISCARD lw_status lw_aws_credentials_read(struct lw_aws_credentials *out, struct lw_view json,
                                               const char *where, struct lw_arena *arena,
                                               struct lw_err *err);

/* One request to an address of this machine or its network, past any proxy. `headers` as
 * lw_http_request has them. `*out` is "" where nobody answers, or not with 200 and `must` is
 * false. err: LW_E_REMOTE. */
struct lw_aws_local {
    const char *method, *url;
    const char *const *headers;
    long timeout_ms;
    bool must;
};
LW_NODISCARD lw_status lw_aws_local_get(struct lw_view *out, const struct lw_aws_local *request,
                                        struct lw_arena *arena, struct lw_err *err);

#endif
