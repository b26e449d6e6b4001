/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/endpoint.c - find hosts in bytes.
 */
#include "analyze/endpoint.h"

#include <arpa/inet.h>
#include <stdio.h>

#include "analyze/endpoint_host.h"
#include "base/text.h"

enum { SCHEME_MAX = 14, URL_MAX_BYTES = 300, QUOTED_MAX_BYTES = 80, RANGE_MOST_BITS = 24 };

static bool among(uint8_t c, const char *set)
{
    while (*set && (uint8_t)*set != c)
        set++;
    return *set != 0;
}

/* What the parts of a URL are made of. */
enum { URL_STOPS = 1, URL_TRAILS = 2, URL_USER = 4 };
static const uint8_t url_bytes[256] = {
    [0 ... ' '] = URL_STOPS,
    [0x7f ... 0xff] = URL_STOPS,
    ['"'] = URL_STOPS,
    ['\''] = URL_STOPS,
    ['`'] = URL_STOPS,
    ['<'] = URL_STOPS,
    ['>'] = URL_STOPS,
    ['\\'] = URL_STOPS,
    ['|'] = URL_STOPS,
    ['^'] = URL_STOPS,
    [','] = URL_TRAILS,
    [';'] = URL_TRAILS,
    [')'] = URL_TRAILS,
    [']'] = URL_TRAILS,
    ['}'] = URL_TRAILS,
    ['!'] = URL_TRAILS,
    ['?'] = URL_TRAILS,
    ['*'] = URL_TRAILS,
    ['.'] = URL_TRAILS | URL_USER,
    [':'] = URL_TRAILS | URL_USER,
    ['_'] = URL_USER,
    ['~'] = URL_USER,
    ['%'] = URL_USER,
    ['+'] = URL_USER,
    ['$'] = URL_USER,
    ['-'] = URL_USER,
    ['0' ... '9'] = URL_USER,
    ['a' ... 'z'] = URL_USER,
    ['A' ... 'Z'] = URL_USER,
};

/* A number as C writes it; false where it is none or over `max`. */
static bool number(uint64_t *out, struct lw_view v, uint64_t max)
{
    unsigned base = 10;
    if (v.len > 2 && v.ptr[0] == '0' && lw_lower(v.ptr[1]) == 'x') {
        base = 16;
        v = lw_view_from(v, 2);
    } else if (v.len > 1 && v.ptr[0] == '0') {
        base = 8;
    }
    *out = 0;
    for (size_t i = 0; i < v.len; i++) {
        uint8_t c = lw_lower(v.ptr[i]);
        unsigned digit = lw_is_digit(c) ? c - 0x30u : c >= 'a' && c <= 'f' ? c - 'a' + 10u : 99;
        if (digit >= base)
            return false;
        *out = *out * base + digit;
        if (*out > max)
            return false;
    }
    return v.len > 0;
}

bool lw_ipv4_parse(uint32_t *out, struct lw_view text)
{
    struct lw_view part, rest = text;
    uint64_t value, address = 0;
    unsigned parts = 0;
    while (lw_view_split(&part, &rest, '.')) {
        bool last = rest.ptr == NULL || rest.len == 0;
        if (parts == 4 || !number(&value, part, last ? (UINT64_C(1) << (32 - 8 * parts)) - 1 : 255))
            return false;
        address = last ? address << (32 - 8 * parts) | value : address << 8 | value;
        parts++;
    }
    if (parts == 0 || text.ptr[text.len - 1] == '.')
        return false;
    *out = (uint32_t)address;
    return true;
}

static bool set_ipv4(struct lw_endpoint *out, struct lw_view host)
{
    uint32_t a;
    if (!lw_is_digit(host.ptr[0]) || !lw_ipv4_parse(&a, host))
        return false;
    out->kind = "ipv4";
    snprintf(out->host, sizeof out->host, "%u.%u.%u.%u", a >> 24, a >> 16 & 255, a >> 8 & 255,
             a & 255);
    return true;
}

static bool set_ipv6(struct lw_endpoint *out, struct lw_view host)
{
    char text[INET6_ADDRSTRLEN];
    struct in6_addr address;
    if (host.len >= sizeof text || host.len < 3)
        return false;
    memcpy(text, host.ptr, host.len);
    text[host.len] = 0;
    if (inet_pton(AF_INET6, text, &address) != 1 ||
        !inet_ntop(AF_INET6, &address, out->host, sizeof out->host))
        return false;
    out->kind = "ipv6";
    return true;
}

