/* SPDX-License-Identifier: Apache-2.0
 *
 * elf_test.c - ELF facts of small files built here, of all widths and byte orders, and damaged.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/analyzer.h"
#include "analyze/native_syscall.h"
#include "elf_sample.h"

extern const struct lw_analyzer lw_analyzer_elf;

static const struct lw_fact *analyze(struct lw_facts *facts, struct lw_view bytes)
{
    struct lw_err err;
    struct lw_file file = { .path = LW_VIEW("lib/x.so"),
                            .location = LW_VIEW("lib/x.so"),
                            .bytes = bytes,
                            .size_bytes = bytes.len };
    if (!lw_ok(lw_analyzer_elf.file(facts, &file, &err)))
        return NULL;
    return &facts->facts.items[facts->facts.count - 1];
}

static void expect(const struct lw_fact *fact, enum lw_fact_key key, const char *value)
{
    struct lw_view have = lw_fact_get(fact, key);
    if (!lw_view_is(have, value))
        fail_msg("%s is \"%.*s\", not \"%s\"", lw_fact_key_name(key), LW_FMT(have), value);
}

struct form {
    bool is_64, is_big, stack_exec, now, relro, canary, wx;
    const char *interpreter, *soname;
};

/* The record of symbol versions: one file, two versions. */
static uint64_t add_versions(struct sample *s, uint64_t names)
{
    uint64_t at = sample_here(s);
    sample_uint(s, &s->bytes, 1, 2);
    sample_uint(s, &s->bytes, 2, 2);
    sample_uint(s, &s->bytes, 0, 4);
    sample_uint(s, &s->bytes, 16, 4);
    sample_uint(s, &s->bytes, 0, 4);
    for (unsigned i = 0; i < 2; i++) {
        sample_uint(s, &s->bytes, 0, 4);
        sample_uint(s, &s->bytes, 0, 4);
        sample_uint(s, &s->bytes, i ? names + 12 : names, 4);
        sample_uint(s, &s->bytes, i ? 0 : 16, 4);
    }
    return at;
}

static struct lw_view build(struct sample *s, const struct form *form)
{
    static const char names[] = "\0libc.so.6\0libm.so.6\0$ORIGIN/../lib\0/tmp/x\0GLIBC_2.9\0\0\0"
                                "GLIBC_2.34\0__stack_chk_fail\0";
    size_t names_bytes = sizeof names - 1 - (form->canary ? 0 : strlen("__stack_chk_fail") + 1);
    if (form->interpreter) {
        size_t at = s->bytes.len;
        sample_text(s, lw_view(form->interpreter, strlen(form->interpreter) + 1));
        sample_segment(s, LW_PT_INTERP, LW_PF_R, at, s->bytes.len - at);
    }
    size_t note = s->bytes.len;
    sample_uint(s, &s->bytes, 4, 4);
    sample_uint(s, &s->bytes, 4, 4);
    sample_uint(s, &s->bytes, 3, 4);
    sample_text(s, LW_VIEW("GNU\0\xde\xad\xbe\xef"));
    sample_segment(s, LW_PT_NOTE, LW_PF_R, note, s->bytes.len - note);
    uint64_t texts = sample_text(s, lw_view(names, names_bytes));
    uint64_t soname = s->bytes.len;
    if (form->soname)
        sample_text(s, lw_view(form->soname, strlen(form->soname) + 1));
    uint64_t texts_end = sample_here(s);
    sample_align(s, 16);
    uint64_t versions = add_versions(s, 43);
    sample_align(s, 16);
    size_t dynamic = s->bytes.len;
    sample_dynamic(s, LW_DT_NEEDED, 1);
    sample_dynamic(s, LW_DT_NEEDED, 11);
    sample_dynamic(s, LW_DT_RUNPATH, 21);
    sample_dynamic(s, LW_DT_RPATH, 36);
    sample_dynamic(s, LW_DT_STRTAB, texts);
    sample_dynamic(s, LW_DT_STRSZ, texts_end - texts);
    sample_dynamic(s, LW_DT_VERNEED, versions);
    if (form->soname)
        sample_dynamic(s, LW_DT_SONAME, soname - (texts - SAMPLE_BASE));
    if (form->now)
        sample_dynamic(s, LW_DT_FLAGS, 8);
    sample_dynamic(s, 0, 0);
    sample_segment(s, LW_PT_DYNAMIC, LW_PF_R | LW_PF_W, dynamic, s->bytes.len - dynamic);
    sample_segment(s, LW_PT_LOAD, LW_PF_R | LW_PF_X | (form->wx ? LW_PF_W : 0), 0, s->bytes.len);
    sample_segment(s, LW_PT_GNU_STACK, LW_PF_R | LW_PF_W | (form->stack_exec ? LW_PF_X : 0), 0, 0);
    if (form->relro)
        sample_segment(s, LW_PT_GNU_RELRO, LW_PF_R, dynamic, 16);
    return sample_finish(s);
}

