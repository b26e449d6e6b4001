/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/sign.c - signatures by keys and by commands.
 */
#include "attest/sign.h"

#include "base/base64.h"
#include "base/command.h"

static lw_status add(struct lw_envelope *envelope, const struct lw_key *key, struct lw_view bytes,
                     struct lw_arena *arena)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, lw_key_id(key));
    *LW_PUSH(arena,
             envelope) = (struct lw_signature){ .keyid = lw_arena_copy(arena, lw_view_c(hex)),
                                                .bytes = lw_arena_copy(arena, bytes) };
    return LW_OK;
}

static lw_status check_room(const struct lw_envelope *envelope, const struct lw_key *key,
                            struct lw_view message, struct lw_err *err)
{
    LW_ENSURE(envelope->count < LW_ENVELOPE_MAX_SIGNATURES, err, LW_E_LIMIT, 0,
              "the envelope has %zu signatures already", envelope->count);
    for (size_t i = 0; i < envelope->count; i++)
        LW_ENSURE(!lw_key_verify(key, message, envelope->items[i].bytes), err, LW_E_USAGE, 0,
                  "this key has signed the envelope already");
    return LW_OK;
}

lw_status lw_envelope_sign(struct lw_envelope *envelope, const struct lw_key *key,
                           struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf message = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf signature = LW_BUF_INIT;
    lw_envelope_message(&message, envelope->payload_type, envelope->payload);
    LW_TRY(check_room(envelope, key, lw_buf_view(&message), err));
    LW_TRY(lw_key_sign(&signature, key, lw_buf_view(&message), err));
    return add(envelope, key, lw_buf_view(&signature), arena);
}

/* base64(1) breaks its lines. */
static struct lw_view without_space(struct lw_view text, struct lw_arena *arena)
{
    uint8_t *out = lw_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (!lw_is_space(text.ptr[i]))
            out[len++] = text.ptr[i];
    return lw_view(out, len);
}

lw_status lw_envelope_sign_by(struct lw_envelope *envelope, const struct lw_signer_command *command,
                              const struct lw_key *key, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_view printed = LW_VIEW_NONE, bytes = LW_VIEW_NONE;
    lw_envelope_message(&buf, envelope->payload_type, envelope->payload);
    struct lw_view message = lw_buf_view(&buf);
    LW_TRY(check_room(envelope, key, message, err));
    const struct lw_command run = { "the signer command", command->text, message,
                                    command->timeout_s };
    LW_TRY(lw_command_run(&printed, &run, arena, err));
    LW_ENSURE(printed.len, err, LW_E_UNTRUSTED, 0, "the signer command printed nothing");
    if (lw_key_verify(key, message, printed))
        return add(envelope, key, printed, arena);
    bool good = lw_ok(lw_base64_decode(&bytes, without_space(printed, arena), arena, NULL)) &&
                lw_key_verify(key, message, bytes);
    LW_ENSURE(good, err, LW_E_UNTRUSTED, 0,
              "what the signer command printed (%zu bytes) is no signature by the public key",
              printed.len);
    return add(envelope, key, bytes, arena);
}
