/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_pyc.c - compiled Python: header, every object, the hash of the source.
 */
#include "analyze/pyc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take(void *ctx, enum lw_pyc_role role, struct lw_view text)
{
    size_t *sum = ctx;
    for (size_t i = 0; i < text.len; i++)
        *sum += text.ptr[i] + (size_t)role;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t sum = 0;
    struct lw_pyc_visitor visitor = { take, &sum };
    struct lw_pyc_header header;
    if (lw_ok(lw_pyc_header(&header, lw_view(data, size), NULL)) &&
        lw_ok(lw_pyc_walk(&header, &visitor, NULL)))
        (void)lw_pyc_hash_fits(&header, header.code);
    return 0;
}
