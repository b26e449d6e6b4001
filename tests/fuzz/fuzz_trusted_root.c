/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_trusted_root.c - trusted roots of Sigstore.
 */
#include "attest/trust.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    LW_CLEANUP(lw_trust_clear) struct lw_trust trust = { .logs = { 0 } };
    struct lw_err err = { 0 };
    lw_status status = lw_trust_add_root(&trust, text, &arena, &err);
    if (!lw_ok(status) && !err.text[0])
        __builtin_trap();
    return 0;
}
