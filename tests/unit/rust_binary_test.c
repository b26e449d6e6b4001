/* SPDX-License-Identifier: Apache-2.0
 *
 * rust_binary_test.c - the crate list of cargo-auditable, packed here, and damaged.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <libdeflate.h>

#include "analyze/analyzer.h"
#include "elf_sample.h"

extern const struct lw_analyzer lw_analyzer_rust_binary;

#define CRATES                                                                                     \
    LW_VIEW(                                                                                       \
        "{\"packages\":["                                                                          \
        "{\"name\":\"cc\",\"version\":\"1.0.79\",\"source\":\"crates.io\",\"kind\":\"build\"},"    \
        "{\"name\":\"tool\",\"version\":\"0.1.0\",\"source\":\"local\",\"dependencies\":[2],"      \
        "\"root\":true},"                                                                          \
        "{\"name\":\"openssl\",\"version\":\"0.10.45\",\"source\":\"crates.io\"}]}")

static struct lw_view build(struct sample *s, struct lw_view json)
{
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor(6);
    size_t room = libdeflate_zlib_compress_bound(packer, json.len);
    uint8_t *packed = malloc(room);
    assert_non_null(packed);
    size_t bytes = libdeflate_zlib_compress(packer, json.ptr, json.len, packed, room);
    size_t at = s->bytes.len;
    sample_text(s, lw_view(packed, bytes));
    free(packed);
    libdeflate_free_compressor(packer);
    return sample_finish_section(s, ".dep-v0", at, bytes);
}

static lw_status analyze(struct lw_facts *facts, struct lw_view bytes, struct lw_err *err)
{
    struct lw_file file = { .path = LW_VIEW("bin/tool"),
                            .location = LW_VIEW("bin/tool"),
                            .bytes = bytes,
                            .size_bytes = bytes.len };
    return lw_analyzer_rust_binary.file(facts, &file, err);
}

static void lists_crates_that_are_in_the_program(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 4; variant++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err;
        struct sample s = sample_new(variant & 1, variant & 2, LW_ELF_DYN, LW_EM_X86_64);
        assert_true(lw_ok(analyze(&facts, build(&s, CRATES), &err)));
        assert_int_equal(facts.packages.count, 2);
        assert_true(lw_view_is(facts.packages.items[0].purl, "pkg:cargo/tool@0.1.0"));
        assert_true(lw_view_is(facts.packages.items[1].purl, "pkg:cargo/openssl@0.10.45"));
        assert_true(lw_view_is(facts.packages.items[1].root, "bin/tool"));
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

static void a_bomb_is_over_the_limit(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_err err;
    struct sample s = sample_new(true, false, LW_ELF_DYN, LW_EM_X86_64);
    size_t bytes = 32u << 20;
    uint8_t *zeros = calloc(1, bytes);
    assert_non_null(zeros);
    assert_int_equal(analyze(&facts, build(&s, lw_view(zeros, bytes)), &err).code, LW_E_LIMIT);
    free(zeros);
    lw_buf_clear(&s.bytes);
    lw_arena_clear(&arena);
}

static void survives_damage(void **state)
{
    (void)state;
    struct sample s = sample_new(true, false, LW_ELF_DYN, LW_EM_X86_64);
    struct lw_view bytes = build(&s, CRATES);
    for (size_t n = 0; n <= bytes.len; n++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err;
        uint8_t *exact = malloc(n ? n : 1);
        assert_non_null(exact);
        memcpy(exact, bytes.ptr, n);
        (void)analyze(&facts, lw_view(exact, n), &err);
        free(exact);
        if (n < bytes.len) {
            s.bytes.ptr[n] ^= 0xff;
            (void)analyze(&facts, bytes, &err);
            s.bytes.ptr[n] ^= 0xff;
        }
        lw_arena_clear(&arena);
    }
    lw_buf_clear(&s.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_crates_that_are_in_the_program),
        cmocka_unit_test(a_bomb_is_over_the_limit),
        cmocka_unit_test(survives_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
