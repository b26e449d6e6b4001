/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_gemspec.c - Ruby source that claims to be a gemspec.
 */
#include "analyze/gemspec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_gemspec spec;
    lw_gemspec_parse(&spec, lw_view(data, size));
    if (spec.name.len > size || spec.version.len > size || spec.license_count > 8)
        __builtin_trap();
    return 0;
}
