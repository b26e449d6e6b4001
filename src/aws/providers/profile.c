/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/providers/profile.c - a profile of ~/.aws: its keys, or a command that prints some.
 */
#include <stdlib.h>

#include "aws/profiles.h"
#include "aws/providers.h"
#include "base/command.h"
#include "base/file.h"

enum { MAX_FILE_BYTES = 1 << 20, COMMAND_TIMEOUT_S = 120 };

struct files {
    struct lw_view credentials, config;
    struct lw_view profile;
};

/* A file that is not there is an empty one. */
static lw_status read_file(struct lw_view *out, const char *variable, const char *name,
                           struct lw_arena *arena, struct lw_err *err)
{
    const char *path = getenv(variable), *home = getenv("HOME");
    *out = LW_VIEW_NONE;
    if (!path || !path[0]) {
        if (!home || !home[0])
            return LW_OK;
        path = (const char *)lw_arena_printf(arena, "%s/.aws/%s", home, name).ptr;
    }
    struct lw_err why = { 0 };
    lw_status status = lw_file_read(out, path, MAX_FILE_BYTES, arena, &why);
    if (lw_ok(status) || status.code == LW_E_NOT_FOUND)
        return LW_OK;
    LW_FAIL(err, why.code, why.offset, "%s", why.text);
}

/* What a profile says in either file; the file of credentials goes before. */
static struct lw_view setting(const struct files *files, struct lw_view name)
{
    struct lw_view found = lw_aws_profile_get(files->credentials, false, files->profile, name);
    return found.len ? found : lw_aws_profile_get(files->config, true, files->profile, name);
}

/* Ways to sign in that AWS's own client knows, and will export. */
static lw_status refuse_others(const struct files *files, bool role_alone, struct lw_err *err)
{
    static const char *const ways[] = { "role_arn", "sso_session", "sso_start_url",
                                        "web_identity_token_file", "login_session" };
    for (size_t i = 0; i < (role_alone ? 1 : LW_COUNT(ways)); i++)
        LW_ENSURE(!setting(files, lw_view_c(ways[i])).len, err, LW_E_CONFIG, 0,
                  "the AWS profile %.*s signs in by %s, which is not known here: `eval \"$(aws "
                  "configure export-credentials --profile %.*s --format env)\"` gives what it gets",
                  LW_FMT(files->profile), ways[i], LW_FMT(files->profile));
    return LW_OK;
}

static lw_status run_process(struct lw_aws_credentials *out, struct lw_view text,
                             struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view printed;
    const struct lw_command command = { "the credential_process of the AWS profile",
                                        (const char *)lw_arena_copy(arena, text).ptr, LW_VIEW_NONE,
                                        COMMAND_TIMEOUT_S };
    LW_TRY(lw_command_run(&printed, &command, arena, err));
    return lw_aws_credentials_read(out, printed, command.what, arena, err);
}

static lw_status find(struct lw_aws_credentials *out, const char *profile, struct lw_arena *arena,
                      struct lw_err *err)
{
    const char *named = profile ? profile : getenv("AWS_PROFILE");
    bool wanted = named && named[0];
    struct files files = { .profile = wanted ? lw_view_c(named) : LW_VIEW("default") };
    LW_TRY(read_file(&files.credentials, "AWS_SHARED_CREDENTIALS_FILE", "credentials", arena, err));
    LW_TRY(read_file(&files.config, "AWS_CONFIG_FILE", "config", arena, err));
    LW_ENSURE(!wanted || lw_aws_profile_has(files.credentials, false, files.profile) ||
                  lw_aws_profile_has(files.config, true, files.profile),
              err, LW_E_CONFIG, 0,
              "there is no AWS profile %.*s in ~/.aws/credentials or ~/.aws/config",
              LW_FMT(files.profile));
    LW_TRY(refuse_others(&files, true, err)); /* it goes before keys */
    out->key_id = setting(&files, LW_VIEW("aws_access_key_id"));
    out->secret = setting(&files, LW_VIEW("aws_secret_access_key"));
    out->token = setting(&files, LW_VIEW("aws_session_token"));
    if (out->key_id.len)
        return LW_OK;
    struct lw_view process = setting(&files, LW_VIEW("credential_process"));
    if (process.len)
        return run_process(out, process, arena, err);
    LW_TRY(refuse_others(&files, false, err));
    LW_ENSURE(!profile, err, LW_E_CONFIG, 0,
              "the AWS profile %.*s has neither keys nor a credential_process",
              LW_FMT(files.profile));
    return LW_OK;
}

const struct lw_aws_provider lw_aws_provider_profile = { "the profile", true, find };
