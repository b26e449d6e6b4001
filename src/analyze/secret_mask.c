/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/secret_mask.c - spans of secrets, and texts without them.
 */
#include "analyze/secret_mask.h"

#include <stdlib.h>

#include "analyze/secret.h"

enum {
    WINDOW_BYTES = 2048,     /* in which no pattern has more hits than are kept */
    OVERLAP_BYTES = 512,     /* what a match takes at most */
    KEY_MAX_BYTES = 1 << 16, /* of the body of a private key */
    LOGIN_MAX_BYTES = 512,   /* of what stands before "@" in a URL */
    LINE_MIN_BYTES = 20,     /* of base64 in it */
    ALONE_MIN_BYTES = 8,     /* a login without a password, from which on it may be one */
    SHOWN_FROM_BYTES = 16,   /* of longer secrets the beginning is shown, as of their facts */
    SHOWN_BYTES = 4,
    AROUND_BYTES = 4096,
};

static void add(struct lw_secret_spans *out, size_t at, size_t end)
{
    if (at >= end)
        return;
    if (out->count == out->capacity) {
        out->capacity = out->capacity ? 2 * out->capacity : 16;
        out->items = lw_xrealloc(out->items, out->capacity * sizeof *out->items);
    }
    out->items[out->count++] = (struct lw_secret_span){ at, end };
}

void lw_secret_spans_clear(struct lw_secret_spans *spans)
{
    free(spans->items);
    *spans = (struct lw_secret_spans)LW_SECRET_SPANS_INIT;
}

static void find_known(struct lw_secret_spans *out, struct lw_view text,
                       struct lw_pattern_hits *hits)
{
    for (size_t from = 0; from < text.len; from += WINDOW_BYTES - OVERLAP_BYTES) {
        struct lw_file part = { .bytes = lw_view_sub(text, from, WINDOW_BYTES), .hits = hits };
        (void)lw_file_hits(&part);
        for (size_t i = 0; i < hits->count; i++) {
            const struct lw_secret_kind *kind = lw_secret_kind(hits->items[i].pattern);
            struct lw_secret secret;
            if (kind && lw_secret_look(&secret, kind, text, from + hits->items[i].end))
                add(out, secret.at, secret.at + secret.value.len);
        }
        lw_pattern_hits_reset(hits);
        if (from + WINDOW_BYTES >= text.len)
            break;
    }
}

static bool in_body(uint8_t c)
{
    return lw_is_alnum(c) || (c && strchr("+/=", c));
}

/* Chance gives letters of both cases and digits; what people write, seldom. */
static bool by_chance(struct lw_view run)
{
    bool digit = false, upper = false, lower = false;
    for (size_t i = 0; i < run.len; i++) {
        digit = digit || lw_is_digit(run.ptr[i]);
        upper = upper || (run.ptr[i] >= 'A' && run.ptr[i] <= 'Z');
        lower = lower || (run.ptr[i] >= 'a' && run.ptr[i] <= 'z');
    }
    return run.len >= LINE_MIN_BYTES && digit && upper && lower;
}

/* Lines of a key from behind an opener to what closes it; code between two such words stays. */
static void find_bodies(struct lw_secret_spans *out, struct lw_view text, struct lw_view opener)
{
    for (size_t at = 0, found;
         (found = lw_view_find(lw_view_from(text, at), opener)) != LW_NOT_FOUND;) {
        at += found + opener.len;
        struct lw_view body = lw_view_sub(lw_view_from(text, at), 0, KEY_MAX_BYTES);
        body = lw_view_sub(body, 0, lw_view_find(body, LW_VIEW("-----END")));
        for (size_t i = 0; i < body.len;) {
            size_t end = i;
            while (end < body.len && in_body(body.ptr[end]))
                end++;
            if (by_chance(lw_view_sub(body, i, end - i)))
                add(out, at + i, at + end);
            i = end + 1;
        }
        at += body.len;
    }
}

