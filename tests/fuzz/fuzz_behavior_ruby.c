/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_behavior_ruby.c - Ruby, from bytes to facts.
 */
#include "behavior_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_behavior(data, size, LW_LANG_RUBY);
}
