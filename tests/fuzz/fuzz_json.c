/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_json.c - what is read as JSON is written as JSON that reads the same.
 */
#include "base/json.h"
#include "base/jsonw.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void copy(struct lw_jsonw *w, const char *key, yyjson_val *value, unsigned depth)
{
    size_t at, count;
    yyjson_val *name, *item;
    if (yyjson_is_obj(value) && depth < 40) {
        lw_jsonw_object(w, key);
        yyjson_obj_foreach(value, at, count, name, item)
        {
            /* The writer takes keys as C strings, but for text members. */
            if (yyjson_is_str(item))
                lw_jsonw_key_text(w, lw_json_text(name), lw_json_text(item));
            else
                copy(w, yyjson_get_str(name), item, depth + 1);
        }
        lw_jsonw_end(w);
    } else if (yyjson_is_arr(value) && depth < 40) {
        lw_jsonw_array(w, key);
        yyjson_arr_foreach(value, at, count, item) copy(w, NULL, item, depth + 1);
        lw_jsonw_end(w);
    } else if (yyjson_is_str(value)) {
        lw_jsonw_text(w, key, lw_json_text(value));
    } else if (yyjson_is_uint(value)) {
        lw_jsonw_u64(w, key, yyjson_get_uint(value));
    } else if (yyjson_is_int(value)) {
        lw_jsonw_i64(w, key, yyjson_get_sint(value));
    } else if (yyjson_is_bool(value)) {
        lw_jsonw_bool(w, key, yyjson_get_bool(value));
    } else {
        lw_jsonw_null(w, key);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_CLEANUP(lw_json_free_p) yyjson_doc *again = NULL;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_json_parse(&doc, lw_view(data, size), 1 << 20, &err))) {
        if (err.offset > size || !err.text[0])
            __builtin_trap();
        return 0;
    }
    for (unsigned pretty = 0; pretty < 2; pretty++) {
        struct lw_buf buf = LW_BUF_INIT;
        struct lw_jsonw w = lw_jsonw(&buf, NULL, pretty);
        copy(&w, NULL, yyjson_doc_get_root(doc), 0);
        (void)lw_jsonw_finish(&w);
        if (!lw_ok(lw_json_parse(&again, lw_buf_view(&buf), SIZE_MAX, &err)))
            __builtin_trap();
        lw_buf_clear(&buf);
        lw_json_free_p(&again);
        again = NULL;
    }
    return 0;
}