/* Where strings follow each other without an end, the last label may run on: "comGET". */
static struct lw_view cut_packed(struct lw_view host)
{
    size_t dot = lw_view_rfind_byte(host, '.');
    if (dot == LW_NOT_FOUND || lw_common_domain(lw_view_from(host, dot + 1)))
        return host;
    for (size_t len = host.len - dot - 2; len >= 2 && len < host.len; len--)
        if (lw_common_domain(lw_view_sub(host, dot + 1, len)))
            return lw_view_sub(host, 0, dot + 1 + len);
    return host;
}

/* Labels of letters, digits and inner dashes; the last begins with a letter; "*" stands for what
 * code fills in. */
static bool set_name(struct lw_endpoint *out, struct lw_view host, bool bare)
{
    struct lw_view label, rest = host;
    size_t labels = 0, count = 0;
    if (host.len == 0 || host.len >= LW_HOST_MAX_BYTES)
        return false;
    while (lw_view_split(&label, &rest, '.')) {
        if (label.len == 0 || label.len > 63 || label.ptr[0] == '-' ||
            label.ptr[label.len - 1] == '-')
            return false;
        labels++;
        if (rest.len == 0 && ((!lw_is_alpha(label.ptr[0]) && label.ptr[0] < 0x80) ||
                              label.len < 2 || lw_view_find_byte(label, '*') != LW_NOT_FOUND))
            return false;
    }
    if (bare && labels < 2)
        return false;
    for (size_t i = 0; i < host.len; i++)
        out->host[count++] = (char)lw_lower(host.ptr[i]);
    out->host[count] = 0;
    out->kind = bare ? "host" : "url";
    return labels > 1 || lw_view_is(host, "localhost") || lw_view_is(host, "instance-data");
}

/* "x.net*": what is filled in goes on behind the host. */
static struct lw_view without_tail(struct lw_view host)
{
    size_t dot = lw_view_rfind_byte(host, '.');
    if (host.len == 0 || host.ptr[host.len - 1] != '*' || dot == LW_NOT_FOUND)
        return host;
    struct lw_view shorter = lw_view_sub(host, 0, host.len - 1);
    return lw_common_domain(lw_view_from(shorter, dot + 1)) ? shorter : host;
}

static size_t url_end(struct lw_view text)
{
    size_t end = 0;
    while (end < text.len && end < URL_MAX_BYTES && !(url_bytes[text.ptr[end]] & URL_STOPS))
        end++;
    while (end && (url_bytes[text.ptr[end - 1]] & URL_TRAILS))
        end--;
    return end;
}

/* Schemes that name no host of a network. */
static bool is_network_scheme(struct lw_view scheme)
{
    static const char *const others[] = { "file",       "data",  "node",     "webpack",  "chrome",
                                          "app",        "about", "blob",     "resource", "package",
                                          "bundle",     "vfs",   "internal", "external", "memory",
                                          "javascript", "urn" };
    return scheme.len >= 2 && !LW_VIEW_IN_NOCASE(scheme, others);
}

