/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_bundle.c - Sigstore bundles, with their certificates and the bodies of their log entries.
 */
#include "attest/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    struct lw_bundle bundle;
    struct lw_log_check check;
    const struct lw_log_list none = { 0 };
    struct lw_err err = { 0 };
    if (!lw_ok(lw_bundle_parse(&bundle, text, &arena, &err)))
        return 0;
    LW_CLEANUP(lw_certificate_free_p) struct lw_certificate *leaf = NULL;
    lw_status status = { LW_E_OK };
    if (bundle.certificate_count)
        status = lw_certificate_read(&leaf, bundle.certificates[0], &err);
    const struct lw_key *key = leaf ? lw_certificate_key(leaf) : NULL;
    for (size_t i = 0; i < bundle.entry_count; i++) {
        status = lw_log_check_entry(&check, &bundle.entries[i], &none, bundle.has_proofs, &arena,
                                    &err);
        if (lw_ok(status))
            __builtin_trap(); /* nobody is trusted */
        if (key)
            status = lw_log_check_body(&bundle.entries[i], &bundle, key, leaf, &arena, &err);
    }
    return 0;
}
