/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_ignore.c - ignore files of arbitrary bytes, applied to a finding.
 */
#include "scan/ignore.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_finding_list findings = { 0 };
    struct lw_ignore_list list = { 0 };
    struct lw_err err;
    if (!lw_ok(lw_ignore_parse(&list, lw_view(data, size), "ignore", &arena, &err)))
        return 0;
    struct lw_finding *f = lw_finding_add(&findings, &arena, LW_VIEW("vulnerability"),
                                          LW_SEVERITY_HIGH);
    *LW_PUSH(&arena, &f->ids) = LW_VIEW("A");
    f->purl = LW_VIEW("pkg:pypi/urllib3@1.26.12");
    f->path = LW_VIEW("python/lib/urllib3/METADATA");
    lw_ignore_apply(&findings, &list, 1767225600, &arena);
    return 0;
}