/* `sign` is where "://" stands. */
static bool read_url(struct lw_endpoint *out, size_t *behind, struct lw_view text, size_t sign,
                     bool packed)
{
    size_t from = sign, at = sign + 3;
    while (from > 0 && sign - from < SCHEME_MAX &&
           (lw_is_alnum(text.ptr[from - 1]) || text.ptr[from - 1] == '+'))
        from--;
    struct lw_view scheme = lw_view_sub(text, from, sign - from);
    if (packed && lw_view_ends(scheme, LW_VIEW("https")))
        from = sign - 5;
    else if (packed && lw_view_ends(scheme, LW_VIEW("http")))
        from = sign - 4;
    *behind = at;
    if (!is_network_scheme(lw_view_sub(text, from, sign - from)))
        return false;
    struct lw_view rest = lw_view_sub(text, at, URL_MAX_BYTES);
    size_t user = 0;
    while (user < rest.len && (url_bytes[rest.ptr[user]] & URL_USER))
        user++;
    if (user < rest.len && rest.ptr[user] == '@') { /* credentials are no part of what is told */
        at += user + 1;
        from = at;
        rest = lw_view_from(rest, user + 1);
    }
    *out = (struct lw_endpoint){ .at = from };
    struct lw_host_text host;
    size_t len = lw_host_read(&host, rest, !packed);
    struct lw_view name = lw_view(host.text, host.len);
    bool good;
    if (rest.len && rest.ptr[0] == '[' && host.len <= 1) {
        size_t end = lw_view_find_byte(lw_view_sub(rest, 0, 60), ']');
        good = end != LW_NOT_FOUND && set_ipv6(out, lw_view_sub(rest, 1, end - 1));
        len = good ? end + 1 : 1;
    } else {
        name = packed ? cut_packed(name) : without_tail(name);
        good = name.len && (set_ipv4(out, name) || set_name(out, name, false));
    }
    *behind = at + len;
    out->behind = lw_view_sub(text, at + len, url_end(lw_view_from(text, at + len)));
    out->text = lw_view_sub(text, from, at + len + out->behind.len - from);
    if (packed && name.len < len)
        out->text = lw_view_sub(text, from, at + name.len - from);
    return good;
}

/* X.500's attributes, extensions of certificates and the curves of RFC 8410 are numbered in the
 * same way. */
static bool is_object_id(struct lw_view quoted)
{
    return lw_view_starts(quoted, LW_VIEW("2.5.4.")) ||
           lw_view_starts(quoted, LW_VIEW("2.5.29.")) ||
           lw_view_starts(quoted, LW_VIEW("1.3.101.11"));
}

/* All of a string between two quotes: a host or an address, with or without port and path. */
static bool read_quoted(struct lw_endpoint *out, struct lw_view inner, size_t at,
                        struct lw_view before)
{
    struct lw_host_text host;
    *out = (struct lw_endpoint){ .at = at, .text = inner };
    if (inner.len < 4)
        return false;
    size_t colons = 0;
    for (size_t i = 0; i < inner.len; i++)
        colons += inner.ptr[i] == ':';
    if (colons >= 2 && set_ipv6(out, inner))
        return inner.len >= 6;
    size_t len = lw_host_read(&host, inner, false);
    out->behind = lw_view_from(inner, len);
    struct lw_view name = lw_view(host.text, host.len);
    if (host.len == 0 || (out->behind.len && !among(out->behind.ptr[0], ":/?")))
        return false;
    if (lw_is_digit((uint8_t)host.text[0])) {
        size_t dots = 0;
        for (size_t i = 0; i < name.len; i++)
            dots += name.ptr[i] == '.';
        /* "1.2.3.4" is a version as often as an address. */
        for (size_t i = 0; i + 7 <= before.len; i++)
            if (lw_view_eq_nocase(lw_view_sub(before, i, 7), LW_VIEW("version")))
                return false;
        out->network = lw_ipv4_is_range(inner, RANGE_MOST_BITS);
        return dots == 3 && !is_object_id(inner) && set_ipv4(out, name);
    }
    size_t dot = lw_view_rfind_byte(name, '.');
    if (dot == LW_NOT_FOUND || !lw_common_domain(lw_view_from(name, dot + 1)) ||
        lw_view_find_byte(name, '_') != LW_NOT_FOUND)
        return false;
    return set_name(out, name, true);
}

/* What a host or an address between quotes is made of, with its port and path. */
enum { QUOTED_BYTE = 1, QUOTED_DOT = 2 };
static const uint8_t quoted_bytes[256] = {
    ['a' ... 'z'] = QUOTED_BYTE, ['A' ... 'Z'] = QUOTED_BYTE, ['0' ... '9'] = QUOTED_BYTE,
    ['-'] = QUOTED_BYTE,         ['_'] = QUOTED_BYTE,         ['/'] = QUOTED_BYTE,
    ['?'] = QUOTED_BYTE,         ['='] = QUOTED_BYTE,         ['&'] = QUOTED_BYTE,
    ['%'] = QUOTED_BYTE,         ['{'] = QUOTED_BYTE,         ['}'] = QUOTED_BYTE,
    ['$'] = QUOTED_BYTE,         ['*'] = QUOTED_BYTE,         ['.'] = QUOTED_DOT,
    [':'] = QUOTED_DOT,
};

