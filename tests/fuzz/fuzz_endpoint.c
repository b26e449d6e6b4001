/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_endpoint.c - hosts in any bytes, in each way of looking.
 */
#include <stdlib.h>

#include "analyze/endpoint.h"
#include "analyze/idna.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (unsigned ways = 0; ways < 4; ways++) {
        struct lw_endpoint_options options = { ways & 1, ways & 2 };
        struct lw_endpoint e;
        size_t at = 0, before = 0;
        while (lw_endpoint_next(&e, lw_view(data, size), &at, &options)) {
            if (at <= before || at > size)
                abort();
            before = at;
            (void)lw_endpoint_classify(&e);
            (void)lw_endpoint_is_reserved(&e);
            LW_CLEANUP(lw_buf_clear) struct lw_buf shown = LW_BUF_INIT;
            lw_idna_add_shown(&shown, lw_view_c(e.host));
        }
    }
    return 0;
}
