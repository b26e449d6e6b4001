/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/class_file.c - class files by their specification, part after part.
 */
#include "analyze/class_file.h"

enum {
    MAGIC = 0xcafebabe,
    UTF8 = 1,
    CLASS = 7,
    STRING = 8,
    FIELD = 9,
    METHOD = 10,
    INTERFACE_METHOD = 11,
    NAME_AND_TYPE = 12,
    TAGS = 21,
    MAJOR_LEAST = 45, /* lower numbers behind this magic are Mach-O's count of architectures */
    LAST_OPCODE = 0xc9,
    TABLESWITCH = 0xaa,
    LOOKUPSWITCH = 0xab,
    WIDE = 0xc4,
    IINC = 0x84,
    CODE_MOST = 0xffff, /* of a method, by the specification */
    LINES_MOST = 4096,  /* entries of its table that are looked at */
};

/* Bytes behind the tag; 0: no such tag. Of text its length, which is followed by as many. */
static const uint8_t constant_bytes[TAGS] = {
    [UTF8] = 2,   [3] = 4,     [4] = 4,      [5] = 8,  [6] = 8,  [CLASS] = 2,
    [STRING] = 2, [FIELD] = 4, [METHOD] = 4, [11] = 4, [12] = 4, [15] = 3,
    [16] = 2,     [17] = 4,    [18] = 4,     [19] = 2, [20] = 2
};

bool lw_class_magic(struct lw_view head)
{
    struct lw_reader r = lw_reader(head);
    const uint32_t magic = lw_u32be(&r);
    lw_skip(&r, 2);
    const unsigned major = lw_u16be(&r);
    return !r.bad && magic == MAGIC && major >= MAJOR_LEAST;
}

static void read_constants(struct lw_class_file *out, struct lw_arena *arena, struct lw_reader *r)
{
    out->constant_count = lw_u16be(r);
    uint32_t *places = lw_arena_array(arena, (size_t)out->constant_count + 1, sizeof *places);
    for (unsigned i = 1; i < out->constant_count && !r->bad; i++) {
        const size_t at = r->pos;
        const uint8_t tag = lw_u8(r), bytes = tag < TAGS ? constant_bytes[tag] : 0;
        if (!bytes) {
            r->bad = true;
            break;
        }
        if (tag == UTF8)
            lw_skip(r, lw_u16be(r));
        else
            lw_skip(r, bytes);
        places[i] = (uint32_t)at;
        i += bytes == 8; /* takes two places */
    }
    out->constants = places;
}

/* A reader behind the tag; bad where the constant is of another kind. */
static struct lw_reader constant(const struct lw_class_file *file, unsigned index, uint8_t tag)
{
    const uint32_t at = index < file->constant_count ? file->constants[index] : 0;
    struct lw_reader r = lw_reader_at(file->bytes, at);
    const uint8_t is = lw_u8(&r);
    r.bad = r.bad || !at || is != tag;
    return r;
}

static struct lw_view text(const struct lw_class_file *file, unsigned index)
{
    struct lw_reader r = constant(file, index, UTF8);
    return lw_take(&r, lw_u16be(&r));
}

struct lw_view lw_class_name(const struct lw_class_file *file, unsigned index)
{
    struct lw_reader r = constant(file, index, CLASS);
    return text(file, lw_u16be(&r));
}

struct lw_view lw_class_string(const struct lw_class_file *file, unsigned index)
{
    struct lw_reader r = constant(file, index, STRING);
    return text(file, lw_u16be(&r));
}

bool lw_class_member(struct lw_class_member *out, const struct lw_class_file *file, unsigned index)
{
    struct lw_reader r = constant(file, index, METHOD);
    if (r.bad)
        r = constant(file, index, INTERFACE_METHOD);
    if (r.bad)
        r = constant(file, index, FIELD);
    out->owner_index = lw_u16be(&r);
    struct lw_reader pair = constant(file, lw_u16be(&r), NAME_AND_TYPE);
    out->owner = lw_class_name(file, out->owner_index);
    out->name = text(file, lw_u16be(&pair));
    out->descriptor = text(file, lw_u16be(&pair));
    return !r.bad && !pair.bad;
}

static void read_code(struct lw_class_method *method, const struct lw_class_file *file,
                      struct lw_view attribute)
{
    struct lw_reader r = lw_reader(attribute);
    lw_skip(&r, 4); /* greatest stack and number of variables */
    const uint32_t bytes = lw_u32be(&r);
    method->code = lw_take(&r, bytes <= CODE_MOST ? bytes : UINT64_MAX);
    lw_skip(&r, 8 * (uint64_t)lw_u16be(&r)); /* handlers of exceptions */
    const unsigned count = lw_u16be(&r);
    for (unsigned i = 0; i < count && !r.bad; i++) {
        struct lw_view name = text(file, lw_u16be(&r));
        struct lw_view content = lw_take(&r, lw_u32be(&r));
        if (lw_view_is(name, "LineNumberTable"))
            method->lines = lw_view_sub(content, 2, 4 * LINES_MOST);
    }
}

