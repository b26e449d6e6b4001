/* SPDX-License-Identifier: Apache-2.0
 *
 * go_buildinfo_test.c - both layouts, all widths and byte orders, damaged ones, and real programs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/engine.h"
#include "analyze/go_buildinfo.h"
#include "elf_sample.h"
#include "support/zipmake.h"

extern const struct lw_analyzer lw_analyzer_go_binary;

#define MODULES                                                                                    \
    LW_VIEW("path\texample.com/tool/cmd\n"                                                         \
            "mod\texample.com/tool\t(devel)\t\n"                                                   \
            "dep\tgithub.com/a/b\tv1.2.3\th1:abc=\n"                                               \
            "dep\tgithub.com/old/name\tv0.1.0\n"                                                   \
            "=>\tgithub.com/new/name\tv0.2.0\th1:def=\n"                                           \
            "dep\tk8s.io/api\tv0.0.0\n"                                                            \
            "=>\t./staging/src/k8s.io/api\t(devel)\t\n"                                            \
            "build\t-compiler=gc\n"                                                                \
            "build\tGOARCH=arm64\n"                                                                \
            "build\tvcs.revision=0123456789abcdef\n")

static struct lw_facts analyze(struct lw_arena *arena, struct lw_view bytes)
{
    struct lw_facts facts = lw_facts(arena);
    struct lw_err err;
    struct lw_file file = { .path = LW_VIEW("bin/tool"),
                            .location = LW_VIEW("bin/tool"),
                            .bytes = bytes,
                            .size_bytes = bytes.len };
    (void)lw_analyzer_go_binary.file(&facts, &file, &err);
    return facts;
}

static const struct lw_package *package(const struct lw_facts *facts, const char *name)
{
    for (size_t i = 0; i < facts->packages.count; i++)
        if (lw_view_is(facts->packages.items[i].name, name))
            return &facts->packages.items[i];
    return NULL;
}

static void expect(const struct lw_facts *facts, const char *name, const char *version)
{
    const struct lw_package *found = package(facts, name);
    if (!found)
        fail_msg("%s is missing", name);
    if (!lw_view_is(found->version, version))
        fail_msg("%s is %.*s, not %s", name, LW_FMT(found->version), version);
    assert_true(lw_view_is(found->root, "bin/tool"));
    assert_int_equal(found->flags, LW_PKG_LINKED);
}

static void reads_both_layouts(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 8; variant++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct sample s = sample_new(variant & 1, variant & 2, LW_ELF_EXEC, LW_EM_X86_64);
        struct lw_view bytes = sample_go(&s, LW_VIEW("go1.22.3"), MODULES, variant & 4);
        struct lw_facts facts = analyze(&arena, bytes);
        assert_int_equal(facts.packages.count, 5);
        expect(&facts, "stdlib", "1.22.3");
        expect(&facts, "example.com/tool", "");
        expect(&facts, "github.com/a/b", "v1.2.3");
        expect(&facts, "github.com/new/name", "v0.2.0");
        expect(&facts, "k8s.io/api", "");
        assert_null(package(&facts, "github.com/old/name"));
        struct lw_view evidence = package(&facts, "stdlib")->evidence;
        assert_true(lw_view_find(evidence, LW_VIEW("GOARCH=arm64")) != LW_NOT_FOUND);
        assert_true(lw_view_find(evidence, LW_VIEW("0123456789abcdef")) != LW_NOT_FOUND);
        evidence = package(&facts, "github.com/new/name")->evidence;
        assert_true(lw_view_find(evidence, LW_VIEW("github.com/old/name v0.1.0")) != LW_NOT_FOUND);
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

static void reads_every_form_of_go_version(void **state)
{
    (void)state;
    static const struct {
        struct lw_view text;
        const char *version;
    } cases[] = {
        { LW_VIEW("go1.22.3"), "1.22.3" },
        { LW_VIEW("go1.22.3 X:boringcrypto"), "1.22.3" },
        { LW_VIEW("go1.16.15b7"), "1.16.15b7" },
        { LW_VIEW("devel go1.23-abcdef Tue Jan 2"), "1.23-abcdef" },
        { LW_VIEW("devel +abcdef"), "" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
        struct lw_view bytes = sample_go(&s, cases[i].text, MODULES, true);
        struct lw_facts facts = analyze(&arena, bytes);
        expect(&facts, "stdlib", cases[i].version);
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

static void a_program_without_modules_still_has_its_go_version(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
    struct lw_facts facts = analyze(&arena, sample_go(&s, LW_VIEW("go1.20.1"), LW_VIEW(""), true));
    assert_int_equal(facts.packages.count, 1);
    expect(&facts, "stdlib", "1.20.1");
    lw_buf_clear(&s.bytes);
    lw_arena_clear(&arena);
}

/* However it arrives in pieces, the result is that of the whole. */
/* A program whose note and build information were taken out, as some publishers do. */
static struct lw_view bare(struct sample *s, bool is_pointed_to, const char *section)
{
    size_t texts = s->bytes.len;
    uint64_t at = sample_text(s, LW_VIEW("fips_go1.24.go need go1.25go1.26.5go1.27"));
    at += strlen("fips_go1.24.go need go1.25");
    sample_segment(s, LW_PT_LOAD, LW_PF_R, texts, s->bytes.len - texts);
    sample_align(s, 16);
    size_t data = s->bytes.len;
    sample_wide(s, &s->bytes, is_pointed_to ? at : at + 1);
    sample_wide(s, &s->bytes, strlen("go1.26.5"));
    sample_segment(s, LW_PT_LOAD, LW_PF_R | LW_PF_W, data, s->bytes.len - data);
    return sample_finish_section(s, section, texts, 1);
}

