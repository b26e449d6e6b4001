/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_symbol.c - versions by exported functions and data.
 *
 * A function such as ZSTD_versionNumber() is two or three instructions; they are read, not run.
 * Spec: AMD64 Architecture Programmer's Manual 3 (lea, mov), Arm ARM C6.2 (adrp, add, movz, movk).
 */
#include <stdlib.h>

#include "analyze/native_version.h"

enum {
    SYMBOLS_MAX = 1 << 19,
    CODE_BYTES = 32, /* of a function that are looked at */
    TEXT_BYTES = 96, /* of a version's text */
    DT_RELA = 7,
    DT_RELASZ = 8,
    RELOCATIONS_MAX = 1 << 20,
    SAME_SYMBOL_MAX = 4, /* ICU and such name one in several versions; no more are read */
};

enum what { TEXT_FN, TEXT_ARG_FN, NUMBER_FN, TEXT, TEXT_PTR, NUMBER, STRUCT_FN };

static const struct row {
    const char *symbol, *name;
    enum what what;
    enum lw_version_number number;
} rows[] = {
#define LW_SYMBOL(symbol, name, what, number) { symbol, name, what, LW_VN_##number },
#include "analyze/symbol.def"
#undef LW_SYMBOL
};

struct symbol {
    struct lw_view name;
    uint64_t address;
};

/* The address or the constant that a function returns. */
struct result {
    bool is_address, is_number;
    uint64_t address;
    uint32_t number;
};

/* lea or mov of an address into rax (or rsi, the second argument of what is called). */
static bool loaded_address(uint64_t *out, struct lw_view code, uint64_t at, bool argument)
{
    struct lw_view lea = argument ? LW_VIEW("\x48\x8d\x35") : LW_VIEW("\x48\x8d\x05");
    size_t found = lw_view_find(code, lea);
    struct lw_reader r = lw_reader_at(code, found == LW_NOT_FOUND ? 0 : found + lea.len);
    if (found != LW_NOT_FOUND) {
        uint32_t distance = lw_u32le(&r);
        *out = at + r.pos + (uint64_t)(int64_t)(int32_t)distance;
        return !r.bad;
    }
    /* In programs at a fixed address. */
    found = lw_view_find_byte(code, argument ? 0xbe : 0xb8);
    r = lw_reader_at(code, found == LW_NOT_FOUND ? code.len : found + 1);
    *out = lw_u32le(&r);
    return !r.bad;
}

static struct result run_x86_64(struct lw_view code, uint64_t at)
{
    struct lw_reader r = lw_reader(code);
    struct result out = { 0 };
    if (lw_view_starts(code, LW_VIEW("\xf3\x0f\x1e\xfa"))) /* endbr64 */
        lw_skip(&r, 4);
    if (lw_view_starts(lw_view_from(code, r.pos), LW_VIEW("\x55\x48\x89\xe5"))) /* push, mov rbp */
        lw_skip(&r, 4);
    if (lw_view_starts(lw_view_from(code, r.pos), LW_VIEW("\xb8"))) { /* mov eax, number */
        lw_skip(&r, 1);
        out.number = lw_u32le(&r);
        uint8_t next = lw_u8(&r);
        out.is_number = !r.bad && (next == 0xc3 || next == 0x5d);
        out.is_address = out.is_number; /* one or the other: the caller knows */
        out.address = out.number;
        return out;
    }
    out.is_address = loaded_address(&out.address, code, at, false);
    return out;
}

static struct result run_aarch64(struct lw_view code, uint64_t at)
{
    struct lw_reader r = lw_reader(code);
    struct result out = { 0 };
    uint64_t page = 0;
    bool have_page = false;
    for (unsigned i = 0; i < CODE_BYTES / 4; i++) {
        uint64_t here = at + r.pos;
        uint32_t op = lw_u32le(&r);
        if (r.bad || op == 0xd65f03c0) /* ret */
            break;
        if ((op & 0x9f00001f) == 0x90000000) { /* adrp x0 */
            uint64_t pages = (op >> 29 & 3) | (uint64_t)(op >> 5 & 0x7ffff) << 2;
            pages = (pages ^ 1u << 20) - (1u << 20);
            page = (here & ~(uint64_t)0xfff) + (pages << 12);
            have_page = true;
        } else if ((op & 0xffc003ff) == 0x91000000 && have_page) { /* add x0, x0 */
            out.is_address = true;
            out.address = page + (op >> 10 & 0xfff);
        } else if ((op & 0xffe0001f) == 0x52800000) { /* mov w0 */
            out.is_number = true;
            out.number = op >> 5 & 0xffff;
        } else if ((op & 0xffe0001f) == 0x72a00000) { /* movk w0, lsl 16 */
            out.number = (out.number & 0xffff) | (op >> 5 & 0xffff) << 16;
        }
    }
    return out;
}

static struct lw_view code_at(const struct lw_elf *elf, uint64_t address)
{
    return lw_view_sub(lw_elf_at_address(elf, address, NULL), 0, CODE_BYTES);
}

