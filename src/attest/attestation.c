/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/attestation.c - reads files with one attestation, or with one a line.
 */
#include "attest/verify.h"

enum { MAX_ATTESTATIONS = 256 };

static lw_status read_one(struct lw_attestation *out, yyjson_val *root, struct lw_arena *arena,
                          struct lw_err *err)
{
    struct lw_view type = lw_json_str(root, "mediaType");
    out->is_bundle = lw_bundle_is(type) || yyjson_obj_get(root, "verificationMaterial");
    if (!out->is_bundle)
        return lw_envelope_read(&out->envelope, root, arena, err);
    LW_TRY(lw_bundle_read(&out->bundle, root, arena, err));
    if (out->bundle.have_envelope)
        out->envelope = out->bundle.envelope;
    return LW_OK;
}

static lw_status add(struct lw_attestation_list *list, struct lw_view text, const char *name,
                     size_t line, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_attestation made = { .line = line };
    LW_ENSURE(list->count < MAX_ATTESTATIONS, err, LW_E_LIMIT, 0, "%s: more than %d attestations",
              name, MAX_ATTESTATIONS);
    lw_status status = lw_json_parse_strict(&doc, text, LW_ENVELOPE_MAX_BYTES, err);
    if (lw_ok(status))
        status = read_one(&made, yyjson_doc_get_root(doc), arena, err);
    if (!lw_ok(status) && line)
        lw_err_prefix(err, "attestation at line %zu", line);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", name);
    LW_TRY(status);
    made.source = lw_arena_copy(arena, lw_view_c(name));
    made.digest = lw_sha256(text);
    *LW_PUSH(arena, list) = made;
    return LW_OK;
}

/* Whether each line is an object of its own: the first is whole, and more follow. */
static bool one_a_line(struct lw_view text)
{
    struct lw_view rest = text, first;
    if (!lw_view_line(&first, &rest) || lw_view_trim(rest).len == 0)
        return false;
    first = lw_view_trim(first);
    return lw_view_starts(first, LW_VIEW("{")) && lw_view_ends(first, LW_VIEW("}"));
}

lw_status lw_attestations_read(struct lw_attestation_list *list, struct lw_view text,
                               const char *name, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view rest = text, line;
    LW_ENSURE(text.len <= LW_ENVELOPE_MAX_BYTES, err, LW_E_LIMIT, LW_ENVELOPE_MAX_BYTES,
              "%s: is over the limit of %d bytes", name, LW_ENVELOPE_MAX_BYTES);
    LW_ENSURE(lw_view_trim(text).len, err, LW_E_FORMAT, 0, "%s: is empty", name);
    if (!one_a_line(text))
        return add(list, text, name, 0, arena, err);
    for (size_t number = 1; lw_view_line(&line, &rest); number++)
        if (lw_view_trim(line).len)
            LW_TRY(add(list, line, name, number, arena, err));
    return LW_OK;
}
