/* SPDX-License-Identifier: Apache-2.0
 *
 * elf_sample.h - builds small ELF files for tests: one segment that can be read and one that can be
 * written, both byte orders, 32 and 64 bit.
 */
#ifndef LW_TESTS_ELF_SAMPLE_H
#define LW_TESTS_ELF_SAMPLE_H

#include "analyze/elf.h"
#include "base/buf.h"

enum { SAMPLE_BASE = 0x400000, SAMPLE_HEAD_BYTES = 1024 };

struct sample_segment {
    uint32_t type, flags;
    uint64_t offset, bytes;
};

struct sample {
    bool is_64, is_big;
    uint16_t type, machine;
    struct sample_segment segments[16];
    unsigned count;
    struct lw_buf bytes; /* the first SAMPLE_HEAD_BYTES are for headers */
};

static inline void sample_uint(const struct sample *s, struct lw_buf *buf, uint64_t value,
                               unsigned width)
{
    for (unsigned i = 0; i < width; i++)
        lw_buf_add_byte(buf, (uint8_t)(value >> 8 * (s->is_big ? width - 1 - i : i)));
}

static inline void sample_wide(const struct sample *s, struct lw_buf *buf, uint64_t value)
{
    sample_uint(s, buf, value, s->is_64 ? 8 : 4);
}

static inline struct sample sample_new(bool is_64, bool is_big, uint16_t type, uint16_t machine)
{
    struct sample s = { .is_64 = is_64, .is_big = is_big, .type = type, .machine = machine };
    memset(lw_buf_reserve(&s.bytes, SAMPLE_HEAD_BYTES), 0, SAMPLE_HEAD_BYTES);
    s.bytes.len = SAMPLE_HEAD_BYTES;
    return s;
}

static inline void sample_align(struct sample *s, size_t to)
{
    while (s->bytes.len % to)
        lw_buf_add_byte(&s->bytes, 0);
}

/* Address of what is added next. */
static inline uint64_t sample_here(const struct sample *s)
{
    return SAMPLE_BASE + s->bytes.len;
}

static inline uint64_t sample_text(struct sample *s, struct lw_view text)
{
    uint64_t at = sample_here(s);
    lw_buf_add(&s->bytes, text);
    return at;
}

static inline void sample_segment(struct sample *s, uint32_t type, uint32_t flags, uint64_t from,
                                  uint64_t bytes)
{
    s->segments[s->count++] = (struct sample_segment){ type, flags, from, bytes };
}

static inline void sample_dynamic(struct sample *s, uint64_t tag, uint64_t value)
{
    sample_wide(s, &s->bytes, tag);
    sample_wide(s, &s->bytes, value);
}

/* Writes the headers; the bytes are then complete. */
static inline struct lw_view sample_finish(struct sample *s)
{
    struct lw_buf head = LW_BUF_INIT;
    lw_buf_add(&head, LW_VIEW("\x7f"
                              "ELF"));
    lw_buf_add_byte(&head, s->is_64 ? 2 : 1);
    lw_buf_add_byte(&head, s->is_big ? 2 : 1);
    lw_buf_add_byte(&head, 1);
    for (int i = 0; i < 9; i++)
        lw_buf_add_byte(&head, 0);
    sample_uint(s, &head, s->type, 2);
    sample_uint(s, &head, s->machine, 2);
    sample_uint(s, &head, 1, 4);
    sample_wide(s, &head, 0);
    sample_wide(s, &head, s->is_64 ? 64 : 52);
    sample_wide(s, &head, 0);
    sample_uint(s, &head, 0, 4);
    sample_uint(s, &head, s->is_64 ? 64 : 52, 2);
    sample_uint(s, &head, s->is_64 ? 56 : 32, 2);
    sample_uint(s, &head, s->count, 2);
    sample_uint(s, &head, 0, 2);
    sample_uint(s, &head, 0, 2);
    sample_uint(s, &head, 0, 2);
    for (unsigned i = 0; i < s->count; i++) {
        const struct sample_segment *g = &s->segments[i];
        sample_uint(s, &head, g->type, 4);
        if (s->is_64)
            sample_uint(s, &head, g->flags, 4);
        sample_wide(s, &head, g->offset);
        sample_wide(s, &head, SAMPLE_BASE + g->offset);
        sample_wide(s, &head, SAMPLE_BASE + g->offset);
        sample_wide(s, &head, g->bytes);
        sample_wide(s, &head, g->bytes);
        if (!s->is_64)
            sample_uint(s, &head, g->flags, 4);
        sample_wide(s, &head, 16);
    }
    memcpy(s->bytes.ptr, head.ptr, head.len);
    lw_buf_clear(&head);
    return lw_buf_view(&s->bytes);
}

