/* SPDX-License-Identifier: Apache-2.0
 *
 * authority_test.c - certificates, whole and cut short, alone and in text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/patterns.h"
#include "sample.h"

#define SEEDS "tests/fuzz/seeds/authority/"

extern const struct lw_analyzer lw_analyzer_authority;

static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;

static size_t look(struct lw_facts *out, struct lw_arena *arena, struct lw_view bytes)
{
    struct lw_err err = { 0 };
    struct lw_file file = { .path = LW_VIEW("x"),
                            .location = LW_VIEW("x"),
                            .bytes = bytes,
                            .size_bytes = bytes.len,
                            .hits = &hits };
    *out = lw_facts(arena);
    if (lw_analyzer_authority.wants(&file) == LW_WANT_NO)
        return 0;
    lw_pattern_hits_reset(&hits);
    assert_true(lw_ok(lw_analyzer_authority.file(out, &file, &err)));
    return out->facts.count;
}

static void certificates_are_told_by_subject_and_digest(void **state)
{
    static const struct {
        const char *path, *class;
        size_t count;
        unsigned line;
    } cases[] = {
        { SEEDS "one.der", "other", 1, 0 },         { SEEDS "one.pem", "other", 1, 1 },
        { SEEDS "in-code.py", "other", 1, 1 },      { SEEDS "tail.pem", "other", 1, 1 },
        { SEEDS "two-public.pem", "public", 2, 1 },
    };
    struct lw_view first = LW_VIEW_NONE;
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_facts facts;
        assert_int_equal(look(&facts, &sample_arena, sample_read(cases[i].path)), cases[i].count);
        const struct lw_fact *fact = &facts.facts.items[0];
        struct lw_view digest = lw_fact_get(fact, LW_K_SHA256);
        assert_true(lw_view_is(lw_fact_get(fact, LW_K_CLASS), cases[i].class));
        assert_int_equal(fact->line, cases[i].line);
        assert_true(lw_fact_get(fact, LW_K_NAME).len > 0);
        first = first.len ? first : digest; /* the same one in all forms */
        assert_int_equal(lw_view_eq(digest, first), cases[i].count == 1);
    }
}

/* By its own word, at the place where that stands; or because nothing says otherwise. */
static void roots_are_told(void **state)
{
    static const struct {
        const char *path;
        bool root;
    } cases[] = {
        { SEEDS "one.der", true },           { SEEDS "version-1.der", true },
        { SEEDS "decoy-root.der", true }, /* its subject has the number of basic constraints too */
        { SEEDS "no-authority.der", false }, { SEEDS "decoy-leaf.der", false },
        { SEEDS "key-signs.der", true }, /* without basic constraints, by the use of its key */
        { SEEDS "key-for-tls.der", false },
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_facts facts;
        assert_int_equal(look(&facts, &sample_arena, sample_read(cases[i].path)), 1);
        assert_int_equal(lw_fact_is(&facts.facts.items[0], LW_K_KIND, "root"), cases[i].root);
    }
}

/* What is cut short is none; what is changed is another one, or none. */
static void no_cut_and_no_flip_is_taken_for_it(void **state)
{
    struct lw_view der = sample_read(SEEDS "one.der");
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts;
    (void)state;
    for (size_t len = 0; len < der.len; len++) {
        uint8_t *exact = lw_xmalloc(len);
        memcpy(exact, der.ptr, len);
        assert_int_equal(look(&facts, &arena, lw_view(exact, len)), 0);
        free(exact);
    }
    assert_int_equal(look(&facts, &arena, der), 1);
    struct lw_view digest = lw_fact_get(&facts.facts.items[0], LW_K_SHA256);
    for (size_t i = 0; i < der.len; i++)
        for (unsigned bit = 0; bit < 8; bit++) {
            uint8_t *flipped = lw_xmalloc(der.len);
            memcpy(flipped, der.ptr, der.len);
            flipped[i] ^= (uint8_t)(1u << bit);
            struct lw_facts other;
            if (look(&other, &arena, lw_view(flipped, der.len)))
                assert_false(lw_view_eq(lw_fact_get(&other.facts.items[0], LW_K_SHA256), digest));
            free(flipped);
        }
    struct lw_view pem = sample_read(SEEDS "one.pem");
    for (size_t len = 0; len < pem.len; len++)
        (void)look(&facts, &arena, lw_arena_copy(&arena, lw_view_sub(pem, 0, len)));
}

static int clear(void **state)
{
    (void)state;
    lw_pattern_hits_clear(&hits);
    lw_arena_clear(&sample_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(certificates_are_told_by_subject_and_digest),
        cmocka_unit_test(roots_are_told),
        cmocka_unit_test(no_cut_and_no_flip_is_taken_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