static struct result run(const struct lw_elf *elf, uint64_t address)
{
    struct lw_view code = code_at(elf, address);
    if (elf->machine == LW_EM_X86_64)
        return run_x86_64(code, address);
    if (elf->machine == LW_EM_AARCH64)
        return run_aarch64(code, address);
    return (struct result){ 0 };
}

/* What a pointer in the data holds: in place, or in the relocation that will fill it. */
static uint64_t pointer_at(const struct lw_elf *elf, uint64_t address)
{
    unsigned width = elf->is_64 ? 8 : 4;
    struct lw_reader r = lw_reader(lw_elf_at_address(elf, address, NULL));
    uint64_t value = lw_elf_uint(elf, &r, width), table, bytes;
    if (value || !lw_elf_dynamic_find(&table, elf, DT_RELA) ||
        !lw_elf_dynamic_find(&bytes, elf, DT_RELASZ))
        return value;
    r = lw_reader(lw_view_sub(lw_elf_at_address(elf, table, NULL), 0, (size_t)bytes));
    for (unsigned i = 0; i < RELOCATIONS_MAX && lw_left(&r); i++) {
        uint64_t where = lw_elf_uint(elf, &r, width);
        lw_skip(&r, width);
        uint64_t addend = lw_elf_uint(elf, &r, width);
        if (!r.bad && where == address)
            return addend;
    }
    return 0;
}

static struct lw_view text_at(const struct lw_elf *elf, uint64_t address, uint64_t *offset)
{
    struct lw_reader r = lw_reader(
        lw_view_sub(lw_elf_at_address(elf, address, offset), 0, TEXT_BYTES));
    return lw_cstring(&r);
}

/* "expat_2.5.0", "LIBTIFF, Version 4.5.0\n...", "20914", "1.3.1.zlib-ng". */
static bool version_of_text(struct lw_view *out, struct lw_arena *arena, const struct row *row,
                            struct lw_view text)
{
    size_t version, all;
    uint64_t number;
    if (lw_view_find(text, LW_VIEW(".zlib-ng")) != LW_NOT_FOUND)
        return false; /* the interface's version: zlib-ng's own is another string */
    for (size_t at = 0; at < text.len; at++) {
        if (!lw_is_digit(text.ptr[at]) || (at && lw_is_alnum(text.ptr[at - 1]) &&
                                           text.ptr[at - 1] != 'n' && text.ptr[at - 1] != 'v'))
            continue;
        struct lw_view rest = lw_view_from(text, at);
        if (lw_version_match(&version, &all, "d.d[.d][.d]|s", rest)) {
            *out = lw_view_sub(rest, 0, version);
            return true;
        }
        if (at == 0 && lw_version_match(&version, &all, "d|s", rest) &&
            lw_view_u64(&number, lw_view_sub(rest, 0, version), 999999) && number >= 10000) {
            *out = lw_version_from_number(arena, row->number, (uint32_t)number);
            return true;
        }
    }
    return false;
}

static bool read_text(struct lw_native *out, struct lw_arena *arena, const struct lw_elf *elf,
                      const struct row *row, uint64_t address)
{
    struct lw_view text = text_at(elf, address, &out->offset);
    if (!version_of_text(&out->version, arena, row, text))
        return false;
    struct lw_view line = LW_VIEW_NONE;
    text = lw_view_trim(text);
    (void)lw_view_line(&line, &text);
    out->evidence = lw_arena_printf(arena, "%s = \"%.*s\"", row->symbol, LW_FMT(line));
    return true;
}

static bool read_number(struct lw_native *out, struct lw_arena *arena, const struct row *row,
                        uint32_t number)
{
    if (number == 0)
        return false;
    out->version = lw_version_from_number(arena, row->number, number);
    out->evidence = lw_arena_printf(arena, "%s = %u", row->symbol, number);
    return true;
}

static uint32_t word_at(const struct lw_elf *elf, uint64_t address, uint64_t *offset)
{
    struct lw_reader r = lw_reader(lw_elf_at_address(elf, address, offset));
    return (uint32_t)lw_elf_uint(elf, &r, 4);
}

static bool read_symbol(struct lw_native *out, struct lw_arena *arena, const struct lw_elf *elf,
                        const struct row *row, uint64_t address)
{
    struct result result = { 0 };
    if (row->what == TEXT_FN || row->what == NUMBER_FN || row->what == STRUCT_FN)
        result = run(elf, address);
    (void)lw_elf_at_address(elf, address, &out->offset);
    switch (row->what) {
    case TEXT_ARG_FN:
        return elf->machine == LW_EM_X86_64 &&
               loaded_address(&result.address, code_at(elf, address), address, true) &&
               read_text(out, arena, elf, row, result.address);
    case TEXT_FN:
        return result.is_address && read_text(out, arena, elf, row, result.address);
    case NUMBER_FN:
        return result.is_number && read_number(out, arena, row, result.number);
    case STRUCT_FN:
        return result.is_address &&
               read_number(out, arena, row, word_at(elf, result.address + 4, &out->offset));
    case TEXT:
        return read_text(out, arena, elf, row, address);
    case TEXT_PTR:
        return read_text(out, arena, elf, row, pointer_at(elf, address));
    case NUMBER:
        break;
    }
    return read_number(out, arena, row, word_at(elf, address, &out->offset));
}