static inline void sample_section(const struct sample *s, struct lw_buf *table, uint32_t name,
                                  uint32_t type, uint64_t offset, uint64_t bytes)
{
    sample_uint(s, table, name, 4);
    sample_uint(s, table, type, 4);
    sample_wide(s, table, 0);
    sample_wide(s, table, 0);
    sample_wide(s, table, offset);
    sample_wide(s, table, bytes);
    sample_uint(s, table, 0, 4);
    sample_uint(s, table, 0, 4);
    sample_wide(s, table, 1);
    sample_wide(s, table, 0);
}

/* With a table of sections: one of this name, at `at` in the file, and that of names. */
static inline struct lw_view sample_finish_section(struct sample *s, const char *name, size_t at,
                                                   size_t bytes)
{
    struct lw_buf table = LW_BUF_INIT, fields = LW_BUF_INIT;
    size_t names = s->bytes.len, name_bytes = strlen(name) + 1;
    lw_buf_add_byte(&s->bytes, 0);
    sample_text(s, lw_view(name, name_bytes));
    sample_text(s, LW_VIEW(".shstrtab\0"));
    size_t names_bytes = s->bytes.len - names;
    sample_align(s, 8);
    size_t table_at = s->bytes.len;
    sample_section(s, &table, 0, 0, 0, 0);
    sample_section(s, &table, 1, 1, at, bytes);
    sample_section(s, &table, 1 + (uint32_t)name_bytes, LW_SHT_STRTAB, names, names_bytes);
    sample_text(s, lw_buf_view(&table));
    (void)sample_finish(s);
    /* e_shoff, e_shentsize, e_shnum, e_shstrndx */
    sample_wide(s, &fields, table_at);
    memcpy(s->bytes.ptr + (s->is_64 ? 40 : 32), fields.ptr, fields.len);
    fields.len = 0;
    sample_uint(s, &fields, s->is_64 ? 64 : 40, 2);
    sample_uint(s, &fields, 3, 2);
    sample_uint(s, &fields, 2, 2);
    memcpy(s->bytes.ptr + (s->is_64 ? 58 : 46), fields.ptr, fields.len);
    lw_buf_clear(&table);
    lw_buf_clear(&fields);
    return lw_buf_view(&s->bytes);
}

/* "\xff Go buildinf:" and both texts: in place, or by the addresses of two string headers. */
static inline struct lw_view sample_go(struct sample *s, struct lw_view version,
                                       struct lw_view modules, bool inlined)
{
    unsigned width = s->is_64 ? 8 : 4;
    struct lw_buf framed = LW_BUF_INIT;
    lw_buf_add(&framed, LW_VIEW("0w\xaf\x0c\x92t\x08\x02"
                                "A\xe1\xc1\x07\xe6\xd6\x18\xe6"));
    lw_buf_add(&framed, modules);
    lw_buf_add(&framed, LW_VIEW("\xf9"
                                "2C1\x86\x18 r\x00\x82"
                                "B\x10"
                                "A\x16\xd8\xf2"));
    size_t note = s->bytes.len;
    sample_uint(s, &s->bytes, 4, 4);
    sample_uint(s, &s->bytes, 8, 4);
    sample_uint(s, &s->bytes, 4, 4);
    sample_text(s, LW_VIEW("Go\0\0build-id"));
    sample_segment(s, LW_PT_NOTE, LW_PF_R, note, s->bytes.len - note);
    uint64_t pointers[2] = { 0, 0 };
    struct lw_view texts[2] = { version, lw_buf_view(&framed) };
    for (int i = 0; i < 2 && !inlined; i++) {
        uint64_t at = sample_text(s, texts[i]);
        sample_align(s, 16);
        pointers[i] = sample_here(s);
        sample_wide(s, &s->bytes, at);
        sample_wide(s, &s->bytes, texts[i].len);
    }
    sample_align(s, 16);
    size_t data = s->bytes.len;
    sample_segment(s, LW_PT_LOAD, LW_PF_R | LW_PF_X, 0, data);
    sample_text(s, LW_VIEW("\xff Go buildinf:"));
    lw_buf_add_byte(&s->bytes, (uint8_t)(inlined ? 0 : width));
    lw_buf_add_byte(&s->bytes, (uint8_t)((s->is_big ? 1 : 0) | (inlined ? 2 : 0)));
    sample_wide(s, &s->bytes, pointers[0]);
    sample_wide(s, &s->bytes, pointers[1]);
    while (s->bytes.len < data + 32)
        lw_buf_add_byte(&s->bytes, 0);
    for (int i = 0; i < 2 && inlined; i++) {
        lw_buf_add_uvarint(&s->bytes, texts[i].len);
        sample_text(s, texts[i]);
    }
    sample_text(s, LW_VIEW("data behind it"));
    sample_segment(s, LW_PT_LOAD, LW_PF_R | LW_PF_W, data, s->bytes.len - data);
    lw_buf_clear(&framed);
    return sample_finish(s);
}

#endif
