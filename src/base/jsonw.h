/* SPDX-License-Identifier: Apache-2.0
 *
 * base/jsonw.h - writing JSON as a stream, two-space indented or on one line.
 *
 * Owns:    a small stack of bits; text goes into a buffer that the caller owns, and on to a
 *          stream each time it grows past 64 KiB where one is given.
 *
 *     struct lw_jsonw w = lw_jsonw(&buf, out, true);
 *     lw_jsonw_object(&w, NULL);
 *     lw_jsonw_text(&w, "name", name);
 *     lw_jsonw_end(&w);
 *     ok = lw_jsonw_finish(&w);
 *
 * `key` is NULL inside an array and at the top. Bytes that are not UTF-8 become U+FFFD.
 */
#ifndef LW_BASE_JSONW_H
#define LW_BASE_JSONW_H

#include <stdio.h>

#include "base/buf.h"

enum { LW_JSONW_DEPTH = 64 };

struct lw_jsonw {
    struct lw_buf *buf;
    FILE *out; /* NULL: all stays in buf */
    bool pretty, failed;
    unsigned depth;
    bool is_array[LW_JSONW_DEPTH], has_items[LW_JSONW_DEPTH];
};

struct lw_jsonw lw_jsonw(struct lw_buf *buf, FILE *out, bool pretty);

void lw_jsonw_object(struct lw_jsonw *w, const char *key);
void lw_jsonw_array(struct lw_jsonw *w, const char *key);
void lw_jsonw_end(struct lw_jsonw *w); /* of the innermost object or array */

void lw_jsonw_text(struct lw_jsonw *w, const char *key, struct lw_view value);
void lw_jsonw_c(struct lw_jsonw *w, const char *key, const char *value); /* NULL writes null */
void lw_jsonw_u64(struct lw_jsonw *w, const char *key, uint64_t value);
void lw_jsonw_i64(struct lw_jsonw *w, const char *key, int64_t value);
void lw_jsonw_double(struct lw_jsonw *w, const char *key, double value, int decimals);
void lw_jsonw_bool(struct lw_jsonw *w, const char *key, bool value);
void lw_jsonw_null(struct lw_jsonw *w, const char *key);

/* Only where it is not empty. */
void lw_jsonw_text_if(struct lw_jsonw *w, const char *key, struct lw_view value);

/* null where it is empty, or 0. */
void lw_jsonw_text_or_null(struct lw_jsonw *w, const char *key, struct lw_view value);
void lw_jsonw_u64_or_null(struct lw_jsonw *w, const char *key, uint64_t value);

/* A member whose key is not a C string. */
void lw_jsonw_key_text(struct lw_jsonw *w, struct lw_view key, struct lw_view value);

/* A newline, and flush; false when the stream failed. Between values of a line-per-object stream
 * call it after each. */
bool lw_jsonw_finish(struct lw_jsonw *w);

/* The escaped form between quotes, as used above; also for JSON inside of HTML (`<` escaped). */
void lw_json_add_quoted(struct lw_buf *buf, struct lw_view value);

#endif
