/* SPDX-License-Identifier: Apache-2.0
 *
 * base/json.h - reading JSON by yyjson, with our views and errors.
 *
 * Owns:    the document (lw_json_free). Every view taken from it borrows from it.
 */
#ifndef LW_BASE_JSON_H
#define LW_BASE_JSON_H

#include <yyjson.h>

#include "base/err.h"
#include "base/view.h"

/* Parses RFC 8259 (strict; a UTF-8 byte order mark is passed over). At most `max_bytes` of text.
 * err: LW_E_FORMAT with the offset and "line L, column C", LW_E_LIMIT. */
LW_NODISCARD lw_status lw_json_parse(yyjson_doc **out, struct lw_view text, size_t max_bytes,
                                     struct lw_err *err);
void lw_json_free_p(yyjson_doc **slot); /* for LW_CLEANUP */

/* The same for text that is signed or decides: a key that stands twice in an object, which readers
 * take differently, is an error (LW_E_FORMAT), as is a depth of more than 200 (LW_E_LIMIT). */
LW_NODISCARD lw_status lw_json_parse_strict(yyjson_doc **out, struct lw_view text, size_t max_bytes,
                                            struct lw_err *err);

/* As JSON.parse() and most readers have it: of a key that stands twice in an object the last one
 * counts. The others are named "" from then on, so that asking for a key finds that one. */
void lw_json_keep_last(yyjson_doc *doc);

/* String value of `object[key]`; the empty view where it is missing or not a string. */
struct lw_view lw_json_str(yyjson_val *object, const char *key);

/* String value itself, or the empty view. */
struct lw_view lw_json_text(yyjson_val *value);

/* object[key] where that is an object / an array, else NULL (which yyjson's iterators accept). */
yyjson_val *lw_json_obj(yyjson_val *object, const char *key);
yyjson_val *lw_json_arr(yyjson_val *object, const char *key);

/* Where a text of the document, or the key of an object, stands in what was parsed: the offset
 * behind its quote. */
size_t lw_json_place(yyjson_val *value, const yyjson_doc *doc, struct lw_view text);

/* 1-based line and column (in bytes) of an offset. */
void lw_text_position(struct lw_view text, size_t offset, size_t *line, size_t *column);

#endif
