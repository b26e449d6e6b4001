/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_pickle.c - pickles: each instruction, what they name, and what is found behind them.
 */
#include "analyze/pickle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take(void *ctx, struct lw_view module, struct lw_view name, size_t offset)
{
    size_t *sum = ctx;
    for (size_t i = 0; i < module.len; i++)
        *sum += module.ptr[i];
    for (size_t i = 0; i < name.len; i++)
        *sum += name.ptr[i] + offset;
}

static void reach(void *ctx, const struct lw_pickle_attribute *attribute)
{
    take(ctx, attribute->module, attribute->object, attribute->offset);
    take(ctx, attribute->name, LW_VIEW_NONE, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t sum = 0, end = 0;
    const struct lw_view bytes = lw_view(data, size);
    const struct lw_pickle_visitor visitor = { take, reach, &sum };
    (void)lw_pickle_magic(bytes);
    if (!lw_ok(lw_pickle_walk(bytes, &visitor, &end, NULL)))
        lw_pickle_search(bytes, end, &visitor);
    return 0;
}
