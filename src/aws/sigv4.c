/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/sigv4.c - canonical request, string to sign, signature.
 */
#include "aws/sigv4.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/crypto.h"

void lw_sigv4_date(char out[32], int64_t time_utc_s)
{
    char text[32];
    size_t n = 0;
    lw_time_format(text, time_utc_s);
    for (const char *p = text; *p; p++)
        if (*p != '-' && *p != ':')
            out[n++] = *p;
    out[n] = '\0';
}

void lw_sigv4_encode(struct lw_buf *out, struct lw_view text, bool slashes)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.ptr[i];
        if (lw_is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~' ||
            (slashes && c == '/')) {
            lw_buf_add_byte(out, c);
            continue;
        }
        lw_buf_add_byte(out, '%');
        lw_buf_add_byte(out, (uint8_t)hex[c >> 4]);
        lw_buf_add_byte(out, (uint8_t)hex[c & 15]);
    }
}

/* RFC 3986, 5.2.4, and without empty segments. */
static struct lw_view normal_path(struct lw_arena *arena, struct lw_view path)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf out = LW_BUF_INIT;
    struct lw_view segment, rest = path;
    bool ends = path.len == 0 || lw_view_ends(path, LW_VIEW("/")) ||
                lw_view_ends(path, LW_VIEW("/.")) || lw_view_ends(path, LW_VIEW("/.."));
    while (lw_view_split(&segment, &rest, '/')) {
        if (segment.len == 0 || lw_view_is(segment, "."))
            continue;
        if (lw_view_is(segment, "..")) {
            while (out.len && out.ptr[--out.len] != '/')
                continue;
            continue;
        }
        lw_buf_add_byte(&out, '/');
        lw_buf_add(&out, segment);
    }
    if (ends || out.len == 0)
        lw_buf_add_byte(&out, '/');
    return lw_arena_copy(arena, lw_buf_view(&out));
}

static struct lw_view decoded(struct lw_arena *arena, struct lw_view text)
{
    uint8_t *out = lw_arena_alloc(arena, text.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        int high = text.ptr[i] == '%' && text.len - i > 2 ? lw_hex_digit(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? lw_hex_digit(text.ptr[i + 2]) : -1;
        out[n] = text.ptr[i];
        if (low >= 0) {
            out[n] = (uint8_t)((unsigned)high << 4 | (unsigned)low);
            i += 2;
        }
        n++;
    }
    return lw_view(out, n);
}

static struct lw_view encoded(struct lw_arena *arena, struct lw_view text)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf out = LW_BUF_INIT;
    lw_sigv4_encode(&out, decoded(arena, text), false);
    return lw_arena_copy(arena, lw_buf_view(&out));
}

static int by_name_value(const void *a, const void *b)
{
    const struct lw_sigv4_header *left = a, *right = b;
    int order = lw_view_cmp(left->name, right->name);
    return order ? order : lw_view_cmp(left->value, right->value);
}

struct pairs {
    struct lw_sigv4_header *items;
    size_t count, capacity;
};

static void add_query(struct lw_buf *out, struct lw_view query, struct lw_arena *arena)
{
    struct pairs pairs = { 0 };
    struct lw_view part, rest = query.len ? query : LW_VIEW_NONE;
    while (lw_view_split(&part, &rest, '&')) {
        size_t equals = lw_view_find_byte(part, '=');
        *LW_PUSH(arena, &pairs) = (struct lw_sigv4_header){
            encoded(arena, lw_view_sub(part, 0, equals)),
            encoded(arena, equals == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(part, equals + 1)),
        };
    }
    if (pairs.count)
        qsort(pairs.items, pairs.count, sizeof *pairs.items, by_name_value);
    for (size_t i = 0; i < pairs.count; i++)
        lw_buf_printf(out, "%s%.*s=%.*s", i ? "&" : "", LW_FMT(pairs.items[i].name),
                      LW_FMT(pairs.items[i].value));
}

/* Without blanks at both ends; runs of them inside become one. */
static void add_value(struct lw_buf *out, struct lw_view value)
{
    bool blank = false;
    value = lw_view_trim(value);
    for (size_t i = 0; i < value.len; i++) {
        bool space = lw_is_space(value.ptr[i]);
        if (!(space && blank))
            lw_buf_add_byte(out, space ? ' ' : value.ptr[i]);
        blank = space;
    }
}

/* Names in lower case, in order; values of one name joined in the order in which they were
 * given. */
