/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/common.c - shared options.
 */
#include "cli/common.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "analyze/engine.h"
#include "analyze/yara.h"
#include "base/pool.h"

lw_status lw_args_limits(struct lw_limits *out, const struct lw_args *args, struct lw_err *err)
{
    struct lw_limits limits = lw_limits_default();
    uint64_t depth = limits.depth;
    LW_TRY(lw_args_number(&limits.total_bytes, args, "max-unpacked", UINT64_C(1) << 40, err));
    LW_TRY(lw_args_number(&limits.entries, args, "max-entries", UINT32_MAX / 4, err));
    LW_TRY(lw_args_number(&depth, args, "max-depth", LW_MAX_DEPTH, err));
    limits.depth = (unsigned)depth;
    if (lw_args_get(args, "max-unpacked"))
        limits.entry_bytes = limits.total_bytes;
    *out = limits;
    return LW_OK;
}

lw_status lw_args_jobs(unsigned *out, const struct lw_args *args, struct lw_err *err)
{
    uint64_t jobs = lw_cpu_count();
    LW_TRY(lw_args_number(&jobs, args, "jobs", 1024, err));
    *out = jobs ? (unsigned)jobs : 1;
    return LW_OK;
}

lw_status lw_cli_open_index(struct lw_vuln_index **out, const char *path, struct lw_err *err)
{
    lw_status status = lw_vuln_index_open(out, path, err);
    LW_ENSURE(status.code != LW_E_NOT_FOUND, err, LW_E_NOT_FOUND, 0,
              "there are no advisories at %s: `layerward db update` fetches them, `layerward db "
              "import` reads files",
              path);
    return status;
}

lw_status lw_cli_find_index(struct lw_vuln_index **out, const char **path, struct lw_err *why_not,
                            const struct lw_args *args, struct lw_arena *arena, struct lw_err *err)
{
    const char *given = lw_args_get(args, "db"), *set = getenv("LAYERWARD_DB");
    *path = given ? given : lw_vuln_default_path(arena);
    if (lw_args_flag(args, "no-db"))
        return LW_OK;
    lw_status status = lw_cli_open_index(out, *path, err);
    bool from_environment = !given && set && set[0];
    if (status.code == LW_E_NOT_FOUND && !given && !from_environment) {
        *why_not = *err;
        return LW_OK;
    }
    if (!lw_ok(status) && from_environment)
        lw_err_prefix(err, "LAYERWARD_DB");
    return status;
}

bool lw_cli_color(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no && no[0]) && !(term && strcmp(term, "dumb") == 0);
}

unsigned lw_cli_width(void)
{
    struct winsize size = { 0 };
    const char *columns = getenv("COLUMNS");
    uint64_t given;
    if (!isatty(STDOUT_FILENO))
        return 0;
    if (columns && lw_view_u64(&given, lw_view_c(columns), 10000))
        return (unsigned)given;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return size.ws_col;
    return 80;
}

bool lw_cli_ascii(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    const char *locale = NULL;
    for (size_t i = 0; i < LW_COUNT(names) && !(locale && locale[0]); i++)
        locale = getenv(names[i]);
    return !locale || !(strcasestr(locale, "utf-8") || strcasestr(locale, "utf8"));
}

lw_status lw_cli_load_yara(struct lw_yara **out, const struct lw_args *args, struct lw_err *err)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_views paths = { 0 };
    const char *path;
    LW_ENSURE(!lw_args_get(args, "yara") || !lw_args_flag(args, "packages-only"), err, LW_E_USAGE,
              0, "--yara looks into every file, and --packages-only into few: give one of them");
    for (size_t i = 0; (path = lw_args_nth(args, "yara", i)); i++)
        *LW_PUSH(&arena, &paths) = lw_view_c(path);
    lw_status status = paths.count ? lw_yara_load(out, &paths, err) : LW_OK;
    if (!lw_ok(status) && err->code == LW_E_FORMAT)
        lw_err_prefix(err, "--yara takes YARA rules");
    lw_arena_clear(&arena);
    return status;
}
