/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/native_import.c - what ELF files import, by what it lets them do, and what they offer
 * in the system's place; packed programs, and what lies behind a program's end.
 *
 * Spec: System V ABI chapters 4 (symbol table) and 5 (dynamic symbols); UPX, src/stub: the magic of
 * its loader.
 */
#include "analyze/analyzer.h"
#include "analyze/elf.h"
#include "analyze/native_syscall.h"
#include "analyze/packed.h"
#include "analyze/secret.h"
#include "base/text.h"

enum {
    SYMBOLS_MAX = 1 << 18,
    APPENDED_MIN_BYTES = 512, /* less is the padding of a tool */
    PACKED_ENTROPY = 76,      /* tenths of a bit a byte; machine code has 55 to 65 */
    PACKED_MIN_BYTES = 16384,
    SAMPLE_BYTES = 1 << 20,
};

static const struct {
    const char *capability, *name;
} rows[] = {
#define LW_IMPORT(capability, name) { capability, name },
#include "analyze/native_import.def"
#undef LW_IMPORT
};

static const char *const interposed[] = {
#define LW_INTERPOSED(name) name,
#include "analyze/native_interpose.def"
#undef LW_INTERPOSED
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 52 ? LW_WANT_MAYBE : LW_WANT_NO;
}

/* Up to where the names begin. */
static struct lw_view symbol_table(const struct lw_elf *elf)
{
    uint64_t symbols, names;
    if (!lw_elf_dynamic_find(&symbols, elf, LW_DT_SYMTAB))
        return LW_VIEW_NONE;
    struct lw_view table = lw_elf_at_address(elf, symbols, NULL);
    if (lw_elf_dynamic_find(&names, elf, LW_DT_STRTAB) && names > symbols)
        table = lw_view_sub(table, 0, (size_t)(names - symbols));
    return table;
}

struct symbol {
    uint32_t name; /* place in the table of names */
    unsigned type, binding;
    bool defined;
};

static bool read_symbol(struct symbol *out, const struct lw_elf *elf, struct lw_view record)
{
    struct lw_reader r = lw_reader(record);
    out->name = (uint32_t)lw_elf_uint(elf, &r, 4);
    lw_skip(&r, elf->is_64 ? 0 : 8);
    const unsigned info = lw_u8(&r);
    out->type = info & 15;
    out->binding = info >> 4;
    lw_skip(&r, 1);
    out->defined = lw_elf_uint(elf, &r, 2) != 0;
    return !r.bad && out->name != 0;
}

/* Functions that others may call in place of those of the same name. */
static bool is_offered(const struct symbol *symbol)
{
    enum { FUNCTION = 2, INDIRECT_FUNCTION = 10, GLOBAL = 1, WEAK = 2 };
    return (symbol->type == FUNCTION || symbol->type == INDIRECT_FUNCTION) &&
           (symbol->binding == GLOBAL || symbol->binding == WEAK);
}

struct found {
    bool imports[LW_COUNT(rows)], interposed[LW_COUNT(interposed)];
    size_t of_tls; /* functions of OpenSSL that it offers */
};

static void find_symbols(struct found *out, const struct lw_elf *elf)
{
    struct lw_view table = symbol_table(elf);
    size_t size = elf->is_64 ? 24 : 16;
    for (size_t i = 0; i < SYMBOLS_MAX && (i + 1) * size <= table.len; i++) {
        struct symbol symbol;
        if (!read_symbol(&symbol, elf, lw_view_sub(table, i * size, size)))
            continue;
        struct lw_view name = lw_elf_dynamic_text(elf, symbol.name);
        for (size_t k = 0; !symbol.defined && k < LW_COUNT(rows); k++)
            out->imports[k] = out->imports[k] || lw_view_is(name, rows[k].name);
        for (size_t k = 0; symbol.defined && is_offered(&symbol) && k < LW_COUNT(interposed); k++)
            out->interposed[k] = out->interposed[k] || lw_view_is(name, interposed[k]);
        out->of_tls += symbol.defined && lw_view_starts(name, LW_VIEW("SSL_"));
    }
}

/* A program is called by nobody: ld.so loads none that is marked as one. That it has an
 * interpreter is no such mark, as libraries may have one. */
