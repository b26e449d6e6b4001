/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/ecosystem.c - names, normal names and purls.
 */
#include "facts/ecosystem.h"

#include "base/buf.h"

struct row {
    const char *purl, *osv, *person;
};

static const struct row rows[LW_ECO_COUNT] = {
#define X(constant, purl, osv, person) [constant] = { purl, osv, person },
    LW_ECOSYSTEMS(X)
#undef X
};

const char *lw_ecosystem_purl_type(enum lw_ecosystem ecosystem)
{
    return rows[ecosystem].purl;
}

const char *lw_ecosystem_osv(enum lw_ecosystem ecosystem)
{
    return rows[ecosystem].osv;
}

const char *lw_ecosystem_person(enum lw_ecosystem ecosystem)
{
    return rows[ecosystem].person;
}

bool lw_ecosystem_from_purl_type(enum lw_ecosystem *out, struct lw_view type)
{
    for (size_t i = 0; i < LW_ECO_COUNT; i++) {
        if (lw_view_eq_nocase(type, lw_view_c(rows[i].purl))) {
            *out = (enum lw_ecosystem)i;
            return true;
        }
    }
    return false;
}

bool lw_ecosystem_from_osv(enum lw_ecosystem *out, struct lw_view osv_name)
{
    size_t colon = lw_view_find_byte(osv_name, ':');
    struct lw_view name = lw_view_sub(osv_name, 0, colon);
    for (size_t i = 0; i < LW_ECO_COUNT; i++) {
        if (rows[i].osv[0] && lw_view_eq_nocase(name, lw_view_c(rows[i].osv))) {
            *out = (enum lw_ecosystem)i;
            return true;
        }
    }
    return false;
}

/* PEP 503: runs of "-", "_" and "." become one "-", letters lower case. */
static struct lw_view pep503(struct lw_arena *arena, struct lw_view name)
{
    uint8_t *out = lw_arena_alloc(arena, name.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        uint8_t c = lw_lower(name.ptr[i]);
        if (c != '-' && c != '_' && c != '.')
            out[len++] = c;
        else if (len == 0 || out[len - 1] != '-')
            out[len++] = '-';
    }
    return lw_view(out, len);
}

static struct lw_view lower(struct lw_arena *arena, struct lw_view name)
{
    uint8_t *out = lw_arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        out[i] = lw_lower(name.ptr[i]);
    return lw_view(out, name.len);
}

struct lw_view lw_package_name_normal(struct lw_arena *arena, enum lw_ecosystem ecosystem,
                                      struct lw_view name)
{
    switch (ecosystem) {
    case LW_ECO_PYPI:
        return pep503(arena, name);
    case LW_ECO_NUGET:
    case LW_ECO_COMPOSER:
        return lower(arena, name);
    default:
        return name;
    }
}

static bool plain_in_purl(uint8_t c)
{
    return lw_is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '~';
}

static void add_escaped(struct lw_buf *buf, struct lw_view text, bool keep_slash, bool keep_colon)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.ptr[i];
        if (plain_in_purl(c) || (keep_slash && c == '/') || (keep_colon && c == ':'))
            lw_buf_add_byte(buf, c);
        else
            lw_buf_printf(buf, "%%%02X", c);
    }
}

struct lw_view lw_purl_make(struct lw_arena *arena, enum lw_ecosystem ecosystem,
                            struct lw_view name, struct lw_view version)
{
    struct lw_buf buf = LW_BUF_INIT;
    lw_buf_printf(&buf, "pkg:%s/", rows[ecosystem].purl);
    /* The purl's own rules on case: PyPI, Composer and Go are lower case; npm and NuGet keep
     * theirs. */
    if (ecosystem == LW_ECO_PYPI || ecosystem == LW_ECO_COMPOSER)
        name = lw_package_name_normal(arena, ecosystem, name);
    if (ecosystem == LW_ECO_GOLANG)
        name = lower(arena, name);
    if (ecosystem == LW_ECO_MAVEN) {
        size_t colon = lw_view_find_byte(name, ':');
        if (colon != LW_NOT_FOUND) {
            add_escaped(&buf, lw_view_sub(name, 0, colon), false, false);
            lw_buf_add_byte(&buf, '/');
            name = lw_view_from(name, colon + 1);
        }
    }
    add_escaped(&buf, name, true, false);
    if (version.len) {
        lw_buf_add_byte(&buf, '@');
        add_escaped(&buf, version, false, true);
    }
    struct lw_view out = lw_arena_copy(arena, lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return out;
}

static struct lw_view unescape(struct lw_arena *arena, struct lw_view text)
{
    uint8_t *out = lw_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        int high = -1, low = -1;
        if (text.ptr[i] == '%' && text.len - i > 2) {
            high = lw_hex_digit(text.ptr[i + 1]);
            low = lw_hex_digit(text.ptr[i + 2]);
        }
        if (high >= 0 && low >= 0) {
            out[len++] = (uint8_t)(high << 4 | low);
            i += 2;
        } else {
            out[len++] = text.ptr[i];
        }
    }
    return lw_view(out, len);
}

bool lw_purl_parse(enum lw_ecosystem *ecosystem, struct lw_view *name, struct lw_view *version,
                   struct lw_view purl, struct lw_arena *arena)
{
    if (!lw_view_starts_nocase(purl, LW_VIEW("pkg:")))
        return false;
    struct lw_view rest = lw_view_from(purl, 4);
    while (rest.len && rest.ptr[0] == '/')
        rest = lw_view_from(rest, 1);
    rest = lw_view_sub(rest, 0, lw_view_find_byte(rest, '#'));
    rest = lw_view_sub(rest, 0, lw_view_find_byte(rest, '?'));
    size_t slash = lw_view_find_byte(rest, '/');
    if (slash == LW_NOT_FOUND ||
        !lw_ecosystem_from_purl_type(ecosystem, lw_view_sub(rest, 0, slash)))
        return false;
    rest = lw_view_from(rest, slash + 1);
    /* A bare "@" at the start is an npm scope that was not escaped. */
    size_t at = lw_view_rfind_byte(rest, '@');
    bool have_version = at != LW_NOT_FOUND && at > 0;
    *version = have_version ? unescape(arena, lw_view_from(rest, at + 1)) : LW_VIEW("");
    struct lw_view full = unescape(arena, have_version ? lw_view_sub(rest, 0, at) : rest);
    if (*ecosystem == LW_ECO_MAVEN) {
        struct lw_view copy = lw_arena_copy(arena, full);
        size_t cut = lw_view_rfind_byte(copy, '/');
        if (cut != LW_NOT_FOUND)
            full = lw_arena_printf(arena, "%.*s:%.*s", (int)cut, (const char *)copy.ptr,
                                   LW_FMT(lw_view_from(copy, cut + 1)));
    }
    *name = full;
    return full.len > 0 && lw_view_find_byte(full, '\0') == LW_NOT_FOUND;
}
