/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_class_file.c - Java's class files, and what a jar has the virtual machine load by itself.
 */
#include "file_fuzz.h"

extern const struct lw_analyzer lw_analyzer_behavior_java;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = { "A.class", "META-INF/MANIFEST.MF",
                                         "META-INF/services/java.security.Provider" };
    for (size_t i = 0; i < LW_COUNT(paths); i++)
        fuzz_file(&lw_analyzer_behavior_java, paths[i], data, size);
    return 0;
}