static bool is_program(const struct lw_elf *elf)
{
    enum { DF_1_PIE = 0x08000000 };
    uint64_t flags;
    return lw_elf_dynamic_find(&flags, elf, LW_DT_FLAGS_1) && (flags & DF_1_PIE);
}

/* Whoever wrote the system's functions has them by right, and has most of them; names are chosen by
 * whoever builds a file, so those of the parts that have few count only where the file has them. */
static bool is_system(const struct lw_elf *elf, const struct found *found,
                      const struct lw_file *file)
{
    enum { MOST_OF_THEM = 20 };
    static const char *const parts[] = { "libdl.so.2", "libnsl.so.1", "libresolv.so.2",
                                         "libpthread.so.0" };
    size_t count = 0;
    uint64_t at;
    for (size_t i = 0; i < LW_COUNT(interposed); i++)
        count += found->interposed[i];
    if (count >= MOST_OF_THEM || is_program(elf))
        return true;
    if (!lw_elf_dynamic_find(&at, elf, LW_DT_SONAME))
        return false;
    const struct lw_view name = lw_elf_dynamic_text(elf, at);
    return LW_VIEW_IN(name, parts) && lw_view_eq(lw_path_base(file->path), name);
}

/* SSL_read of what is OpenSSL, or has all of it inside. */
static bool is_own_tls(const struct found *found, const char *name)
{
    enum { MANY = 60 };
    return found->of_tls >= MANY && strncmp(name, "SSL_", 4) == 0;
}

static void tell_interposed(struct lw_facts *out, const struct lw_file *file,
                            const struct lw_elf *elf, const struct found *found)
{
    struct lw_fact *fact = NULL;
    for (size_t i = 0; i < LW_COUNT(interposed); i++) {
        if (!found->interposed[i] || is_own_tls(found, interposed[i]) ||
            (!fact && is_system(elf, found, file)))
            continue;
        if (!fact) {
            fact = lw_facts_add(out, LW_F_NATIVE_IMPORT, file->location);
            lw_fact_set_c(out, fact, LW_K_CAPABILITY, "interpose");
        }
        lw_fact_set_c(out, fact, LW_K_NAME, interposed[i]);
    }
}

static void tell_imports(struct lw_facts *out, const struct lw_file *file,
                         const struct found *found)
{
    struct lw_fact *fact = NULL;
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        if (!found->imports[i])
            continue;
        if (!fact || !lw_fact_is(fact, LW_K_CAPABILITY, rows[i].capability)) {
            fact = lw_facts_add(out, LW_F_NATIVE_IMPORT, file->location);
            lw_fact_set_c(out, fact, LW_K_CAPABILITY, rows[i].capability);
        }
        lw_fact_set_c(out, fact, LW_K_NAME, rows[i].name);
    }
}

static void tell_syscalls(struct lw_facts *out, const struct lw_file *file,
                          const struct lw_elf *elf)
{
    if (!lw_native_syscalls(elf))
        return;
    struct lw_fact *fact = lw_facts_add(out, LW_F_NATIVE_IMPORT, file->location);
    lw_fact_set_c(out, fact, LW_K_CAPABILITY, "syscall");
    lw_fact_set_c(out, fact, LW_K_NAME, "(kernel)");
}

/* A compiler puts one of its own there; what stands behind it runs when the file is loaded. */
static void tell_constructors(struct lw_facts *out, const struct lw_file *file,
                              const struct lw_elf *elf)
{
    uint64_t bytes;
    if (!lw_elf_dynamic_find(&bytes, elf, LW_DT_INIT_ARRAYSZ) || bytes < (elf->is_64 ? 16u : 8u))
        return;
    struct lw_fact *fact = lw_facts_add(out, LW_F_NATIVE_IMPORT, file->location);
    lw_fact_set_c(out, fact, LW_K_CAPABILITY, "constructor");
    lw_fact_set_c(out, fact, LW_K_NAME, "(at load)");
}

static uint64_t end_of(uint64_t offset, uint64_t bytes, uint64_t end)
{
    return offset <= UINT64_MAX - bytes && offset + bytes > end ? offset + bytes : end;
}

/* Behind all that a header speaks of. */
static uint64_t elf_end(const struct lw_elf *elf)
{
    struct lw_elf_segment segment;
    struct lw_elf_section section;
    uint64_t end = end_of(elf->sections_at, (uint64_t)elf->section_count * elf->section_bytes, 0);
    for (size_t i = 0; lw_elf_segment(&segment, elf, i); i++)
        end = end_of(segment.offset, segment.file_bytes, end);
    for (size_t i = 0; lw_elf_section(&section, elf, i); i++)
        if (section.type != LW_SHT_NOBITS)
            end = end_of(section.offset, section.bytes, end);
    return end;
}

