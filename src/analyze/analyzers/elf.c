/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/elf.c - what an ELF file is, what it needs and how it is hardened.
 */
#include "analyze/elf.h"

#include <stdio.h>

#include "analyze/analyzer.h"
#include "analyze/go_buildinfo.h"

enum { NOTE_BUILD_ID = 3, NOTE_GO_BUILD_ID = 4 };
enum { DF_BIND_NOW = 8, DF_1_NOW = 1, DF_1_PIE = 0x08000000 };

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 52 ? LW_WANT_MAYBE : LW_WANT_NO;
}

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

static const char *type_name(const struct lw_elf *elf, bool pie)
{
    switch (elf->type) {
    case LW_ELF_REL:
        return "relocatable";
    case LW_ELF_EXEC:
        return "executable";
    case LW_ELF_DYN:
        return pie ? "executable" : "shared-object";
    case LW_ELF_CORE:
        return "core";
    default:
        return "other";
    }
}

static void add_machine(struct lw_facts *out, struct lw_fact *fact, const struct lw_elf *elf)
{
    const char *name = lw_elf_machine_name(elf->machine);
    if (!name)
        lw_fact_printf(out, fact, LW_K_MACHINE, "machine-%u", elf->machine);
    else if (elf->machine == LW_EM_PPC64 && !elf->is_big)
        lw_fact_set_c(out, fact, LW_K_MACHINE, "ppc64le");
    else if (elf->machine == LW_EM_S390 && elf->is_64)
        lw_fact_set_c(out, fact, LW_K_MACHINE, "s390x");
    else if (elf->machine == LW_EM_RISCV)
        lw_fact_set_c(out, fact, LW_K_MACHINE, elf->is_64 ? "riscv64" : "riscv32");
    else
        lw_fact_set_c(out, fact, LW_K_MACHINE, name);
}

/* soname, needed (each), rpath, runpath: by the dynamic section. */
static void add_dynamic(struct lw_facts *out, struct lw_fact *fact, const struct lw_elf *elf)
{
    static const struct {
        uint64_t tag;
        enum lw_fact_key key;
    } keys[] = { { LW_DT_SONAME, LW_K_SONAME },
                 { LW_DT_NEEDED, LW_K_NEEDED },
                 { LW_DT_RPATH, LW_K_RPATH },
                 { LW_DT_RUNPATH, LW_K_RUNPATH } };
    struct lw_elf_dynamic d;
    for (size_t k = 0; k < LW_COUNT(keys); k++)
        for (size_t i = 0; lw_elf_dynamic(&d, elf, i); i++)
            if (d.tag == keys[k].tag)
                lw_fact_set(out, fact, keys[k].key, lw_elf_dynamic_text(elf, d.value));
}

static void add_build_ids(struct lw_facts *out, struct lw_fact *fact, const struct lw_elf *elf)
{
    struct lw_elf_note note;
    uint64_t state = 0;
    for (unsigned i = 0; i < LW_ELF_NOTES_MAX && lw_elf_note_next(&note, elf, &state); i++) {
        if (note.type == NOTE_BUILD_ID && lw_view_is(note.name, "GNU") && note.desc.len <= 64) {
            char hex[2 * 64 + 1] = "";
            for (size_t b = 0; b < note.desc.len; b++)
                snprintf(hex + 2 * b, 3, "%02x", note.desc.ptr[b]);
            lw_fact_set_c(out, fact, LW_K_BUILD_ID, hex);
        } else if (note.type == NOTE_GO_BUILD_ID && lw_view_is(note.name, "Go") &&
                   note.desc.len <= 256) {
            lw_fact_printf(out, fact, LW_K_BUILD_ID, "go:%.*s", LW_FMT(note.desc));
        }
    }
}

static uint64_t dynamic_value(const struct lw_elf *elf, uint64_t tag)
{
    uint64_t value = 0;
    (void)lw_elf_dynamic_find(&value, elf, tag);
    return value;
}

static const char *relro(const struct lw_elf *elf)
{
    struct lw_elf_segment segment;
    uint64_t unused;
    if (!lw_elf_segment_find(&segment, elf, LW_PT_GNU_RELRO))
        return "none";
    bool now = lw_elf_dynamic_find(&unused, elf, LW_DT_BIND_NOW) ||
               (dynamic_value(elf, LW_DT_FLAGS) & DF_BIND_NOW) ||
               (dynamic_value(elf, LW_DT_FLAGS_1) & DF_1_NOW);
    /* In a static program no call is bound lazily. */
    return now || elf->dynamic.len == 0 ? "full" : "partial";
}

/* Without PT_GNU_STACK the kernel's default holds: executable, but on 64-bit Arm and RISC-V. */
static bool stack_is_not_executable(const struct lw_elf *elf)
{
    struct lw_elf_segment segment;
    if (lw_elf_segment_find(&segment, elf, LW_PT_GNU_STACK))
        return (segment.flags & LW_PF_X) == 0;
    return elf->machine == LW_EM_AARCH64 || elf->machine == LW_EM_RISCV;
}

static void add_writable_executable(struct lw_facts *out, struct lw_fact *fact,
                                    const struct lw_elf *elf)
{
    struct lw_elf_segment s;
    for (size_t i = 0; lw_elf_segment(&s, elf, i); i++)
        if (s.type == LW_PT_LOAD && (s.flags & (LW_PF_W | LW_PF_X)) == (LW_PF_W | LW_PF_X))
            lw_fact_printf(out, fact, LW_K_WX, "0x%llx+0x%llx", (unsigned long long)s.address,
                           (unsigned long long)s.memory_bytes);
}

