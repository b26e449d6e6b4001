/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_dated.c - code that compares the clock with a time, as three kinds of source.
 */
#include "file_fuzz.h"

extern const struct lw_analyzer lw_analyzer_dated;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = { "a.py", "a.js", "extensions/a.sh" };
    for (size_t i = 0; i < LW_COUNT(paths); i++)
        fuzz_file(&lw_analyzer_dated, paths[i], data, size);
    return 0;
}
