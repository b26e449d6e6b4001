/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/dsse.c - reading and writing envelopes.
 */
#include "attest/dsse.h"

#include "base/base64.h"

lw_status lw_json_bytes(struct lw_view *out, yyjson_val *object, const char *key, const char *where,
                        struct lw_arena *arena, struct lw_err *err)
{
    yyjson_val *value = yyjson_obj_get(object, key);
    LW_ENSURE(value, err, LW_E_FORMAT, 0, "%s: there is no \"%s\"", where, key);
    LW_ENSURE(yyjson_is_str(value), err, LW_E_FORMAT, 0, "%s: \"%s\" must be a text", where, key);
    lw_status status = lw_base64_decode(out, lw_json_text(value), arena, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s: \"%s\"", where, key);
    return status;
}

static lw_status read_signature(struct lw_signature *out, yyjson_val *value, size_t index,
                                struct lw_arena *arena, struct lw_err *err)
{
    char where[64];
    snprintf(where, sizeof where, "signature %zu of the envelope", index + 1);
    LW_ENSURE(yyjson_is_obj(value), err, LW_E_FORMAT, 0, "%s is no object", where);
    yyjson_val *keyid = yyjson_obj_get(value, "keyid");
    LW_ENSURE(!keyid || yyjson_is_str(keyid) || yyjson_is_null(keyid), err, LW_E_FORMAT, 0,
              "%s: \"keyid\" must be a text", where);
    LW_TRY(lw_json_bytes(&out->bytes, value, "sig", where, arena, err));
    LW_ENSURE(out->bytes.len, err, LW_E_FORMAT, 0, "%s is empty", where);
    out->keyid = lw_arena_copy(arena, lw_json_text(keyid));
    return LW_OK;
}

lw_status lw_envelope_read(struct lw_envelope *out, yyjson_val *object, struct lw_arena *arena,
                           struct lw_err *err)
{
    struct lw_envelope envelope = { .count = 0 };
    size_t i, max;
    yyjson_val *item;
    LW_ENSURE(yyjson_is_obj(object), err, LW_E_FORMAT, 0, "an envelope must be a JSON object");
    yyjson_val *type = yyjson_obj_get(object, "payloadType");
    LW_ENSURE(yyjson_is_str(type) && yyjson_get_len(type), err, LW_E_FORMAT, 0,
              "the envelope: there is no text \"payloadType\"");
    envelope.payload_type = lw_arena_copy(arena, lw_json_text(type));
    LW_TRY(lw_json_bytes(&envelope.payload, object, "payload", "the envelope", arena, err));
    yyjson_val *list = lw_json_arr(object, "signatures");
    LW_ENSURE(list, err, LW_E_FORMAT, 0, "the envelope: there is no list \"signatures\"");
    LW_ENSURE(yyjson_arr_size(list) <= LW_ENVELOPE_MAX_SIGNATURES, err, LW_E_LIMIT, 0,
              "the envelope has %zu signatures; at most %d are looked at", yyjson_arr_size(list),
              LW_ENVELOPE_MAX_SIGNATURES);
    yyjson_arr_foreach(list, i, max, item)
    {
        struct lw_signature signature = { .keyid = LW_VIEW_NONE };
        LW_TRY(read_signature(&signature, item, i, arena, err));
        *LW_PUSH(arena, &envelope) = signature;
    }
    *out = envelope;
    return LW_OK;
}

lw_status lw_envelope_parse(struct lw_envelope *out, struct lw_view text, struct lw_arena *arena,
                            struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse_strict(&doc, text, LW_ENVELOPE_MAX_BYTES, err));
    return lw_envelope_read(out, yyjson_doc_get_root(doc), arena, err);
}

void lw_envelope_message(struct lw_buf *out, struct lw_view payload_type, struct lw_view payload)
{
    lw_buf_printf(out, "DSSEv1 %zu ", payload_type.len);
    lw_buf_add(out, payload_type);
    lw_buf_printf(out, " %zu ", payload.len);
    lw_buf_add(out, payload);
}

static void write_base64(struct lw_jsonw *w, const char *key, struct lw_view bytes)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    lw_base64_add(&text, bytes);
    lw_jsonw_text(w, key, lw_buf_view(&text));
}

void lw_envelope_write(struct lw_buf *out, const struct lw_envelope *envelope)
{
    struct lw_jsonw w = lw_jsonw(out, NULL, false);
    lw_jsonw_object(&w, NULL);
    write_base64(&w, "payload", envelope->payload);
    lw_jsonw_text(&w, "payloadType", envelope->payload_type);
    lw_jsonw_array(&w, "signatures");
    for (size_t i = 0; i < envelope->count; i++) {
        lw_jsonw_object(&w, NULL);
        lw_jsonw_text(&w, "keyid", envelope->items[i].keyid);
        write_base64(&w, "sig", envelope->items[i].bytes);
        lw_jsonw_end(&w);
    }
    lw_jsonw_end(&w);
    lw_jsonw_end(&w);
    lw_jsonw_finish(&w);
}
