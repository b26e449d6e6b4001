/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_text_shape.c - the shape of any bytes.
 */
#include "analyze/text_shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (enum lw_lexis lexis = LW_LEXIS_ANY; lexis <= LW_LEXIS_JAVASCRIPT; lexis++)
        (void)lw_text_shape(lw_view(data, size), lexis);
    return 0;
}
