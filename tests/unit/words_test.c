/* SPDX-License-Identifier: Apache-2.0
 *
 * words_test.c - no name of a machine stands where a person reads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/syntax/catalog.h"
#include "facts/facts.h"

static struct lw_view words(struct lw_arena *arena, enum lw_fact_key key, const char *name)
{
    struct lw_facts facts = lw_facts(arena);
    struct lw_fact *fact = lw_facts_add(&facts, LW_F_FLOW, LW_VIEW("a.py"));
    lw_fact_set_c(&facts, fact, key, name);
    return lw_fact_words(fact, key);
}

static void sources_and_sinks_have_words(void **state)
{
    static const char *const sources[] = {
#define LW_SOURCE(constant, bit, name) name,
#include "analyze/syntax/source.def"
#undef LW_SOURCE
    };
    static const char *const others[] = { "server", "setting", "object", "header" };
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    (void)state;
    for (size_t i = 0; i < LW_COUNT(sources); i++)
        if (sources[i][0] && strcmp(sources[i], "credentials") != 0)
            assert_false(lw_view_is(words(&arena, LW_K_SOURCE, sources[i]), sources[i]));
    for (unsigned i = 0; i < 256; i++)
        if (lw_catalog_sink(i)[0])
            assert_false(
                lw_view_is(words(&arena, LW_K_SINK, lw_catalog_sink(i)), lw_catalog_sink(i)));
    for (size_t i = 0; i < LW_COUNT(others); i++)
        assert_false(lw_view_is(words(&arena, LW_K_SINK, others[i]), others[i]));
    assert_true(lw_view_is(words(&arena, LW_K_SINK, "elsewhere"), "elsewhere"));
}

static void capabilities_have_words(void **state)
{
    (void)state;
    for (unsigned i = 0; i < LW_C_COUNT; i++) {
        struct lw_view text = lw_capability_words((enum lw_capability)i);
        assert_true(text.len > 0);
        assert_false(lw_view_is(text, lw_capability_name((enum lw_capability)i)));
    }
    assert_true(lw_view_is(lw_capability_words(LW_C_CREDENTIALS), "reads credentials"));
    assert_true(lw_view_is(lw_capability_words(LW_C_ENV_ALL), "reads the whole environment"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_and_sinks_have_words),
        cmocka_unit_test(capabilities_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
