/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_zip.c - opens bytes as a zip, checks the layout and reads every entry in all three ways.
 */
#include <stdio.h>

#include "../unit/archive_seen.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_limits limits = lw_limits_default();
    limits.entry_bytes = 1 << 20; /* speed */
    limits.entries = 64;
    struct seen seen = look(lw_view(data, size), &limits);
    if (!seen.opened && seen.err.text[0] == '\0')
        __builtin_trap(); /* an error says something */
    return 0;
}