/* A field or a method: they are written alike. */
static void read_member(struct lw_class_method *out, const struct lw_class_file *file,
                        struct lw_reader *r)
{
    lw_skip(r, 2); /* flags */
    out->name = text(file, lw_u16be(r));
    out->descriptor = text(file, lw_u16be(r));
    const unsigned count = lw_u16be(r);
    for (unsigned i = 0; i < count && !r->bad; i++) {
        struct lw_view name = text(file, lw_u16be(r));
        struct lw_view content = lw_take(r, lw_u32be(r));
        if (lw_view_is(name, "Code"))
            read_code(out, file, content);
    }
}

lw_status lw_class_parse(struct lw_class_file *out, struct lw_arena *arena, struct lw_view bytes,
                         struct lw_err *err)
{
    enum { HEAD_BYTES = 8 };
    *out = (struct lw_class_file){ .bytes = bytes };
    LW_ENSURE(lw_class_magic(bytes), err, LW_E_FORMAT, 0, "no Java class file");
    struct lw_reader r = lw_reader_at(bytes, HEAD_BYTES);
    read_constants(out, arena, &r);
    lw_skip(&r, 2); /* flags */
    out->name = lw_class_name(out, lw_u16be(&r));
    out->super = lw_class_name(out, lw_u16be(&r));
    out->interfaces = lw_take(&r, 2 * (uint64_t)lw_u16be(&r));
    const unsigned fields = lw_u16be(&r);
    for (unsigned i = 0; i < fields && !r.bad; i++) {
        struct lw_class_method unused = { 0 };
        read_member(&unused, out, &r);
    }
    const unsigned methods = lw_u16be(&r);
    out->methods = lw_arena_array(arena, (size_t)methods + 1, sizeof *out->methods);
    while (out->method_count < methods && !r.bad)
        read_member(&out->methods[out->method_count++], out, &r);
    LW_ENSURE(!r.bad, err, LW_E_FORMAT, r.pos, "a Java class file that is cut short or malformed");
    return LW_OK;
}

/* Bytes behind the opcode, by opcode; tableswitch, lookupswitch and wide say it themselves. */
static unsigned operand_bytes(uint8_t code)
{
    static const struct {
        uint8_t last, bytes;
    } rows[] = {
        { 0x0f, 0 }, { 0x10, 1 },        { 0x11, 2 }, { 0x12, 1 }, { 0x14, 2 }, { 0x19, 1 },
        { 0x35, 0 }, { 0x3a, 1 },        { 0x83, 0 }, { IINC, 2 }, { 0x98, 0 }, { 0xa8, 2 },
        { 0xa9, 1 }, { 0xb1, 0 },        { 0xb8, 2 }, { 0xba, 4 }, { 0xbb, 2 }, { 0xbc, 1 },
        { 0xbd, 2 }, { 0xbf, 0 },        { 0xc1, 2 }, { 0xc3, 0 }, { 0xc4, 0 }, { 0xc5, 3 },
        { 0xc7, 2 }, { LAST_OPCODE, 4 },
    };
    size_t i = 0;
    while (i + 1 < LW_COUNT(rows) && code > rows[i].last)
        i++;
    return rows[i].bytes;
}

/* Behind the opcode: up to three bytes that fill a word, the default, and the cases. */
static void skip_switch(struct lw_reader *r, bool table)
{
    lw_skip(r, (4 - r->pos % 4) % 4 + 4);
    const uint32_t first = lw_u32be(r);
    if (!table) {
        lw_skip(r, 8 * (uint64_t)first);
        return;
    }
    const int64_t low = (int32_t)first, high = (int32_t)lw_u32be(r);
    r->bad = r->bad || high < low;
    lw_skip(r, r->bad ? 0 : 4 * (uint64_t)(high - low + 1));
}

bool lw_class_instruction(struct lw_instruction *out, struct lw_reader *r)
{
    if (!lw_left(r))
        return false;
    *out = (struct lw_instruction){ .at = (uint32_t)r->pos };
    out->code = lw_u8(r);
    r->bad = out->code > LAST_OPCODE;
    if (out->code == TABLESWITCH || out->code == LOOKUPSWITCH) {
        skip_switch(r, out->code == TABLESWITCH);
    } else if (out->code == WIDE) {
        lw_skip(r, lw_u8(r) == IINC ? 4 : 2);
    } else {
        struct lw_reader operand = lw_reader(lw_take(r, operand_bytes(out->code)));
        const bool member = out->code >= LW_JVM_GETSTATIC && out->code <= LW_JVM_INVOKEINTERFACE;
        if (out->code == LW_JVM_LDC)
            out->constant = lw_u8(&operand);
        else if (out->code == LW_JVM_LDC_W || member)
            out->constant = lw_u16be(&operand);
    }
    return !r->bad;
}

uint32_t lw_class_line(const struct lw_class_method *method, uint32_t at)
{
    struct lw_reader r = lw_reader(method->lines);
    uint32_t line = 0, best = 0;
    while (lw_left(&r) >= 4) {
        const uint32_t start = lw_u16be(&r), said = lw_u16be(&r);
        if (start <= at && (start >= best || !line)) {
            best = start;
            line = said;
        }
    }
    return line;
}