static const char *form_of(struct lw_view bytes)
{
    const struct lw_packed *packed = lw_packed(lw_view_sub(bytes, 0, LW_PACKED_HEAD_BYTES));
    if (packed)
        return packed->format;
    if (lw_view_starts(bytes, LW_VIEW("PK\3\4")))
        return "zip";
    if (lw_elf_magic(bytes))
        return "ELF";
    return lw_text_likely(bytes) ? "text" : "data";
}

static bool is_empty(struct lw_view bytes)
{
    for (size_t i = 0; i < bytes.len && i < SAMPLE_BYTES; i++)
        if (bytes.ptr[i])
            return false;
    return true;
}

static void tell_appended(struct lw_facts *out, const struct lw_file *file,
                          const struct lw_elf *elf)
{
    uint64_t end = elf_end(elf);
    if (end >= file->bytes.len || file->bytes.len - end < APPENDED_MIN_BYTES)
        return;
    struct lw_view rest = lw_view_from(file->bytes, (size_t)end);
    if (is_empty(rest))
        return;
    struct lw_fact *fact = lw_facts_add(out, LW_F_OBFUSCATION, file->location);
    fact->offset = end;
    lw_fact_set_c(out, fact, LW_K_KIND, "appended-data");
    lw_fact_printf(out, fact, LW_K_BYTES, "%zu", rest.len);
    lw_fact_printf(out, fact, LW_K_DETAIL, "%s behind the end of the program", form_of(rest));
}

/* The code of a packed program is compressed: its bytes have no order. */
static unsigned code_entropy(const struct lw_elf *elf)
{
    struct lw_elf_segment s;
    for (size_t i = 0; lw_elf_segment(&s, elf, i); i++) {
        struct lw_view code = lw_elf_segment_bytes(elf, &s);
        if (s.type == LW_PT_LOAD && (s.flags & LW_PF_X) && code.len >= PACKED_MIN_BYTES)
            return lw_entropy_tenths(lw_view_sub(code, code.len / 4, SAMPLE_BYTES));
    }
    return 0;
}

static void tell_packed(struct lw_facts *out, const struct lw_file *file, const struct lw_elf *elf)
{
    struct lw_view head = lw_view_sub(file->bytes, 0, 1024);
    size_t tail_at = file->bytes.len > 256 ? file->bytes.len - 256 : 0;
    bool upx = lw_view_find(head, LW_VIEW("UPX!")) != LW_NOT_FOUND ||
               lw_view_find(lw_view_from(file->bytes, tail_at), LW_VIEW("UPX!")) != LW_NOT_FOUND;
    unsigned entropy = code_entropy(elf);
    if (!upx && entropy < PACKED_ENTROPY)
        return;
    struct lw_fact *fact = lw_facts_add(out, LW_F_OBFUSCATION, file->location);
    lw_fact_set_c(out, fact, LW_K_KIND, "packed");
    if (upx)
        lw_fact_set_c(out, fact, LW_K_DETAIL, "by UPX");
    else
        lw_fact_printf(out, fact, LW_K_DETAIL, "its code has %u.%u bits a byte", entropy / 10,
                       entropy % 10);
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_elf elf;
    LW_TRY(lw_elf_parse(&elf, file->bytes, err));
    if (elf.type == LW_ELF_CORE || elf.type == LW_ELF_REL)
        return LW_OK;
    struct found found = { 0 };
    find_symbols(&found, &elf);
    tell_imports(out, file, &found);
    tell_syscalls(out, file, &elf);
    if (elf.type == LW_ELF_DYN) {
        tell_constructors(out, file, &elf);
        tell_interposed(out, file, &elf, &found);
    }
    tell_appended(out, file, &elf);
    tell_packed(out, file, &elf);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_native_import = {
    .name = "native-import",
    .what = "what ELF files import, by capability; packed programs and data behind their end",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_NATIVE_IMPORT) | LW_F_BIT(LW_F_OBFUSCATION),
    .wants = wants,
    .accepts = lw_elf_magic,
    .file = file,
};
