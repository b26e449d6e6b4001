/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/elf.c - the header and the tables of an ELF file.
 */
#include "analyze/elf.h"

#define MAGIC                                                                                      \
    LW_VIEW("\x7f"                                                                                 \
            "ELF")

uint64_t lw_elf_uint(const struct lw_elf *elf, struct lw_reader *r, unsigned width)
{
    return elf->is_big ? lw_uint_be(r, width) : lw_uint_le(r, width);
}

static uint16_t half(const struct lw_elf *elf, struct lw_reader *r)
{
    return (uint16_t)lw_elf_uint(elf, r, 2);
}

static uint32_t word(const struct lw_elf *elf, struct lw_reader *r)
{
    return (uint32_t)lw_elf_uint(elf, r, 4);
}

/* An address, an offset or a size: 4 or 8 bytes. */
static uint64_t wide(const struct lw_elf *elf, struct lw_reader *r)
{
    return lw_elf_uint(elf, r, elf->is_64 ? 8 : 4);
}

bool lw_elf_magic(struct lw_view head)
{
    return lw_view_starts(head, MAGIC);
}

static void find_dynamic(struct lw_elf *elf)
{
    struct lw_elf_segment segment;
    uint64_t names, bytes;
    if (!lw_elf_segment_find(&segment, elf, LW_PT_DYNAMIC))
        return;
    elf->dynamic = lw_elf_segment_bytes(elf, &segment);
    if (!lw_elf_dynamic_find(&names, elf, LW_DT_STRTAB) ||
        !lw_elf_dynamic_find(&bytes, elf, LW_DT_STRSZ))
        return;
    elf->dynamic_names = lw_view_sub(lw_elf_at_address(elf, names, NULL), 0, (size_t)bytes);
}

lw_status lw_elf_parse(struct lw_elf *out, struct lw_view bytes, struct lw_err *err)
{
    LW_ENSURE(lw_elf_magic(bytes), err, LW_E_FORMAT, 0, "not an ELF file");
    struct lw_elf elf = { .bytes = bytes };
    struct lw_reader r = lw_reader_at(bytes, 4);
    uint8_t class = lw_u8(&r), data = lw_u8(&r);
    lw_skip(&r, 1); /* version */
    elf.os_abi = lw_u8(&r);
    lw_skip(&r, 8);
    LW_ENSURE(r.bad || ((class == 1 || class == 2) && (data == 1 || data == 2)), err, LW_E_FORMAT,
              4, "ELF class %u, byte order %u", class, data);
    elf.is_64 = class == 2;
    elf.is_big = data == 2;
    elf.type = half(&elf, &r);
    elf.machine = half(&elf, &r);
    lw_skip(&r, 4); /* version */
    wide(&elf, &r); /* entry */
    elf.segments_at = wide(&elf, &r);
    elf.sections_at = wide(&elf, &r);
    lw_skip(&r, 6); /* flags, size of this header */
    elf.segment_bytes = half(&elf, &r);
    elf.segment_count = half(&elf, &r);
    elf.section_bytes = half(&elf, &r);
    elf.section_count = half(&elf, &r);
    elf.names_index = half(&elf, &r);
    LW_ENSURE(!r.bad, err, LW_E_FORMAT, bytes.len, "ELF header is cut short");

    if (elf.segment_bytes < (elf.is_64 ? 56u : 32u))
        elf.segment_count = 0;
    if (elf.section_bytes < (elf.is_64 ? 64u : 40u) || elf.sections_at == 0)
        elf.section_count = 0;
    if (elf.segment_count > LW_ELF_SEGMENTS_MAX)
        elf.segment_count = LW_ELF_SEGMENTS_MAX;
    if (elf.section_count > LW_ELF_SECTIONS_MAX)
        elf.section_count = LW_ELF_SECTIONS_MAX;
    find_dynamic(&elf);
    *out = elf;
    return LW_OK;
}

/* A reader at record `index` of a table; bad where that overflows or lies outside. */
static struct lw_reader record(const struct lw_elf *elf, uint64_t table, uint64_t index,
                               uint32_t bytes)
{
    uint64_t at;
    if (__builtin_add_overflow(table, index * bytes, &at))
        at = UINT64_MAX;
    return lw_reader_at(elf->bytes, at);
}

bool lw_elf_segment(struct lw_elf_segment *out, const struct lw_elf *elf, size_t index)
{
    if (index >= elf->segment_count)
        return false;
    struct lw_reader r = record(elf, elf->segments_at, index, elf->segment_bytes);
    struct lw_elf_segment s = { .type = word(elf, &r) };
    if (elf->is_64)
        s.flags = word(elf, &r);
    s.offset = wide(elf, &r);
    s.address = wide(elf, &r);
    wide(elf, &r); /* physical address */
    s.file_bytes = wide(elf, &r);
    s.memory_bytes = wide(elf, &r);
    if (!elf->is_64)
        s.flags = word(elf, &r);
    wide(elf, &r); /* alignment */
    if (r.bad)
        return false;
    *out = s;
    return true;
}

static bool section_record(struct lw_elf_section *out, uint32_t *name, const struct lw_elf *elf,
                           size_t index)
{
    if (index >= elf->section_count)
        return false;
    struct lw_reader r = record(elf, elf->sections_at, index, elf->section_bytes);
    struct lw_elf_section s = { .name = LW_VIEW_NONE };
    *name = word(elf, &r);
    s.type = word(elf, &r);
    s.flags = wide(elf, &r);
    s.address = wide(elf, &r);
    s.offset = wide(elf, &r);
    s.bytes = wide(elf, &r);
    if (r.bad)
        return false;
    *out = s;
    return true;
}