static void reads_a_hardened_library(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 4; variant++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct form form = { .is_64 = variant & 1,
                             .is_big = variant & 2,
                             .now = true,
                             .relro = true,
                             .canary = true,
                             .soname = "libx.so.1" };
        struct sample s = sample_new(form.is_64, form.is_big, LW_ELF_DYN, LW_EM_AARCH64);
        const struct lw_fact *fact = analyze(&facts, build(&s, &form));
        assert_non_null(fact);
        expect(fact, LW_K_MACHINE, "aarch64");
        expect(fact, LW_K_TYPE, "shared-object");
        expect(fact, LW_K_SONAME, "libx.so.1");
        expect(fact, LW_K_NEEDED, "libc.so.6");
        expect(fact, LW_K_RUNPATH, "$ORIGIN/../lib");
        expect(fact, LW_K_RPATH, "/tmp/x");
        expect(fact, LW_K_BUILD_ID, "deadbeef");
        expect(fact, LW_K_RELRO, "full");
        expect(fact, LW_K_NX, "yes");
        expect(fact, LW_K_CANARY, "yes");
        expect(fact, LW_K_STRIPPED, "yes");
        expect(fact, LW_K_LIBC, "glibc");
        expect(fact, LW_K_GLIBC, "2.34");
        expect(fact, LW_K_PIE, "");
        expect(fact, LW_K_WX, "");
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

static void reads_a_program_without_hardening(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct form form = {
        .is_64 = true, .stack_exec = true, .wx = true, .interpreter = "/lib/ld-musl-x86_64.so.1"
    };
    struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
    const struct lw_fact *fact = analyze(&facts, build(&s, &form));
    assert_non_null(fact);
    expect(fact, LW_K_TYPE, "executable");
    expect(fact, LW_K_PIE, "no");
    expect(fact, LW_K_RELRO, "none");
    expect(fact, LW_K_NX, "no");
    expect(fact, LW_K_CANARY, "no");
    expect(fact, LW_K_LIBC, "musl");
    expect(fact, LW_K_INTERPRETER, "/lib/ld-musl-x86_64.so.1");
    assert_true(lw_fact_get(fact, LW_K_WX).len > 0);
    lw_buf_clear(&s.bytes);
    s = sample_new(true, false, LW_ELF_DYN, LW_EM_X86_64);
    form = (struct form){ .is_64 = true, .relro = true, .interpreter = "/lib64/ld.so" };
    fact = analyze(&facts, build(&s, &form));
    expect(fact, LW_K_TYPE, "executable");
    expect(fact, LW_K_PIE, "yes");
    expect(fact, LW_K_RELRO, "partial");
    lw_buf_clear(&s.bytes);
    lw_arena_clear(&arena);
}

static void without_a_stack_header_the_kernels_default_holds(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
    sample_segment(&s, LW_PT_LOAD, LW_PF_R | LW_PF_X, 0, s.bytes.len);
    const struct lw_fact *fact = analyze(&facts, sample_finish(&s));
    expect(fact, LW_K_NX, "no");
    expect(fact, LW_K_LIBC, "static");
    s.machine = LW_EM_AARCH64;
    expect(analyze(&facts, sample_finish(&s)), LW_K_NX, "yes");
    lw_buf_clear(&s.bytes);
    lw_arena_clear(&arena);
}

/* By the note of its linker, or by its table of functions. */
static void tells_what_go_made(void **state)
{
    (void)state;
    static const char *const sections[] = { ".gopclntab", ".text" };
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    for (size_t i = 0; i < LW_COUNT(sections); i++) {
        struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
        sample_text(&s, LW_VIEW("x"));
        expect(analyze(&facts, sample_finish_section(&s, sections[i], SAMPLE_HEAD_BYTES, 1)),
               LW_K_LANGUAGE, i ? "" : "Go");
        lw_buf_clear(&s.bytes);
    }
    struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
    expect(analyze(&facts, sample_go(&s, LW_VIEW("go1.24.1"), LW_VIEW(""), true)), LW_K_LANGUAGE,
           "Go");
    lw_buf_clear(&s.bytes);
    lw_arena_clear(&arena);
}

static void survives_damage(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 4; variant++) {
        struct form form = { .is_64 = variant & 1,
                             .is_big = variant & 2,
                             .now = true,
                             .relro = true,
                             .soname = "libx.so.1",
                             .interpreter = "/lib/ld.so" };
        struct sample s = sample_new(form.is_64, form.is_big, LW_ELF_DYN, LW_EM_X86_64);
        struct lw_view bytes = build(&s, &form);
        for (size_t n = 0; n <= bytes.len; n++) {
            struct lw_arena arena = LW_ARENA_INIT;
            struct lw_facts facts = lw_facts(&arena);
            uint8_t *exact = malloc(n ? n : 1);
            assert_non_null(exact);
            memcpy(exact, bytes.ptr, n);
            (void)analyze(&facts, lw_view(exact, n));
            if (n < bytes.len) {
                s.bytes.ptr[n] ^= 0xff;
                (void)analyze(&facts, bytes);
                s.bytes.ptr[n] ^= 0xfe;
                (void)analyze(&facts, bytes);
                s.bytes.ptr[n] ^= 0x01;
            }
            free(exact);
            lw_arena_clear(&arena);
        }
        lw_buf_clear(&s.bytes);
    }
}

