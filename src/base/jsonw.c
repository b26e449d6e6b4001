/* SPDX-License-Identifier: Apache-2.0
 *
 * base/jsonw.c - the JSON stream.
 */
#include "base/jsonw.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"

enum { FLUSH_BYTES = 1 << 16 };

struct lw_jsonw lw_jsonw(struct lw_buf *buf, FILE *out, bool pretty)
{
    return (struct lw_jsonw){ .buf = buf, .out = out, .pretty = pretty };
}

/* What stands in a text of JSON as it is. */
static bool is_plain(uint8_t c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<';
}

void lw_json_add_quoted(struct lw_buf *buf, struct lw_view value)
{
    lw_buf_add_byte(buf, '"');
    for (size_t at = 0; at < value.len;) {
        const size_t from = at;
        while (at < value.len && is_plain(value.ptr[at]))
            at++;
        lw_buf_add(buf, lw_view_sub(value, from, at - from));
        if (at == value.len)
            break;
        uint8_t c = value.ptr[at];
        if (c >= 0x80) {
            lw_utf8_add(buf, lw_utf8_next(value, &at));
            continue;
        }
        at++;
        if (c == '"' || c == '\\') {
            lw_buf_add_byte(buf, '\\');
            lw_buf_add_byte(buf, c);
        } else if (c == '\n') {
            lw_buf_add_c(buf, "\\n");
        } else if (c == '\t') {
            lw_buf_add_c(buf, "\\t");
        } else {
            lw_buf_printf(buf, "\\u%04x", c);
        }
    }
    lw_buf_add_byte(buf, '"');
}

static void flush(struct lw_jsonw *w)
{
    if (!w->out)
        return;
    if (w->buf->len && fwrite(w->buf->ptr, 1, w->buf->len, w->out) != w->buf->len)
        w->failed = true;
    w->buf->len = 0;
}

static void indent(struct lw_jsonw *w)
{
    if (!w->pretty)
        return;
    lw_buf_add_byte(w->buf, '\n');
    for (unsigned i = 0; i < w->depth; i++)
        lw_buf_add_c(w->buf, "  ");
}

/* What stands before a value: comma, line and key. */
static void lead(struct lw_jsonw *w, const struct lw_view *key)
{
    if (w->buf->len >= FLUSH_BYTES)
        flush(w);
    if (w->depth) {
        if (w->has_items[w->depth - 1])
            lw_buf_add_byte(w->buf, ',');
        w->has_items[w->depth - 1] = true;
        indent(w);
    }
    if (key) {
        lw_json_add_quoted(w->buf, *key);
        lw_buf_add_c(w->buf, w->pretty ? ": " : ":");
    }
}

static void lead_c(struct lw_jsonw *w, const char *key)
{
    struct lw_view v = lw_view_c(key);
    lead(w, key ? &v : NULL);
}

static void open_level(struct lw_jsonw *w, const char *key, bool is_array)
{
    lead_c(w, key);
    if (w->depth == LW_JSONW_DEPTH)
        lw_oom(LW_JSONW_DEPTH);
    lw_buf_add_byte(w->buf, is_array ? '[' : '{');
    w->is_array[w->depth] = is_array;
    w->has_items[w->depth] = false;
    w->depth++;
}

void lw_jsonw_object(struct lw_jsonw *w, const char *key)
{
    open_level(w, key, false);
}

void lw_jsonw_array(struct lw_jsonw *w, const char *key)
{
    open_level(w, key, true);
}

void lw_jsonw_end(struct lw_jsonw *w)
{
    if (w->depth == 0)
        return;
    w->depth--;
    if (w->has_items[w->depth])
        indent(w);
    lw_buf_add_byte(w->buf, w->is_array[w->depth] ? ']' : '}');
}

void lw_jsonw_text(struct lw_jsonw *w, const char *key, struct lw_view value)
{
    lead_c(w, key);
    lw_json_add_quoted(w->buf, value);
}

void lw_jsonw_text_if(struct lw_jsonw *w, const char *key, struct lw_view value)
{
    if (value.len)
        lw_jsonw_text(w, key, value);
}

void lw_jsonw_key_text(struct lw_jsonw *w, struct lw_view key, struct lw_view value)
{
    lead(w, &key);
    lw_json_add_quoted(w->buf, value);
}

void lw_jsonw_c(struct lw_jsonw *w, const char *key, const char *value)
{
    if (value)
        lw_jsonw_text(w, key, lw_view_c(value));
    else
        lw_jsonw_null(w, key);
}

void lw_jsonw_u64(struct lw_jsonw *w, const char *key, uint64_t value)
{
    lead_c(w, key);
    lw_buf_printf(w->buf, "%" PRIu64, value);
}

void lw_jsonw_i64(struct lw_jsonw *w, const char *key, int64_t value)
{
    lead_c(w, key);
    lw_buf_printf(w->buf, "%" PRId64, value);
}

void lw_jsonw_double(struct lw_jsonw *w, const char *key, double value, int decimals)
{
    lead_c(w, key);
    lw_buf_printf(w->buf, "%.*f", decimals, value);
}

void lw_jsonw_bool(struct lw_jsonw *w, const char *key, bool value)
{
    lead_c(w, key);
    lw_buf_add_c(w->buf, value ? "true" : "false");
}

void lw_jsonw_null(struct lw_jsonw *w, const char *key)
{
    lead_c(w, key);
    lw_buf_add_c(w->buf, "null");
}

void lw_jsonw_text_or_null(struct lw_jsonw *w, const char *key, struct lw_view value)
{
    if (value.len)
        lw_jsonw_text(w, key, value);
    else
        lw_jsonw_null(w, key);
}

void lw_jsonw_u64_or_null(struct lw_jsonw *w, const char *key, uint64_t value)
{
    if (value)
        lw_jsonw_u64(w, key, value);
    else
        lw_jsonw_null(w, key);
}

bool lw_jsonw_finish(struct lw_jsonw *w)
{
    lw_buf_add_byte(w->buf, '\n');
    flush(w);
    if (w->out && fflush(w->out) != 0)
        w->failed = true;
    return !w->failed;
}