/* A table of names holds this one: each stands between two NULs. */
static bool names_hold(struct lw_view names, const char *name)
{
    struct lw_view wanted = lw_view(name, strlen(name) + 1);
    for (struct lw_view rest = names; rest.len;) {
        size_t at = lw_view_find(rest, wanted);
        if (at == LW_NOT_FOUND)
            return false;
        if (at == 0 || rest.ptr[at - 1] == 0)
            return true;
        rest = lw_view_from(rest, at + 1);
    }
    return false;
}

/* Calls to the check are seen in a table of names; without one nothing can be said. */
static void add_canary(struct lw_facts *out, struct lw_fact *fact, const struct lw_elf *elf,
                       bool stripped)
{
    struct lw_elf_section names;
    bool found = names_hold(elf->dynamic_names, "__stack_chk_fail") ||
                 names_hold(elf->dynamic_names, "__stack_chk_guard");
    bool known = elf->dynamic_names.len > 1;
    if (!found && !stripped && lw_elf_section_find(&names, elf, ".strtab")) {
        known = true;
        found = names_hold(lw_elf_section_bytes(elf, &names), "__stack_chk_fail");
    }
    if (known)
        lw_fact_set_c(out, fact, LW_K_CANARY, yes_no(found));
}

static bool is_stripped(const struct lw_elf *elf)
{
    struct lw_elf_section section;
    for (size_t i = 0; lw_elf_section(&section, elf, i); i++)
        if (section.type == LW_SHT_SYMTAB)
            return false;
    return true;
}

static const char *libc(const struct lw_elf *elf, struct lw_view interpreter, bool program)
{
    struct lw_elf_dynamic d;
    bool needs = false, glibc = lw_elf_version_needed(elf, "GLIBC_").len > 0;
    bool musl = lw_view_starts(lw_path_base(interpreter), LW_VIEW("ld-musl"));
    for (size_t i = 0; lw_elf_dynamic(&d, elf, i); i++) {
        if (d.tag != LW_DT_NEEDED)
            continue;
        struct lw_view name = lw_elf_dynamic_text(elf, d.value);
        needs = true;
        musl = musl || lw_view_starts(name, LW_VIEW("libc.musl")) || lw_view_is(name, "libc.so") ||
               lw_view_starts(name, LW_VIEW("ld-musl"));
        glibc = glibc || lw_view_is(name, "libc.so.6");
    }
    if (musl)
        return "musl";
    if (glibc)
        return "glibc";
    return program && !needs && interpreter.len == 0 ? "static" : NULL;
}

/* A program is what has an interpreter or says that it is one; glibc's own library has an
 * interpreter and a name to be linked by, and is not taken for a program. */
static bool is_pie(const struct lw_elf *elf, struct lw_view interpreter)
{
    uint64_t unused;
    if (elf->type != LW_ELF_DYN || lw_elf_dynamic_find(&unused, elf, LW_DT_SONAME))
        return false;
    return interpreter.len || (dynamic_value(elf, LW_DT_FLAGS_1) & DF_1_PIE);
}

static void add_loaded(struct lw_facts *out, struct lw_fact *fact, const struct lw_elf *elf,
                       struct lw_view interpreter, bool pie)
{
    bool program = elf->type == LW_ELF_EXEC || pie, stripped = is_stripped(elf);
    if (program)
        lw_fact_set_c(out, fact, LW_K_PIE, yes_no(pie));
    lw_fact_set_c(out, fact, LW_K_RELRO, relro(elf));
    lw_fact_set_c(out, fact, LW_K_NX, yes_no(stack_is_not_executable(elf)));
    add_writable_executable(out, fact, elf);
    add_canary(out, fact, elf, stripped);
    lw_fact_set_c(out, fact, LW_K_STRIPPED, yes_no(stripped));
    lw_fact_set(out, fact, LW_K_LIBC, lw_view_c(libc(elf, interpreter, program)));
    lw_fact_set(out, fact, LW_K_GLIBC, lw_elf_version_needed(elf, "GLIBC_"));
    if (lw_go_made(elf))
        lw_fact_set_c(out, fact, LW_K_LANGUAGE, "Go");
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_elf elf;
    struct lw_elf_segment segment;
    LW_TRY(lw_elf_parse(&elf, file->bytes, err));
    struct lw_view interpreter = LW_VIEW_NONE;
    if (lw_elf_segment_find(&segment, &elf, LW_PT_INTERP)) {
        struct lw_reader r = lw_reader(lw_elf_segment_bytes(&elf, &segment));
        interpreter = lw_cstring(&r);
    }
    bool pie = is_pie(&elf, interpreter);
    struct lw_fact *fact = lw_facts_add(out, LW_F_ELF, file->location);
    add_machine(out, fact, &elf);
    lw_fact_set_c(out, fact, LW_K_TYPE, type_name(&elf, pie));
    add_dynamic(out, fact, &elf);
    lw_fact_set(out, fact, LW_K_INTERPRETER, interpreter);
    add_build_ids(out, fact, &elf);
    if (elf.type == LW_ELF_EXEC || elf.type == LW_ELF_DYN)
        add_loaded(out, fact, &elf, interpreter, pie);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_elf = {
    .name = "elf",
    .what = "ELF files: machine, needed libraries, search paths, build id, hardening",
    .wants = wants,
    .accepts = lw_elf_magic,
    .file = file,
};
