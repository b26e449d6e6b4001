/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_lockfile.c - lock files of package managers: the first byte says of which.
 */
#include "attest/locks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "package-lock.json", "yarn.lock",    "pnpm-lock.yaml",
                                         "poetry.lock",       "Pipfile.lock", "composer.lock",
                                         "Gemfile.lock",      "go.sum",       "requirements.txt" };
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_locks_clear) struct lw_locks locks = { .arena = &arena };
    if (size == 0)
        return 0;
    (void)lw_locks_add(&locks, lw_view_c(names[data[0] % LW_COUNT(names)]),
                       lw_view(data + 1, size - 1));
    (void)lw_locks_find(&locks, LW_LOCK_PYTHON, LW_VIEW("six"), LW_VIEW("1.16.0"));
    return 0;
}
