/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/common.h - options that several verbs share, and what they mean.
 */
#ifndef LW_CLI_COMMON_H
#define LW_CLI_COMMON_H

#include "archive/archive.h"
#include "cli/verb.h"
#include "vuln/index.h"

#define LW_OPTION_JOBS { "jobs", 'j', "N", "threads; as many as processors unless given", NULL }

#define LW_OPTIONS_LIMITS                                                                          \
    { "max-unpacked", 0, "BYTES",                                                                  \
      "unpacked bytes that are read at most; 262144000 unless given, as much as Lambda unpacks",   \
      NULL },                                                                                      \
        { "max-entries", 0, "N", "entries that are read at most; 200000 unless given", NULL },     \
    {                                                                                              \
        "max-depth", 0, "N", "depth of archives in archives, at most 8; 4 unless given", NULL      \
    }

/* For layer versions that are named by their ARN (cli/fetch.h). */
#define LW_OPTIONS_AWS                                                                             \
    { "profile", 0, "NAME",                                                                        \
      "profile of ~/.aws whose rights fetch an ARN; unless given AWS's usual places: "             \
      "environment, "                                                                              \
      "AWS_PROFILE, the role of a container or an instance",                                       \
      NULL },                                                                                      \
    {                                                                                              \
        "endpoint-url", 0, "URL",                                                                  \
            "ask this address in place of AWS; unless given AWS_ENDPOINT_URL_LAMBDA or "           \
            "AWS_ENDPOINT_URL",                                                                    \
            NULL                                                                                   \
    }

/* Limits with what the options say. err: LW_E_USAGE. */
LW_NODISCARD lw_status lw_args_limits(struct lw_limits *out, const struct lw_args *args,
                                      struct lw_err *err);

/* What --jobs says, 0 meaning 1; as many as processors unless given. err: LW_E_USAGE. */
LW_NODISCARD lw_status lw_args_jobs(unsigned *out, const struct lw_args *args, struct lw_err *err);

struct lw_yara;
#define LW_OPTION_YARA                                                                             \
    {                                                                                              \
        "yara", 0, "PATH",                                                                         \
            "YARA rules to try on every file: a file, or a folder with *.yar and *.yara (may be "  \
            "repeated)",                                                                           \
            "@file"                                                                                \
    }

/* The rules that --yara names, compiled; NULL where it stands nowhere. err: as lw_yara_load(). */
LW_NODISCARD lw_status lw_cli_load_yara(struct lw_yara **out, const struct lw_args *args,
                                        struct lw_err *err);

/* The advisory index at `path`. err: as lw_vuln_index_open(); where there is none, how to get
 * one. */
LW_NODISCARD lw_status lw_cli_open_index(struct lw_vuln_index **out, const char *path,
                                         struct lw_err *err);

/* The same of the one that --db or LAYERWARD_DB names, else of the user's own. `*out` stays NULL
 * with --no-db, and where the user has none, of which `*why_not` speaks. err: also where one that
 * is named is not there. */
LW_NODISCARD lw_status lw_cli_find_index(struct lw_vuln_index **out, const char **path,
                                         struct lw_err *why_not, const struct lw_args *args,
                                         struct lw_arena *arena, struct lw_err *err);

/* Above how many days since its newest advisory an index is called old. */
enum { LW_DB_AGE_DAYS = 14 };

/* Whether stdout shows colours: a terminal, no NO_COLOR, TERM not dumb. Its width, 0: not one. */
bool lw_cli_color(void);
unsigned lw_cli_width(void);

/* Whether the locale's character set is not UTF-8, by LC_ALL, LC_CTYPE and LANG. */
bool lw_cli_ascii(void);

#endif