static int by_symbol(const void *key, const void *item)
{
    const struct lw_view *name = key;
    const struct row *row = item;
    return lw_view_cmp(*name, lw_view_c(row->symbol));
}

/* Several numbers that are one version. */
enum { PARTS_MAX = 3 };
static const struct parts {
    const char *name;
    enum what what;
    const char *symbols[PARTS_MAX]; /* the last may be NULL */
} parts[] = {
    { "glib", NUMBER, { "glib_major_version", "glib_minor_version", "glib_micro_version" } },
    { "nettle", NUMBER_FN, { "nettle_version_major", "nettle_version_minor", NULL } },
};

struct parts_seen {
    uint64_t address[LW_COUNT(parts)][PARTS_MAX];
};

static void note_parts(struct parts_seen *seen, const struct symbol *symbol)
{
    for (size_t p = 0; p < LW_COUNT(parts); p++)
        for (size_t i = 0; i < PARTS_MAX && parts[p].symbols[i]; i++)
            if (lw_view_is(symbol->name, parts[p].symbols[i]))
                seen->address[p][i] = symbol->address;
}

static void add_parts(struct lw_native_list *out, const struct lw_elf *elf,
                      const struct parts *what, const uint64_t *addresses)
{
    struct lw_native found = { .name = what->name, .version = LW_VIEW("") };
    for (size_t i = 0; i < PARTS_MAX && what->symbols[i]; i++) {
        if (!addresses[i])
            return;
        struct result result = { .is_number = true };
        if (what->what == NUMBER)
            result.number = word_at(elf, addresses[i], &found.offset);
        else
            result = run(elf, addresses[i]);
        if (!result.is_number || result.number > 999 || (i == 0 && result.number == 0))
            return;
        found.version = lw_arena_printf(out->arena, "%.*s%s%u", LW_FMT(found.version), i ? "." : "",
                                        result.number);
    }
    found.evidence = lw_arena_printf(out->arena, "%s ... = %.*s", what->symbols[0],
                                     LW_FMT(found.version));
    lw_native_add(out, found);
}

/* The next defined symbol; *more is false where the table ends. */
static bool next_symbol(struct symbol *out, bool *more, const struct lw_elf *elf,
                        struct lw_reader *r)
{
    uint32_t name = (uint32_t)lw_elf_uint(elf, r, 4);
    uint64_t section;
    if (elf->is_64) {
        lw_skip(r, 2); /* info, other */
        section = lw_elf_uint(elf, r, 2);
        out->address = lw_elf_uint(elf, r, 8);
        lw_skip(r, 8); /* size */
    } else {
        out->address = lw_elf_uint(elf, r, 4);
        lw_skip(r, 6); /* size, info, other */
        section = lw_elf_uint(elf, r, 2);
    }
    *more = !r->bad;
    if (r->bad || section == 0 || out->address == 0)
        return false;
    out->name = lw_elf_dynamic_text(elf, name);
    return out->name.len > 0;
}

/* The table has no length of its own; linkers put its strings right behind it. */
static struct lw_view symbol_table(const struct lw_elf *elf)
{
    uint64_t symbols, names;
    if (!lw_elf_dynamic_find(&symbols, elf, LW_DT_SYMTAB) ||
        !lw_elf_dynamic_find(&names, elf, LW_DT_STRTAB))
        return LW_VIEW_NONE;
    struct lw_view table = lw_elf_at_address(elf, symbols, NULL);
    struct lw_elf_section section;
    if (lw_elf_section_find(&section, elf, ".dynsym") && section.address == symbols)
        return lw_view_sub(table, 0, (size_t)section.bytes);
    return lw_view_sub(table, 0, names > symbols ? (size_t)(names - symbols) : 0);
}

void lw_native_by_symbol(struct lw_native_list *out, const struct lw_elf *elf)
{
    struct lw_reader r = lw_reader(symbol_table(elf));
    struct parts_seen seen = { 0 };
    uint8_t reads[LW_COUNT(rows)] = { 0 };
    bool more = true;
    for (unsigned i = 0; i < SYMBOLS_MAX && more; i++) {
        struct symbol symbol;
        if (!next_symbol(&symbol, &more, elf, &r))
            continue;
        note_parts(&seen, &symbol);
        if (lw_view_starts(symbol.name, LW_VIEW("u_getVersion_"))) /* ICU's has its number */
            symbol.name = LW_VIEW("u_getVersion");
        const struct row *row = bsearch(&symbol.name, rows, LW_COUNT(rows), sizeof *rows,
                                        by_symbol);
        struct lw_native found = { .name = row ? row->name : NULL };
        if (!row || reads[row - rows] == SAME_SYMBOL_MAX)
            continue;
        reads[row - rows]++;
        if (read_symbol(&found, out->arena, elf, row, symbol.address))
            lw_native_add(out, found);
    }
    for (size_t p = 0; p < LW_COUNT(parts); p++)
        add_parts(out, elf, &parts[p], seen.address[p]);
}
