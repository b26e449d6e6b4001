/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_envelope.c - DSSE envelopes, and files of them; what is read is written and read the same.
 */
#include "attest/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    struct lw_attestation_list list = { 0 };
    struct lw_envelope envelope, again;
    struct lw_err err = { 0 };
    if (lw_ok(lw_envelope_parse(&envelope, text, &arena, &err))) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
        lw_envelope_write(&buf, &envelope);
        if (!lw_ok(lw_envelope_parse(&again, lw_buf_view(&buf), &arena, &err)) ||
            !lw_view_eq(again.payload, envelope.payload) || again.count != envelope.count)
            __builtin_trap();
    }
    lw_status status = lw_attestations_read(&list, text, "fuzz", &arena, &err);
    if (!lw_ok(status) && !err.text[0])
        __builtin_trap();
    return 0;
}
