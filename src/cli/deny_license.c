/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/deny_license.c - ids, patterns, and what a mistyped one may have meant.
 */
#include "cli/deny_license.h"

#include "analyze/license.h"
#include "base/buf.h"
#include "base/glob.h"
#include "base/text.h"
#include "cli/verb.h"
#include "facts/spdx.h"

enum { NEAR = 2 };

static bool matches_any(struct lw_view pattern)
{
    const char *id;
    for (size_t i = 0; (id = lw_spdx_license_at(i)); i++)
        if (lw_glob_text_nocase(pattern, lw_view_c(id)))
            return true;
    return false;
}

/* "LicenseRef-x", "DocumentRef-d:LicenseRef-x". */
static bool is_reference(struct lw_view id)
{
    struct lw_view mark = LW_VIEW("LicenseRef-");
    size_t colon = lw_view_find_byte(id, ':');
    if (colon != LW_NOT_FOUND && lw_view_starts_nocase(id, LW_VIEW("DocumentRef-")))
        id = lw_view_from(id, colon + 1);
    return id.len > mark.len && lw_view_starts_nocase(id, mark);
}

static bool is_license(struct lw_view id)
{
    if (is_reference(id) || lw_view_eq_nocase(id, LW_VIEW("UNLICENSED")))
        return true;
    if (lw_is_glob(id))
        return matches_any(id);
    return lw_spdx_license(id) ||
           (lw_view_ends(id, LW_VIEW("+")) && lw_spdx_license(lw_view_sub(id, 0, id.len - 1)));
}

static bool is_deniable(struct lw_view value)
{
    struct lw_view with = LW_VIEW(" WITH ");
    for (size_t i = 0; i < value.len; i++)
        if (lw_view_starts_nocase(lw_view_from(value, i), with))
            return is_license(lw_view_trim(lw_view_sub(value, 0, i))) &&
                   lw_spdx_exception(lw_view_trim(lw_view_from(value, i + with.len)));
    return is_license(value) || lw_spdx_exception(value);
}

/* "apache2" is "apache-2", "GPL v3" is "GPL-3": as an id would put its version. */
static struct lw_view as_id(struct lw_view value, struct lw_arena *arena)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < value.len; i++) {
        uint8_t c = value.ptr[i], before = i ? value.ptr[i - 1] : '-';
        uint8_t after = i + 1 < value.len ? value.ptr[i + 1] : 0;
        bool dash = buf.len && lw_buf_view(&buf).ptr[buf.len - 1] == '-';
        if (lw_lower(c) == 'v' && lw_is_digit(after) && i > 0)
            c = '-';
        else if (c == ' ' || c == '_')
            c = '-';
        else if (lw_is_digit(c) && lw_is_alpha(before) && !dash)
            lw_buf_add_byte(&buf, '-');
        if (c != '-' || !dash)
            lw_buf_add_byte(&buf, c);
    }
    return lw_arena_copy(arena, lw_buf_view(&buf));
}

/* "Apache-2.0" of "Apache": nothing but a version follows. */
static bool is_version(struct lw_view rest)
{
    rest = lw_view_from(rest, rest.len && rest.ptr[0] == '-');
    for (size_t i = 0; i < rest.len; i++)
        if (!lw_is_digit(rest.ptr[i]) && rest.ptr[i] != '.')
            return false;
    return rest.len > 0;
}

/* The newest "-only" of a family, or else its newest version, or else, where the version is given,
 * the shortest id. */
static const char *of_family(struct lw_view family)
{
    const char *id, *only = NULL, *version = NULL, *shortest = NULL;
    for (size_t i = 0; family.len > 1 && (id = lw_spdx_license_at(i)); i++) {
        struct lw_view each = lw_view_c(id), rest = lw_view_from(each, family.len);
        bool member = lw_view_starts_nocase(each, family) &&
                      (rest.len == 0 || rest.ptr[0] == '-' || rest.ptr[0] == '.');
        if (!member)
            continue;
        if (lw_view_ends(each, LW_VIEW("-only")))
            only = id;
        if (is_version(rest))
            version = id;
        if (!shortest || each.len < strlen(shortest))
            shortest = id;
    }
    bool versioned = family.len && lw_is_digit(family.ptr[family.len - 1]);
    return only ? only : version ? version : versioned ? shortest : NULL;
}

static const char *lowered(struct lw_view text, struct lw_arena *arena)
{
    char *copy = lw_arena_array(arena, text.len + 1, 1);
    for (size_t i = 0; i < text.len; i++)
        copy[i] = (char)lw_lower(text.ptr[i]);
    return copy;
}

static const char *nearest(struct lw_view value, struct lw_arena *arena)
{
    const char *id, *best = NULL;
    unsigned least = value.len > 2 * NEAR ? NEAR + 1 : value.len > NEAR ? NEAR : 0;
    const char *typed = lowered(value, arena);
    for (size_t i = 0; (id = lw_spdx_license_at(i)); i++) {
        const char *listed = lowered(lw_view_c(id), arena);
        unsigned d = lw_cli_distance(typed, listed);
        if (d < least) {
            least = d;
            best = id;
        }
    }
    return best;
}

lw_status lw_deny_license_check(struct lw_view value, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view trimmed = lw_view_trim(value);
    LW_ENSURE(trimmed.len, err, LW_E_USAGE, 0,
              "--deny-license needs a licence, e.g. AGPL-3.0-only or AGPL*");
    if (is_deniable(trimmed))
        return LW_OK;
    struct lw_view safe = lw_text_safe(arena, trimmed), family = as_id(trimmed, arena);
    struct lw_view spelt = lw_license_spdx(trimmed);
    LW_ENSURE(!lw_is_glob(trimmed), err, LW_E_USAGE, 0,
              "--deny-license %.*s matches no SPDX licence id", LW_FMT(safe));
    const char *id = of_family(family);
    LW_ENSURE(!id || lw_view_eq_nocase(family, lw_view_c(id)), err, LW_E_USAGE, 0,
              "--deny-license cannot be \"%.*s\", which is no SPDX licence id; did you mean %s? "
              "%.*s* matches every version",
              LW_FMT(safe), id, LW_FMT(lw_text_safe(arena, family)));
    id = id || spelt.len == 0 ? id : lw_spdx_license(spelt);
    struct lw_view pattern = lw_arena_join(arena, family, LW_VIEW("*"));
    LW_ENSURE(id || family.len < 2 || !matches_any(pattern), err, LW_E_USAGE, 0,
              "--deny-license cannot be \"%.*s\", which is no SPDX licence id; did you mean %.*s, "
              "which matches all of that family?",
              LW_FMT(safe), LW_FMT(lw_text_safe(arena, pattern)));
    id = id ? id : nearest(family, arena);
    LW_ENSURE(!id, err, LW_E_USAGE, 0,
              "--deny-license cannot be \"%.*s\", which is no SPDX licence id; did you mean %s?",
              LW_FMT(safe), id);
    LW_FAIL(err, LW_E_USAGE, 0,
            "--deny-license cannot be \"%.*s\": it takes one SPDX licence id (MIT), a pattern of "
            "them (AGPL*) or a LicenseRef-, and may be repeated",
            LW_FMT(safe));
}
