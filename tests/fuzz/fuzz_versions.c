/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_versions.c - two or three versions, set apart by spaces, in every ordering; and the bytes
 * as a file of comparisons.
 */
#include "vuln/version_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void antisymmetric(const struct lw_ordering *o, struct lw_view a, struct lw_view b)
{
    int order = o->compare(a, b);
    if (order < -1 || order > 1 || o->compare(b, a) != -order || o->compare(a, a) != 0)
        __builtin_trap();
}

/* Those whose definition is a total preorder. */
static bool is_transitive(const struct lw_ordering *o)
{
    return !lw_view_is(LW_VIEW("packagist"), o->name) && !lw_view_is(LW_VIEW("redhat"), o->name) &&
           !lw_view_is(LW_VIEW("maven"), o->name);
}

static void transitive(const struct lw_ordering *o, struct lw_view a, struct lw_view b,
                       struct lw_view c)
{
    int ab = o->compare(a, b), bc = o->compare(b, c), ac = o->compare(a, c);
    if (ab <= 0 && bc <= 0 && ac > (ab == 0 && bc == 0 ? 0 : ab < 0 || bc < 0 ? -1 : 0))
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_view rest = lw_view(data, size), v[3] = { { 0 } };
    for (size_t i = 0; i < 3 && lw_view_split(&v[i], &rest, ' '); i++)
        ;
    for (size_t i = 0; i < lw_ordering_count; i++) {
        const struct lw_ordering *o = lw_ordering_all[i];
        antisymmetric(o, v[0], v[1]);
        if (is_transitive(o))
            transitive(o, v[0], v[1], v[2]);
    }
    struct lw_version_check result;
    struct lw_err err;
    if (!lw_ok(lw_version_check(&result, lw_ordering_all[size % lw_ordering_count],
                                lw_view(data, size), NULL, NULL, &err)) &&
        err.offset > size)
        __builtin_trap();
    return 0;
}