/* Of a table without a NUL each name would be as long as the rest of it, and so the work for
 * all. */
static void endless_names_are_none(void **state)
{
    (void)state;
    struct sample s = sample_new(true, false, 3, LW_EM_X86_64);
    uint64_t texts = sample_here(&s);
    lw_buf_add(&s.bytes, LW_VIEW("\0libx.so\0"));
    for (unsigned i = 0; i < 100000; i++)
        lw_buf_add_byte(&s.bytes, 'A');
    lw_buf_add_byte(&s.bytes, 0);
    size_t bytes = (size_t)(sample_here(&s) - texts), dynamic = s.bytes.len;
    sample_dynamic(&s, LW_DT_STRTAB, texts);
    sample_dynamic(&s, LW_DT_STRSZ, bytes);
    sample_dynamic(&s, 0, 0);
    sample_segment(&s, LW_PT_LOAD, LW_PF_R, 0, s.bytes.len);
    sample_segment(&s, LW_PT_DYNAMIC, LW_PF_R, dynamic, s.bytes.len - dynamic);
    struct lw_elf elf;
    assert_true(lw_ok(lw_elf_parse(&elf, sample_finish(&s), NULL)));
    assert_true(lw_view_is(lw_elf_dynamic_text(&elf, 1), "libx.so"));
    assert_int_equal(lw_elf_dynamic_text(&elf, 9).len, 0);
    assert_int_equal(lw_elf_dynamic_text(&elf, UINT64_MAX).len, 0);
    lw_buf_clear(&s.bytes);
}

static bool asks(uint16_t type, uint16_t machine, struct lw_view code, size_t cut)
{
    struct sample s = sample_new(true, false, type, machine);
    struct lw_elf elf;
    struct lw_err err;
    size_t at = s.bytes.len;
    (void)sample_text(&s, code);
    sample_segment(&s, LW_PT_LOAD, LW_PF_R | LW_PF_X, at, code.len);
    struct lw_view bytes = sample_finish(&s);
    bool whole = lw_ok(lw_elf_parse(&elf, lw_view_sub(bytes, 0, bytes.len - cut), &err));
    bool found = whole && lw_native_syscalls(&elf);
    free((void *)(uintptr_t)bytes.ptr);
    return found;
}

