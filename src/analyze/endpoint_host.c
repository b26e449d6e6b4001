/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/endpoint_host.c - where a host that text names begins to be something else.
 */
#include "analyze/endpoint_host.h"

#include "analyze/endpoint_letter.h"
#include "base/text.h"

static bool host_char(uint8_t c)
{
    return lw_is_alnum(c) || c == '-' || c == '.' || c == '_';
}

bool lw_common_domain(struct lw_view v)
{
    static const char *const list[] = {
        "com",     "net",  "org", "io",          "dev",    "app",   "cloud", "aws",     "info",
        "biz",     "xyz",  "top", "site",        "online", "tech",  "live",  "space",   "club",
        "shop",    "icu",  "fun", "pro",         "link",   "click", "work",  "host",    "page",
        "run",     "fyi",  "gov", "edu",         "mil",    "int",   "eu",    "uk",      "de",
        "fr",      "nl",   "ru",  "cn",          "jp",     "kr",    "br",    "au",      "ca",
        "ch",      "se",   "fi",  "dk",          "pl",     "cz",    "ua",    "tv",      "co",
        "su",      "cc",   "gg",  "internal",    "local",  "onion", "goog",  "invalid", "test",
        "example", "corp", "lan", "localdomain", "moe",    "lt",    "nz",
    };
    return LW_VIEW_IN_NOCASE(v, list);
}

static size_t filled_in(struct lw_view text)
{
    static const char *const ends[] = { "{}", "()", "<>", "[]" };
    size_t from = text.len && text.ptr[0] == '$' ? 1 : 0;
    if (text.len > 1 && text.ptr[0] == '%' && memchr("sdv", text.ptr[1], 3))
        return 2;
    for (size_t i = 0; i < LW_COUNT(ends) && from < text.len; i++) {
        if (text.ptr[from] != (uint8_t)ends[i][0])
            continue;
        size_t end = lw_view_find_byte(lw_view_sub(text, from, 64), (uint8_t)ends[i][1]);
        if (end != LW_NOT_FOUND) {
            size_t stop = from + end + 1;
            while (stop < text.len && text.ptr[stop] == (uint8_t)ends[i][1])
                stop++;
            return stop;
        }
    }
    if (from) {
        while (from < text.len && (lw_is_alnum(text.ptr[from]) || text.ptr[from] == '_'))
            from++;
        return from > 1 ? from : 0;
    }
    return 0;
}

static bool ends_in_common(const struct lw_host_text *host)
{
    const struct lw_view name = lw_view(host->text, host->len);
    return lw_common_domain(lw_view_from(name, lw_view_rfind_byte(name, '.') + 1));
}

/* What is no byte of a host but is read as a part of one; its length, or 0. */
static size_t read_foreign(struct lw_host_text *out, struct lw_view text, size_t at)
{
    const size_t letter = lw_foreign_letter(text, at), dot = lw_wide_dot(text, at);
    if (letter && out->len + letter < sizeof out->text) {
        memcpy(out->text + out->len, text.ptr + at, letter);
        out->len += letter;
        return letter;
    }
    if (dot)
        out->text[out->len++] = '.';
    return dot ? dot : lw_unseen_letter(text, at);
}

/* What stands behind a host, and not behind the first word of the next sentence. */
static bool ends_host(const struct lw_host_text *host, struct lw_view text, size_t at)
{
    return host->len && host->text[host->len - 1] != '.' && at < text.len &&
           memchr("/:?\"'`", text.ptr[at], 6);
}

size_t lw_host_read(struct lw_host_text *out, struct lw_view text, bool any_letter)
{
    size_t at = 0, cut_at = 0, cut_len = 0; /* before the first such dot: it may end a sentence */
    out->len = 0;
    while (at < text.len && out->len < sizeof out->text - 1) {
        size_t skip = filled_in(lw_view_from(text, at));
        size_t foreign = any_letter && text.ptr[at] >= 0x80 ? read_foreign(out, text, at) : 0;
        if (foreign) {
            if (!cut_at && lw_wide_dot(text, at)) {
                cut_at = at;
                cut_len = out->len - 1;
            }
            at += foreign;
            continue;
        }
        if (skip && (out->len == 0 || out->text[out->len - 1] != '*'))
            out->text[out->len++] = '*';
        if (!skip && !host_char(text.ptr[at]))
            break;
        if (!skip && !(out->len && out->text[out->len - 1] == '*' && text.ptr[at] == '*'))
            out->text[out->len++] = (char)text.ptr[at];
        at += skip ? skip : 1;
    }
    if (cut_at && !ends_in_common(out) && !ends_host(out, text, at)) {
        out->len = cut_len;
        return cut_at;
    }
    while (out->len && out->text[out->len - 1] == '.')
        out->len--, at--;
    return at;
}