static void without_build_information_the_data_still_has_the_go_version(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 16; variant++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct sample s = sample_new(variant & 1, variant & 2, LW_ELF_EXEC, LW_EM_X86_64);
        bool pointed = variant & 4, go = variant & 8;
        struct lw_view bytes = bare(&s, pointed, go ? ".gopclntab" : ".text");
        struct lw_facts facts = analyze(&arena, bytes);
        assert_int_equal(facts.packages.count, go && pointed);
        if (go && pointed)
            expect(&facts, "stdlib", "1.26.5");
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

static void finds_inline_texts_in_pieces(void **state)
{
    (void)state;
    struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
    struct lw_view bytes = sample_go(&s, LW_VIEW("go1.22.3"), MODULES, true);
    struct lw_elf elf;
    struct lw_elf_segment segment;
    assert_true(lw_ok(lw_elf_parse(&elf, bytes, NULL)));
    assert_true(lw_go_likely(bytes));
    assert_true(lw_go_data_segment(&segment, &elf));
    struct lw_view data = lw_elf_segment_bytes(&elf, &segment);
    struct lw_go_info info;
    size_t at = 0, complete = 0;
    for (size_t n = 0; n <= data.len && !complete; n++) {
        bool have, pointers;
        lw_go_find_inline(&info, &have, &pointers, &at, lw_view_sub(data, 0, n), segment.offset);
        assert_false(pointers);
        if (have)
            complete = n;
    }
    assert_int_equal(complete, data.len - strlen("data behind it"));
    assert_true(lw_view_is(info.version, "go1.22.3"));
    assert_true(lw_view_eq(info.modules, MODULES));
    lw_buf_clear(&s.bytes);
}

static void an_impostor_is_passed_over(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
    size_t from = s.bytes.len;
    sample_text(&s, LW_VIEW("\xff Go buildinf:\x08\x00 not a header at all ..............."));
    sample_align(&s, 16);
    sample_segment(&s, LW_PT_LOAD, LW_PF_R | LW_PF_W, from, s.bytes.len - from);
    struct lw_facts facts = analyze(&arena, sample_go(&s, LW_VIEW("go1.19"), MODULES, true));
    expect(&facts, "stdlib", "1.19");
    lw_buf_clear(&s.bytes);
    lw_arena_clear(&arena);
}

static void survives_damage(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 4; variant++) {
        struct sample s = sample_new(variant & 1, false, LW_ELF_EXEC, LW_EM_X86_64);
        struct lw_view bytes = sample_go(&s, LW_VIEW("go1.22.3"), MODULES, variant & 2);
        for (size_t n = 0; n <= bytes.len; n++) {
            struct lw_arena arena = LW_ARENA_INIT;
            uint8_t *exact = malloc(n ? n : 1);
            assert_non_null(exact);
            memcpy(exact, bytes.ptr, n);
            (void)analyze(&arena, lw_view(exact, n));
            lw_arena_clear(&arena);
            if (n < bytes.len) {
                uint8_t *byte = s.bytes.ptr + n;
                for (unsigned flip = 1; flip < 256; flip = flip << 1 | 1) {
                    *byte ^= (uint8_t)flip;
                    (void)analyze(&arena, bytes);
                    *byte ^= (uint8_t)flip;
                    lw_arena_clear(&arena);
                }
            }
            free(exact);
        }
        lw_buf_clear(&s.bytes);
    }
}

/* --packages-only reads the start of a large program where all that want it can do with that. The
 * old layout cannot be done so, and must not be passed over. */
static void a_large_program_is_seen_in_both_layouts(void **state)
{
    (void)state;
    enum { LARGE_BYTES = 9 << 20 };
    const struct lw_limits limits = lw_limits_default();
    for (unsigned variant = 0; variant < 2; variant++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
        (void)sample_go(&s, LW_VIEW("go1.17.1"), MODULES, variant == 1);
        memset(lw_buf_reserve(&s.bytes, LARGE_BYTES), 0, LARGE_BYTES);
        s.bytes.len += LARGE_BYTES;
        struct zipmake zip = ZIPMAKE_INIT;
        struct zipmake_entry entry = {
            .name = "bin/tool", .bytes = lw_buf_view(&s.bytes), .deflate = true, .mode = 0100755
        };
        zipmake_add(&zip, &entry);
        struct lw_archive *archive = NULL;
        struct lw_err err;
        assert_true(lw_ok(lw_archive_open_bytes(&archive, zipmake_end(&zip, NULL),
                                                LW_VIEW("layer.zip"), &limits, &err)));
        struct lw_facts facts = lw_facts(&arena);
        struct lw_engine_output out;
        struct lw_engine_options options = { .jobs = 1, .packages_only = true, .limits = limits };
        assert_true(lw_ok(lw_engine_run(&facts, &out, archive, &options, &err)));
        expect(&facts, "stdlib", "1.17.1");
        expect(&facts, "github.com/a/b", "v1.2.3");
        assert_int_equal(facts.packages.count, 5);
        lw_archive_free(archive);
        zipmake_clear(&zip);
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_both_layouts),
        cmocka_unit_test(reads_every_form_of_go_version),
        cmocka_unit_test(a_program_without_modules_still_has_its_go_version),
        cmocka_unit_test(without_build_information_the_data_still_has_the_go_version),
        cmocka_unit_test(finds_inline_texts_in_pieces),
        cmocka_unit_test(an_impostor_is_passed_over),
        cmocka_unit_test(survives_damage),
        cmocka_unit_test(a_large_program_is_seen_in_both_layouts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
