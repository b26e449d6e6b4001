/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_statement.c - in-toto statements.
 */
#include "attest/statement.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    struct lw_unverified_statement statement;
    struct lw_identity identity = { .have_zip = true };
    struct lw_err err = { 0 };
    if (lw_ok(lw_statement_parse(&statement, text, &arena, &err))) {
        (void)lw_statement_match(&statement, &identity);
        struct lw_view name = lw_repository_name(statement.repository);
        if (name.len > statement.repository.len)
            __builtin_trap();
    } else if (!err.text[0]) {
        __builtin_trap();
    }
    return 0;
}