/* "scheme://user:password@host" */
static void find_logins(struct lw_secret_spans *out, struct lw_view text)
{
    for (size_t at = 0, found;
         (found = lw_view_find(lw_view_from(text, at), LW_VIEW("://"))) != LW_NOT_FOUND;) {
        at += found + 3;
        size_t colon = 0, sign = 0;
        for (size_t i = at; i < text.len && i < at + LOGIN_MAX_BYTES; i++) {
            uint8_t c = text.ptr[i];
            if (c <= ' ' || strchr("/?#\"'<>`\\", c))
                break;
            colon = c == ':' && !colon ? i + 1 : colon;
            sign = c == '@' ? i : sign;
        }
        if (sign && colon && colon < sign)
            add(out, colon, sign);
        else if (sign && sign - at >= ALONE_MIN_BYTES)
            add(out, at, sign);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct lw_secret_span *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

void lw_secret_spans_find(struct lw_secret_spans *out, struct lw_view text,
                          struct lw_pattern_hits *lend)
{
    struct lw_pattern_hits own = LW_PATTERN_HITS_INIT;
    if (lend) {
        own.scratch = lend->scratch;
        memcpy(own.ready, lend->ready, sizeof own.ready);
    }
    find_known(out, text, &own);
    if (lend) {
        lend->scratch = own.scratch;
        memcpy(lend->ready, own.ready, sizeof own.ready);
        own.scratch = NULL;
    }
    lw_pattern_hits_clear(&own);
    find_bodies(out, text, LW_VIEW("PRIVATE KEY-----"));
    find_bodies(out, text, LW_VIEW("PRIVATE KEY BLOCK-----"));
    find_bodies(out, text, LW_VIEW("Private-Lines: "));
    find_logins(out, text);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        struct lw_secret_span *last = kept ? &out->items[kept - 1] : NULL;
        if (last && out->items[i].at < last->end)
            last->end = out->items[i].end > last->end ? out->items[i].end : last->end;
        else
            out->items[kept++] = out->items[i];
    }
    out->count = kept;
}

/* The first span that ends behind `at`. */
static size_t first_behind(const struct lw_secret_spans *spans, size_t at)
{
    size_t low = 0, high = spans->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans->items[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void lw_secret_mask(struct lw_buf *out, struct lw_view piece, size_t at,
                    const struct lw_secret_spans *spans)
{
    size_t done = at, stop = at + piece.len;
    for (size_t i = first_behind(spans, at); i < spans->count && spans->items[i].at < stop; i++) {
        const struct lw_secret_span *s = &spans->items[i];
        size_t from = s->at > at ? s->at : at, to = s->end < stop ? s->end : stop;
        bool begins = s->at >= at && s->end - s->at >= SHOWN_FROM_BYTES;
        lw_buf_add(out, lw_view_sub(piece, done - at, from - done));
        if (begins)
            lw_buf_add(out, lw_view_sub(piece, from - at,
                                        to - from < SHOWN_BYTES ? to - from : SHOWN_BYTES));
        lw_buf_printf(out, "...(%zu)", s->end - s->at);
        done = to;
    }
    lw_buf_add(out, lw_view_sub(piece, done - at, stop - done));
}

struct lw_view lw_secret_shown(struct lw_arena *arena, struct lw_view text, size_t at, size_t len,
                               struct lw_pattern_hits *lend)
{
    LW_CLEANUP(lw_secret_spans_clear) struct lw_secret_spans spans = LW_SECRET_SPANS_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf out = LW_BUF_INIT;
    size_t from = at > AROUND_BYTES ? at - AROUND_BYTES : 0;
    struct lw_view piece = lw_view_sub(text, at, len);
    struct lw_view around = lw_view_sub(text, from, at - from + piece.len + AROUND_BYTES);
    lw_secret_spans_find(&spans, around, lend);
    lw_secret_mask(&out, piece, at - from, &spans);
    return lw_arena_copy(arena, lw_buf_view(&out));
}
