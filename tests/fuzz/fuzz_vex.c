/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_vex.c - VEX documents of arbitrary bytes, applied to a finding.
 */
#include "scan/vex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_finding_list findings = { 0 };
    struct lw_vex vex = { 0 };
    struct lw_err err;
    if (!lw_ok(lw_vex_parse(&vex, lw_view(data, size), "vex", &arena, &err)))
        return 0;
    struct lw_finding *f = lw_finding_add(&findings, &arena, LW_VIEW("vulnerability"),
                                          LW_SEVERITY_HIGH);
    *LW_PUSH(&arena, &f->ids) = LW_VIEW("CVE-2023-1");
    f->purl = LW_VIEW("pkg:pypi/urllib3@1.26.12");
    lw_vex_apply(&findings, &vex, &arena);
    return 0;
}