/* A number that is loaded, and then the kernel; the two bytes by themselves mean nothing. */
static void test_syscalls(void **unused)
{
    (void)unused;
    struct lw_view exit = lw_view((const uint8_t *)"\xb8\x3c\0\0\0\x31\xff\x0f\x05\xc3", 10),
                   big = lw_view((const uint8_t *)"\xb8\x3c\0\1\0\x31\xff\x0f\x05\xc3", 10),
                   own = LW_VIEW("\x48\x89\xf8\x0f\x05\xc3"), bare = LW_VIEW("\x90\x0f\x05\x90"),
                   arm = lw_view((const uint8_t *)"\xa8\x0b\x80\xd2\x01\0\0\xd4", 8),
                   plain = lw_view((const uint8_t *)"\xa0\x0b\x80\xd2\x01\0\0\xd4", 8);
    assert_true(asks(LW_ELF_DYN, LW_EM_X86_64, exit, 0));
    assert_false(asks(LW_ELF_EXEC, LW_EM_X86_64, exit, 0));
    assert_false(asks(LW_ELF_DYN, LW_EM_X86_64, big, 0));
    assert_true(asks(LW_ELF_DYN, LW_EM_X86_64, own, 0));
    assert_false(asks(LW_ELF_DYN, LW_EM_X86_64, bare, 0));
    assert_true(asks(LW_ELF_DYN, LW_EM_AARCH64, arm, 0));
    assert_false(asks(LW_ELF_DYN, LW_EM_AARCH64, plain, 0));
    assert_false(asks(LW_ELF_DYN, LW_EM_RISCV, exit, 0));
    /* mov r8d, 3 and an address; mov eax, 1 and the distance of a call */
    assert_false(
        asks(LW_ELF_DYN, LW_EM_X86_64,
             lw_view((const uint8_t *)"\x41\xb8\3\0\0\0\x48\x8d\x15\x43\x0f\x05\0\x48", 14), 0));
    assert_false(asks(LW_ELF_DYN, LW_EM_X86_64,
                      lw_view((const uint8_t *)"\xb8\1\0\0\0\xe8\x43\x0f\x05\0\xc3", 11), 0));
    assert_true(asks(LW_ELF_DYN, LW_EM_X86_64,
                     lw_view((const uint8_t *)"\xb8\1\0\0\0\x89\xe8\x0f\x05\0\xc3", 11), 0));
    for (size_t cut = 1; cut < 80; cut++) {
        (void)asks(LW_ELF_DYN, LW_EM_X86_64, exit, cut);
        (void)asks(LW_ELF_DYN, LW_EM_AARCH64, arm, cut);
    }
}

/* Ways to load a number that have no zeros in them, as code has that is to be smuggled in. */
static void short_numbers_are_seen_too(void **unused)
{
    (void)unused;
    static const struct {
        const char *bytes;
        size_t len;
        bool asks;
    } cases[] = {
        /* push 59; pop rax; syscall, and with what is between in real code */
        { "\x6a\x3b\x58\x0f\x05", 5, true },
        { "\x48\x31\xf6\x56\x48\xbf/bin//sh\x57\x54\x5f\x6a\x3b\x58\x99\x0f\x05", 23, true },
        { "\x6a\x3b\x58\x48\x89\xe7\x48\x8d\x74\x24\x08\x0f\x05", 13, true },
        { "\x6a\x3b\x59\x0f\x05", 5, false },                 /* pop rcx */
        { "\x6a\x85\x58\x0f\x05", 5, false },                 /* a negative number */
        { "\x6a\x3b\x58\xe8\1\2\3\4\x0f\x05", 10, false },    /* a call between */
        { "\x6a\x3b\x58\x74\x02\x90\x90\x0f\x05", 9, false }, /* a jump */
        /* xor eax, eax; mov al, 59 */
        { "\x31\xc0\xb0\x3b\x0f\x05", 6, true },
        { "\x48\x31\xc0\x50\x54\x5f\xb0\x3b\x0f\x05", 10, true },
        { "\x31\xc0\x99\x04\x3b\x0f\x05", 7, true },
        { "\x31\xc0\x66\xb8\x3b\x01\x0f\x05", 8, true },
        { "\xb0\x3b\x0f\x05", 4, false },                     /* of a rax that holds anything */
        { "\x31\xc0\xb1\x3b\x0f\x05", 6, false },             /* cl */
        { "\x31\xc0\x41\xb0\x3b\x0f\x05", 7, false },         /* r8b */
        { "\x31\xc0\xb0\x3b\xc3\x48\x8d\x0f\x05", 9, false }, /* it returns before */
        { "\x31\xc0\xbf\xb0\x3b\x0f\x05", 7, false },         /* in the middle of a number */
        /* mov rax, 59, but not 15, which unwinders do */
        { "\x48\xc7\xc0\x3b\0\0\0\x0f\x05", 9, true },
        { "\x48\xc7\xc0\x0f\0\0\0\x0f\x05", 9, false },
        { "\x48\xc7\xc0\x3b\0\1\0\x0f\x05", 9, false },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_view code = lw_view((const uint8_t *)cases[i].bytes, cases[i].len);
        if (asks(LW_ELF_DYN, LW_EM_X86_64, code, 0) != cases[i].asks)
            fail_msg("case %zu", i);
        for (size_t cut = 1; cut < code.len; cut++)
            (void)asks(LW_ELF_DYN, LW_EM_X86_64, lw_view_from(code, cut), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_hardened_library),
        cmocka_unit_test(reads_a_program_without_hardening),
        cmocka_unit_test(without_a_stack_header_the_kernels_default_holds),
        cmocka_unit_test(tells_what_go_made),
        cmocka_unit_test(survives_damage),
        cmocka_unit_test(test_syscalls),
        cmocka_unit_test(short_numbers_are_seen_too),
        cmocka_unit_test(endless_names_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
