/* SPDX-License-Identifier: Apache-2.0
 *
 * base/json.c - yyjson behind views.
 */
#include "base/json.h"

#include "base/map.h"

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

enum { MAX_STRICT_DEPTH = 200 };

size_t lw_json_place(yyjson_val *value, const yyjson_doc *doc, struct lw_view text)
{
    /* yyjson unescapes in a copy, each text where it stood; a byte order mark is not in it. */
    return (size_t)(yyjson_get_str(value) - doc->str_pool) +
           (lw_view_starts(text, LW_VIEW("\xef\xbb\xbf")) ? 3 : 0);
}

static lw_status check_unique(yyjson_val *object, const yyjson_doc *doc, struct lw_view text,
                              struct lw_err *err)
{
    LW_CLEANUP(lw_map_clear) struct lw_map seen = LW_MAP_INIT;
    size_t i, max;
    yyjson_val *key, *value;
    yyjson_obj_foreach(object, i, max, key, value)
    {
        bool made;
        lw_map_put(&seen, lw_json_text(key), &made);
        if (made)
            continue;
        size_t line, column, at = lw_json_place(key, doc, text);
        lw_text_position(text, at, &line, &column);
        LW_FAIL(err, LW_E_FORMAT, at, "line %zu, column %zu: \"%.*s\" stands twice in an object",
                line, column, (int)(yyjson_get_len(key) > 80 ? 80 : yyjson_get_len(key)),
                yyjson_get_str(key));
    }
    return LW_OK;
}

static lw_status check_value(yyjson_val *value, const yyjson_doc *doc, struct lw_view text,
                             unsigned depth, struct lw_err *err)
{
    size_t i, max;
    yyjson_val *key, *item;
    LW_ENSURE(depth <= MAX_STRICT_DEPTH, err, LW_E_LIMIT, 0, "JSON is nested more than %d deep",
              MAX_STRICT_DEPTH);
    if (yyjson_is_obj(value)) {
        LW_TRY(check_unique(value, doc, text, err));
        yyjson_obj_foreach(value, i, max, key, item)
        {
            LW_TRY(check_value(item, doc, text, depth + 1, err));
        }
    }
    if (yyjson_is_arr(value)) {
        yyjson_arr_foreach(value, i, max, item)
        {
            LW_TRY(check_value(item, doc, text, depth + 1, err));
        }
    }
    return LW_OK;
}

lw_status lw_json_parse_strict(yyjson_doc **out, struct lw_view text, size_t max_bytes,
                               struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, text, max_bytes, err));
    LW_TRY(check_value(yyjson_doc_get_root(doc), doc, text, 0, err));
    *out = lw_steal(&doc);
    return LW_OK;
}

static void keep_last(yyjson_val *value, unsigned depth)
{
    LW_CLEANUP(lw_map_clear) struct lw_map seen = LW_MAP_INIT;
    size_t i, max;
    yyjson_val *key, *item;
    if (depth > MAX_STRICT_DEPTH)
        return;
    yyjson_arr_foreach(value, i, max, item) keep_last(item, depth + 1);
    yyjson_obj_foreach(value, i, max, key, item)
    {
        bool made;
        uint64_t *slot = lw_map_put(&seen, lw_json_text(key), &made);
        if (!made)
            yyjson_set_strn((yyjson_val *)(uintptr_t)*slot, "", 0);
        *slot = (uint64_t)(uintptr_t)key;
        keep_last(item, depth + 1);
    }
}

void lw_json_keep_last(yyjson_doc *doc)
{
    keep_last(yyjson_doc_get_root(doc), 0);
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