static struct pairs sorted_headers(const struct lw_sigv4_request *request, struct lw_arena *arena)
{
    struct pairs out = { 0 };
    for (size_t i = 0; i < request->header_count; i++) {
        struct lw_view name = request->headers[i].name;
        uint8_t *low = lw_arena_alloc(arena, name.len + 1);
        for (size_t k = 0; k < name.len; k++)
            low[k] = lw_lower(name.ptr[k]);
        LW_PUSH(arena, &out);
        size_t at = out.count - 1; /* insertion: stable, and there are few */
        for (; at && lw_view_cmp(out.items[at - 1].name, lw_view(low, name.len)) > 0; at--)
            out.items[at] = out.items[at - 1];
        out.items[at] = (struct lw_sigv4_header){ lw_view(low, name.len),
                                                  request->headers[i].value };
    }
    return out;
}

static struct lw_view add_headers(struct lw_buf *out, const struct lw_sigv4_request *request,
                                  struct lw_arena *arena)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf names = LW_BUF_INIT;
    struct pairs headers = sorted_headers(request, arena);
    for (size_t i = 0; i < headers.count; i++) {
        bool again = i && lw_view_eq(headers.items[i].name, headers.items[i - 1].name);
        if (again) {
            out->len--; /* the end of its line */
            lw_buf_add_byte(out, ',');
        } else {
            lw_buf_printf(out, "%.*s:", LW_FMT(headers.items[i].name));
            lw_buf_printf(&names, "%s%.*s", i ? ";" : "", LW_FMT(headers.items[i].name));
        }
        add_value(out, headers.items[i].value);
        lw_buf_add_byte(out, '\n');
    }
    return lw_arena_copy(arena, lw_buf_view(&names));
}

static void make_canonical(struct lw_sigv4 *out, const struct lw_sigv4_request *request,
                           struct lw_arena *arena)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    char hash[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(request->body);
    struct lw_view path = request->path.len ? request->path : LW_VIEW("/");
    lw_digest_hex(hash, &digest);
    lw_buf_printf(&text, "%.*s\n", LW_FMT(request->method));
    lw_sigv4_encode(&text, request->keep_path ? decoded(arena, path) : normal_path(arena, path),
                    true);
    lw_buf_add_byte(&text, '\n');
    add_query(&text, request->query, arena);
    lw_buf_add_byte(&text, '\n');
    out->signed_headers = add_headers(&text, request, arena);
    lw_buf_printf(&text, "\n%.*s\n%s", LW_FMT(out->signed_headers), hash);
    out->canonical = lw_arena_copy(arena, lw_buf_view(&text));
}

static lw_status sign(struct lw_digest *out, const struct lw_sigv4_scope *scope, struct lw_view day,
                      struct lw_view to_sign, struct lw_arena *arena, struct lw_err *err)
{
    const struct lw_view steps[] = { day, scope->region, scope->service, LW_VIEW("aws4_request"),
                                     to_sign };
    struct lw_view key = lw_arena_join(arena, LW_VIEW("AWS4"), scope->credentials->secret);
    for (size_t i = 0; i < LW_COUNT(steps); i++) {
        LW_TRY(lw_hmac_sha256(out, key, steps[i], err));
        key = lw_arena_copy(arena, lw_view(out->bytes, sizeof out->bytes));
    }
    return LW_OK;
}

lw_status lw_sigv4_sign(struct lw_sigv4 *out, const struct lw_sigv4_request *request,
                        const struct lw_sigv4_scope *scope, struct lw_arena *arena,
                        struct lw_err *err)
{
    char date[32], hash[LW_HEX_BYTES];
    *out = (struct lw_sigv4){ 0 };
    make_canonical(out, request, arena);
    lw_sigv4_date(date, scope->time_utc_s);
    struct lw_view day = lw_view(date, 8);
    struct lw_view place = lw_arena_printf(arena, "%.*s/%.*s/%.*s/aws4_request", LW_FMT(day),
                                           LW_FMT(scope->region), LW_FMT(scope->service));
    struct lw_digest digest = lw_sha256(out->canonical);
    lw_digest_hex(hash, &digest);
    out->to_sign = lw_arena_printf(arena, "AWS4-HMAC-SHA256\n%s\n%.*s\n%s", date, LW_FMT(place),
                                   hash);
    LW_TRY(sign(&digest, scope, day, out->to_sign, arena, err));
    lw_digest_hex(out->signature, &digest);
    out->authorization = lw_arena_printf(
        arena, "AWS4-HMAC-SHA256 Credential=%.*s/%.*s, SignedHeaders=%.*s, Signature=%s",
        LW_FMT(scope->credentials->key_id), LW_FMT(place), LW_FMT(out->signed_headers),
        out->signature);
    return LW_OK;
}
