/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_cvss.c - CVSS vectors: a score is at most 10, an error says where.
 */
#include "vuln/cvss.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_cvss cvss;
    struct lw_err err;
    if (lw_ok(lw_cvss_parse(&cvss, lw_view(data, size), &err))) {
        if (cvss.score_tenths > 100 || cvss.severity == LW_SEVERITY_UNKNOWN)
            __builtin_trap();
    } else if (err.offset > size || err.text[0] == 0) {
        __builtin_trap();
    }
    return 0;
}
