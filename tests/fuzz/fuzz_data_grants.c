/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_data_grants.c - data that lets others in: policies, grants of databases, pages.
 */
#include "file_fuzz.h"

extern const struct lw_analyzer lw_analyzer_data_grants;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = { "a.json", "a.sql", "a.html" };
    for (size_t i = 0; i < LW_COUNT(paths); i++)
        fuzz_file(&lw_analyzer_data_grants, paths[i], data, size);
    return 0;
}
