/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_config_file.c - configuration files of others: the same bytes as each kind of them.
 */
#include "file_fuzz.h"

extern const struct lw_analyzer lw_analyzer_config_file;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = { "c.yaml", "c.json",        "openssl.cnf", ".aws/config",
                                         ".npmrc", "pip.conf",      ".curlrc",     "gitconfig",
                                         "my.cnf", "ld.so.preload", "x.conf",      "ld.so.conf" };
    for (size_t i = 0; i < LW_COUNT(paths); i++)
        fuzz_file(&lw_analyzer_config_file, paths[i], data, size);
    return 0;
}
