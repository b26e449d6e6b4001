/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_java_manifest.c - manifests, pom.properties, pom.xml and names of jars.
 */
#include "analyze/java_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    struct lw_coordinates c;
    struct lw_jar_name name;
    struct lw_pom pom;
    (void)lw_manifest_parse(text, &arena);
    (void)lw_pom_properties(&c, text);
    lw_pom_xml(&pom, text);
    if (lw_jar_name_parse(&name, text) &&
        name.artifact.len + name.version.len + name.classifier.len > size)
        __builtin_trap();
    (void)lw_jar_group(name.artifact);
    lw_arena_clear(&arena);
    return 0;
}
