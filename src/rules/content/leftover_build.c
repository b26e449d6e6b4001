/* SPDX-License-Identifier: Apache-2.0
 *
 * content/leftover_build.c - tests, caches and other left-overs of builds and desks.
 */
#include "rules/look.h"

/* One line for each kind: what is told is how much there is, not each place. */
struct sum {
    uint64_t places, bytes;
    struct lw_view first;
};

static void add(struct sum *sum, const struct lw_fact *fact)
{
    uint64_t bytes = 0;
    if (sum->places++ == 0)
        sum->first = fact->location;
    if (lw_view_u64(&bytes, lw_fact_get(fact, LW_K_BYTES), UINT64_MAX / 2))
        sum->bytes = UINT64_MAX - sum->bytes < bytes ? UINT64_MAX : sum->bytes + bytes;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    static const char *const kinds[] = { "build", "cache", "editor", "system", "test" };
    static const char *const titles[] = { "Files of builds are in the layer",
                                          "Caches are in the layer",
                                          "Files of editors are in the layer",
                                          "Files of desktop systems are in the layer",
                                          "Tests are in the layer" };
    for (size_t k = 0; k < LW_COUNT(kinds); k++) {
        struct sum sum = { 0 };
        for (LW_EACH_FACT(fact, ctx, LW_F_LEFTOVER))
            if (lw_fact_is(fact, LW_K_KIND, kinds[k]))
                add(&sum, fact);
        if (sum.places == 0)
            continue;
        struct lw_finding *finding = lw_rule_find(
            ctx, rule, sum.first, 0, "%llu bytes in %llu %s", (unsigned long long)sum.bytes,
            (unsigned long long)sum.places, sum.places == 1 ? "place" : "places");
        finding->title = lw_view_c(titles[k]);
    }
}

static const char *const controls[] = { "NIST 800-53 CM-7", NULL };

const struct lw_content_rule lw_content_rule_leftover_build = {
    .id = "leftover-build",
    .severity = LW_SEVERITY_NONE,
    .title = "Left-overs of tests and builds are in the layer",
    .why = "They take up the 250 MB that a function and its layers have, and slow each cold start; "
           "no function needs them.",
    .fix = "Leave them out of what is packed.",
    .cwe = "CWE-1164",
    .controls = controls,
    .check = check,
};
