/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_pem.c - keys and certificates in PEM, with the names and timestamps in them.
 */
#include "base/certificate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    struct lw_err err = { 0 };
    LW_CLEANUP(lw_key_free_p) struct lw_key *public_key = NULL;
    LW_CLEANUP(lw_key_free_p) struct lw_key *private_key = NULL;
    LW_CLEANUP(lw_certificates_free) struct lw_certificate_list list = { 0 };
    lw_status status = lw_key_read_public(&public_key, text, &err);
    status = lw_key_read_private(&private_key, text, LW_VIEW("passphrase"), true, &err);
    status = lw_certificates_read_pem(&list, text, &arena, &err);
    for (size_t i = 0; i < list.count; i++) {
        const struct lw_key_list none = { 0 };
        struct lw_name_list names = { 0 };
        size_t logged;
        lw_certificate_names(&names, list.items[i], &arena);
        status = lw_certificate_logged(&logged, list.items[i], list.items[0], &none, &err);
        if (lw_ok(status) && logged)
            __builtin_trap();
    }
    return 0;
}
