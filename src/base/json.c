/* SPDX-License-Identifier: Apache-2.0
 *
 * base/json.c - yyjson behind views.
 */
#include "base/json.h"

lw_status lw_json_parse(yyjson_doc **out, struct lw_view text, size_t max_bytes, struct lw_err *err)
{
    LW_ENSURE(text.len <= max_bytes, err, LW_E_LIMIT, max_bytes,
              "JSON text of %zu bytes is over the limit of %zu", text.len, max_bytes);
    size_t mark = lw_view_starts(text, LW_VIEW("\xef\xbb\xbf")) ? 3 : 0;
    struct lw_view body = lw_view_from(text, mark);
    LW_ENSURE(lw_view_trim(body).len, err, LW_E_FORMAT, 0, "empty where JSON was expected");
    yyjson_read_err why = { 0 };
    /* Without YYJSON_READ_INSITU the text is not written to. */
    yyjson_doc *doc = yyjson_read_opts((char *)(uintptr_t)body.ptr, body.len, YYJSON_READ_NOFLAG,
                                       NULL, &why);
    if (!doc) {
        size_t line, column, at = why.pos + mark;
        lw_text_position(text, at, &line, &column);
        LW_FAIL(err, LW_E_FORMAT, at, "not JSON at line %zu, column %zu: %s", line, column,
                why.msg ? why.msg : "unknown reason");
    }
    *out = doc;
    return LW_OK;
}

void lw_json_free_p(yyjson_doc **slot)
{
    yyjson_doc_free(*slot);
}

struct lw_view lw_json_text(yyjson_val *value)
{
    const char *text = yyjson_get_str(value);
    return lw_view(text, text ? yyjson_get_len(value) : 0);
}

struct lw_view lw_json_str(yyjson_val *object, const char *key)
{
    return lw_json_text(yyjson_obj_get(object, key));
}

yyjson_val *lw_json_obj(yyjson_val *object, const char *key)
{
    yyjson_val *value = yyjson_obj_get(object, key);
    return yyjson_is_obj(value) ? value : NULL;
}

yyjson_val *lw_json_arr(yyjson_val *object, const char *key)
{
    yyjson_val *value = yyjson_obj_get(object, key);
    return yyjson_is_arr(value) ? value : NULL;
}

void lw_text_position(struct lw_view text, size_t offset, size_t *line, size_t *column)
{
    struct lw_view before = lw_view_sub(text, 0, offset);
    size_t last = lw_view_rfind_byte(before, '\n');
    *column = last == LW_NOT_FOUND ? before.len + 1 : before.len - last;
    *line = 1;
    for (size_t i = 0; i < before.len; i++)
        *line += before.ptr[i] == '\n';
}