bool lw_elf_section(struct lw_elf_section *out, const struct lw_elf *elf, size_t index)
{
    uint32_t name, unused;
    struct lw_elf_section section, names;
    if (!section_record(&section, &name, elf, index))
        return false;
    if (section_record(&names, &unused, elf, elf->names_index)) {
        struct lw_reader r = lw_reader_at(lw_elf_section_bytes(elf, &names), name);
        section.name = lw_cstring(&r);
    }
    *out = section;
    return true;
}

bool lw_elf_segment_find(struct lw_elf_segment *out, const struct lw_elf *elf, uint32_t type)
{
    for (size_t i = 0; lw_elf_segment(out, elf, i); i++)
        if (out->type == type)
            return true;
    return false;
}

bool lw_elf_section_find(struct lw_elf_section *out, const struct lw_elf *elf, const char *name)
{
    uint32_t at, unused;
    struct lw_elf_section names;
    if (!section_record(&names, &unused, elf, elf->names_index))
        return false;
    struct lw_view texts = lw_elf_section_bytes(elf, &names),
                   wanted = lw_view(name, strlen(name) + 1);
    for (size_t i = 0; section_record(out, &at, elf, i); i++) {
        if (lw_view_starts(lw_view_from(texts, at), wanted)) {
            out->name = lw_view_sub(texts, at, wanted.len - 1);
            return true;
        }
    }
    return false;
}

static struct lw_view cut(const struct lw_elf *elf, uint64_t offset, uint64_t bytes)
{
    if (offset > elf->bytes.len)
        return LW_VIEW_NONE;
    return lw_view_sub(elf->bytes, (size_t)offset, (size_t)bytes);
}

struct lw_view lw_elf_segment_bytes(const struct lw_elf *elf, const struct lw_elf_segment *segment)
{
    return cut(elf, segment->offset, segment->file_bytes);
}

struct lw_view lw_elf_section_bytes(const struct lw_elf *elf, const struct lw_elf_section *section)
{
    return section->type == LW_SHT_NOBITS ? LW_VIEW_NONE
                                          : cut(elf, section->offset, section->bytes);
}

struct lw_view lw_elf_at_address(const struct lw_elf *elf, uint64_t address, uint64_t *offset)
{
    struct lw_elf_segment s;
    for (size_t i = 0; lw_elf_segment(&s, elf, i); i++) {
        if (s.type != LW_PT_LOAD || address < s.address || address - s.address >= s.file_bytes)
            continue;
        uint64_t inside = address - s.address;
        if (offset)
            *offset = s.offset + inside;
        return lw_view_from(lw_elf_segment_bytes(elf, &s), (size_t)inside);
    }
    return LW_VIEW_NONE;
}

bool lw_elf_dynamic(struct lw_elf_dynamic *out, const struct lw_elf *elf, size_t index)
{
    if (index >= LW_ELF_DYNAMIC_MAX)
        return false;
    struct lw_reader r = lw_reader_at(elf->dynamic, (uint64_t)index * (elf->is_64 ? 16 : 8));
    struct lw_elf_dynamic d = { .tag = wide(elf, &r) };
    d.value = wide(elf, &r);
    if (r.bad || d.tag == 0)
        return false;
    *out = d;
    return true;
}

bool lw_elf_dynamic_find(uint64_t *out, const struct lw_elf *elf, uint64_t tag)
{
    struct lw_elf_dynamic d;
    for (size_t i = 0; lw_elf_dynamic(&d, elf, i); i++) {
        if (d.tag == tag) {
            *out = d.value;
            return true;
        }
    }
    return false;
}

struct lw_view lw_elf_dynamic_text(const struct lw_elf *elf, uint64_t offset)
{
    if (offset > elf->dynamic_names.len)
        return LW_VIEW_NONE;
    /* A table without a NUL would else be searched to its end for each of its names. */
    struct lw_reader r = lw_reader(
        lw_view_sub(elf->dynamic_names, (size_t)offset, LW_ELF_NAME_MAX_BYTES));
    return lw_cstring(&r);
}

/* `state`: index of the segment in the upper half, offset in it in the lower. */
bool lw_elf_note_next(struct lw_elf_note *out, const struct lw_elf *elf, uint64_t *state)
{
    struct lw_elf_segment s;
    for (size_t i = (size_t)(*state >> 32); lw_elf_segment(&s, elf, i); i++) {
        uint64_t at = i == *state >> 32 ? *state & UINT32_MAX : 0;
        if (s.type != LW_PT_NOTE || at >= UINT32_MAX)
            continue;
        struct lw_reader r = lw_reader_at(lw_elf_segment_bytes(elf, &s), at);
        uint32_t name_bytes = word(elf, &r), desc_bytes = word(elf, &r);
        struct lw_elf_note note = { .type = word(elf, &r) };
        note.name = lw_take(&r, name_bytes);
        lw_skip(&r, -name_bytes & 3u);
        note.desc = lw_take(&r, desc_bytes);
        if (r.bad)
            continue;
        lw_skip(&r, -desc_bytes & 3u); /* the last note may lack it */
        while (note.name.len && note.name.ptr[note.name.len - 1] == 0)
            note.name.len--;
        *state = (uint64_t)i << 32 | (r.bad ? UINT32_MAX : r.pos & UINT32_MAX);
        *out = note;
        return true;
    }
    return false;
}
