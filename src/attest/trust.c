/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/trust.c - trusted roots.
 */
#include "attest/trust.h"

#include "attest/dsse.h"
#include "base/clock.h"

enum { MAX_ROOT_BYTES = 4 << 20, MAX_ITEMS = 64 };

static const struct lw_span always = { INT64_MIN, INT64_MAX };

static void clear_logs(struct lw_log_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        lw_key_free(list->items[i].key);
    list->count = 0;
}

void lw_trust_clear(struct lw_trust *trust)
{
    for (size_t i = 0; i < trust->authorities.count; i++) {
        lw_certificates_free(&trust->authorities.items[i].roots);
        lw_certificates_free(&trust->authorities.items[i].between);
    }
    trust->authorities.count = 0;
    clear_logs(&trust->logs);
    clear_logs(&trust->certificate_logs);
}

static lw_status read_time(int64_t *out, yyjson_val *span, const char *key, struct lw_err *err)
{
    yyjson_val *value = yyjson_obj_get(span, key);
    if (!value)
        return LW_OK;
    LW_ENSURE(lw_time_parse(out, lw_json_text(value)), err, LW_E_FORMAT, 0,
              "\"validFor\": \"%s\" is no time", key);
    return LW_OK;
}

static lw_status read_span(struct lw_span *out, yyjson_val *object, struct lw_err *err)
{
    yyjson_val *span = lw_json_obj(object, "validFor");
    *out = always;
    LW_TRY(read_time(&out->from_utc_s, span, "start", err));
    return read_time(&out->until_utc_s, span, "end", err);
}

static lw_status read_log(struct lw_log_list *list, yyjson_val *log, struct lw_arena *arena,
                          struct lw_err *err)
{
    yyjson_val *public_key = lw_json_obj(log, "publicKey");
    struct lw_view der;
    struct lw_log made = { .key = NULL };
    LW_ENSURE(public_key, err, LW_E_FORMAT, 0, "a log has no \"publicKey\"");
    LW_TRY(lw_json_bytes(&der, public_key, "rawBytes", "the key of a log", arena, err));
    LW_TRY(read_span(&made.span, public_key, err));
    if (lw_json_obj(log, "logId"))
        LW_TRY(lw_json_bytes(&made.id, lw_json_obj(log, "logId"), "keyId", "the id of a log", arena,
                             err));
    lw_status status = lw_key_read_der(&made.key, der, err);
    if (status.code == LW_E_UNSUPPORTED)
        return LW_OK;
    LW_TRY(status);
    *LW_PUSH(arena, list) = made;
    return LW_OK;
}

static lw_status read_logs(struct lw_log_list *list, yyjson_val *logs, struct lw_arena *arena,
                           struct lw_err *err)
{
    size_t i, max;
    yyjson_val *log;
    LW_ENSURE(yyjson_arr_size(logs) <= MAX_ITEMS, err, LW_E_LIMIT, 0, "more than %d logs",
              MAX_ITEMS);
    yyjson_arr_foreach(logs, i, max, log)
    {
        LW_TRY(read_log(list, log, arena, err));
    }
    return LW_OK;
}

/* The chain begins with what issues and ends with the root. */
static lw_status read_authority(struct lw_trust *trust, yyjson_val *value, struct lw_arena *arena,
                                struct lw_err *err)
{
    yyjson_val *chain = lw_json_arr(lw_json_obj(value, "certChain"), "certificates");
    size_t i, max;
    yyjson_val *item;
    LW_ENSURE(chain && yyjson_arr_size(chain) && yyjson_arr_size(chain) <= MAX_ITEMS, err,
              LW_E_FORMAT, 0, "an authority has no \"certChain\" with \"certificates\"");
    struct lw_authority *to = LW_PUSH(arena, &trust->authorities);
    LW_TRY(read_span(&to->span, value, err));
    yyjson_arr_foreach(chain, i, max, item)
    {
        struct lw_view der;
        struct lw_certificate *certificate = NULL;
        LW_TRY(lw_json_bytes(&der, item, "rawBytes", "a certificate", arena, err));
        LW_TRY(lw_certificate_read(&certificate, der, err));
        *LW_PUSH(arena, i + 1 == max ? &to->roots : &to->between) = certificate;
    }
    return LW_OK;
}

lw_status lw_trust_add_root(struct lw_trust *trust, struct lw_view text, struct lw_arena *arena,
                            struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    size_t i, max;
    yyjson_val *item;
    LW_TRY(lw_json_parse_strict(&doc, text, MAX_ROOT_BYTES, err));
    yyjson_val *root = yyjson_doc_get_root(doc);
    struct lw_view type = lw_json_str(root, "mediaType");
    LW_ENSURE(lw_view_starts(type, LW_VIEW("application/vnd.dev.sigstore.trustedroot")), err,
              LW_E_UNSUPPORTED, 0,
              "is no trusted root: its \"mediaType\" is not "
              "\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"");
    yyjson_val *authorities = lw_json_arr(root, "certificateAuthorities");
    LW_ENSURE(yyjson_arr_size(authorities) <= MAX_ITEMS, err, LW_E_LIMIT, 0,
              "more than %d authorities", MAX_ITEMS);
    yyjson_arr_foreach(authorities, i, max, item)
    {
        LW_TRY(read_authority(trust, item, arena, err));
    }
    LW_TRY(read_logs(&trust->logs, lw_json_arr(root, "tlogs"), arena, err));
    return read_logs(&trust->certificate_logs, lw_json_arr(root, "ctlogs"), arena, err);
}

lw_status lw_trust_add_authority(struct lw_trust *trust, struct lw_view pem, struct lw_arena *arena,
                                 struct lw_err *err)
{
    struct lw_certificate_list all = { 0 };
    lw_status status = lw_certificates_read_pem(&all, pem, arena, err);
    if (!lw_ok(status)) {
        lw_certificates_free(&all);
        return status;
    }
    struct lw_authority *to = LW_PUSH(arena, &trust->authorities);
    to->span = always;
    for (size_t i = 0; i < all.count; i++)
        *LW_PUSH(arena, lw_certificate_signed_itself(all.items[i]) ? &to->roots
                                                                   : &to->between) = all.items[i];
    if (to->roots.count == 0) {
        to->roots = to->between;
        to->between = (struct lw_certificate_list){ 0 };
    }
    return LW_OK;
}

lw_status lw_trust_add_log(struct lw_log_list *list, struct lw_view pem, struct lw_arena *arena,
                           struct lw_err *err)
{
    struct lw_log log = { .span = always };
    LW_TRY(lw_key_read_public(&log.key, pem, err));
    *LW_PUSH(arena, list) = log;
    return LW_OK;
}