/* `quote` is where a quote stands: what it may begin. */
static bool at_quote(struct lw_endpoint *out, struct lw_view text, size_t quote)
{
    struct lw_view rest = lw_view_sub(text, quote + 1, QUOTED_MAX_BYTES);
    size_t end = 0;
    unsigned seen = 0;
    for (unsigned kind; end < rest.len && (kind = quoted_bytes[rest.ptr[end]]); end++)
        seen |= kind;
    if (!(seen & QUOTED_DOT) || end == rest.len || rest.ptr[end] != text.ptr[quote])
        return false;
    size_t from = quote > 24 ? quote - 24 : 0;
    return read_quoted(out, lw_view_sub(rest, 0, end), quote + 1,
                       lw_view_sub(text, from, quote - from));
}

/* The next dot or colon from `at` on, or the end: nothing that is looked for goes without one, and
 * they are rarer than quotes. Those at the end of a word, and those that a key of JSON ends with,
 * are passed over: no host goes on behind them. */
static size_t next_mark(struct lw_view text, size_t at)
{
    typedef uint8_t block __attribute__((vector_size(16)));
    for (; at && text.len - at > sizeof(block); at += sizeof(block)) {
        block before, bytes, behind;
        uint64_t hits[2];
        memcpy(&before, text.ptr + at - 1, sizeof before);
        memcpy(&bytes, text.ptr + at, sizeof bytes);
        memcpy(&behind, text.ptr + at + 1, sizeof behind);
        block hit = ((block)(bytes == '.') | (block)(bytes == ':')) & (block)(behind != '"') &
                    (block)(behind != ' ') & ((block)(before != '"') | (block)(behind == '/'));
        memcpy(hits, &hit, sizeof hits);
        if (!(hits[0] | hits[1]))
            continue;
        size_t i = 0;
        while (!hit[i])
            i++;
        return at + i;
    }
    while (at < text.len && text.ptr[at] != '.' && text.ptr[at] != ':')
        at++;
    return at;
}

/* The quote that opens the run of bytes that a mark stands in, or LW_NOT_FOUND. A run that reaches
 * down to `known` was looked at already; quotes before `floor` are behind us. */
static size_t quote_before(struct lw_view text, size_t mark, size_t floor, size_t known)
{
    size_t at = mark;
    if (mark == 0 || mark + 1 >= text.len || !quoted_bytes[text.ptr[mark - 1]] ||
        !quoted_bytes[text.ptr[mark + 1]])
        return LW_NOT_FOUND;
    while (at > floor && at > known && mark - at < QUOTED_MAX_BYTES &&
           quoted_bytes[text.ptr[at - 1]])
        at--;
    if (at == floor || at == known || mark - at >= QUOTED_MAX_BYTES)
        return LW_NOT_FOUND;
    return among(text.ptr[at - 1], "\"'`") ? at - 1 : LW_NOT_FOUND;
}

static bool next_quoted(struct lw_endpoint *out, struct lw_view text, size_t *at,
                        const struct lw_endpoint_options *options)
{
    size_t floor = *at, known = 0, mark = *at, behind;
    while ((mark = next_mark(text, mark)) < text.len) {
        if (text.ptr[mark] == ':' && text.len - mark > 2 && text.ptr[mark + 1] == '/' &&
            text.ptr[mark + 2] == '/') {
            bool good = read_url(out, &behind, text, mark, options->packed);
            floor = mark = *at = behind;
            if (good)
                return true;
            continue;
        }
        size_t quote = quote_before(text, mark, floor, known);
        if (quote != LW_NOT_FOUND && at_quote(out, text, quote) &&
            (options->networks || !out->network)) {
            *at = quote + 1 + out->text.len;
            return true;
        }
        if (mark && quoted_bytes[text.ptr[mark - 1]])
            known = mark + 1;
        mark++;
    }
    *at = text.len;
    return false;
}

bool lw_endpoint_next(struct lw_endpoint *out, struct lw_view text, size_t *at,
                      const struct lw_endpoint_options *options)
{
    if (options->quoted)
        return next_quoted(out, text, at, options);
    for (size_t next;
         (next = lw_view_find(lw_view_from(text, *at), LW_VIEW("://"))) != LW_NOT_FOUND;) {
        size_t sign = *at + next;
        if (read_url(out, at, text, sign, options->packed))
            return true;
    }
    *at = text.len;
    return false;
}
