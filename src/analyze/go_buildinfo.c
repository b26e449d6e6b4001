/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/go_buildinfo.c - find and read the build information of Go programs.
 */
#include "analyze/go_buildinfo.h"

enum { FLAG_BIG_ENDIAN = 1, FLAG_INLINE = 2 };
enum { SENTINEL_BYTES = 16, VERSION_MAX_BYTES = 1024, IMPOSTORS_MAX = 256 };
enum { VERSION_TEXT_MAX_BYTES = 24, VERSION_TEXTS_MAX = 32 };

static bool has_note(const struct lw_elf *elf)
{
    struct lw_elf_note note;
    uint64_t state = 0;
    for (unsigned i = 0; i < LW_ELF_NOTES_MAX && lw_elf_note_next(&note, elf, &state); i++)
        if (note.type == 4 && lw_view_is(note.name, "Go"))
            return true;
    return false;
}

bool lw_go_made(const struct lw_elf *elf)
{
    struct lw_elf_section section;
    return has_note(elf) || lw_elf_section_find(&section, elf, ".gopclntab") ||
           lw_elf_section_find(&section, elf, ".go.buildinfo");
}

bool lw_go_likely(struct lw_view head)
{
    struct lw_elf elf;
    return lw_ok(lw_elf_parse(&elf, head, NULL)) && has_note(&elf);
}

lw_status lw_go_only(bool *out, const struct lw_archive *archive, const struct lw_entry *entry,
                     struct lw_scratch *scratch, struct lw_err *err)
{
    struct lw_view head;
    *out = false;
    LW_TRY(lw_archive_peek(&head, archive, entry, LW_GO_HEAD_BYTES, scratch, err));
    *out = lw_go_likely(head);
    return LW_OK;
}

/* The module information is framed by 16 bytes at each end. */
static struct lw_view unframe(struct lw_view text)
{
    if (text.len < 2 * SENTINEL_BYTES + 1 || text.ptr[text.len - SENTINEL_BYTES - 1] != '\n')
        return LW_VIEW_NONE;
    return lw_view_sub(text, SENTINEL_BYTES, text.len - 2 * SENTINEL_BYTES);
}

/* A uvarint length and so many bytes; false where that is cut short or too long. */
static bool inline_text(struct lw_view *out, struct lw_reader *r, size_t max, bool *too_long)
{
    uint64_t len = lw_uvarint(r);
    if (!r->bad && len > max)
        *too_long = true;
    *out = lw_take(r, len);
    return !r->bad && !*too_long;
}

/* The offset of the next aligned magic from `from` on, relative to the file's start `base`. */
static size_t find_magic(struct lw_view data, size_t from, uint64_t base)
{
    for (;;) {
        size_t at = lw_view_find(lw_view_from(data, from), LW_GO_MAGIC);
        if (at == LW_NOT_FOUND)
            return LW_NOT_FOUND;
        if ((base + from + at) % LW_GO_ALIGN == 0)
            return from + at;
        from += at + 1;
    }
}

void lw_go_find_inline(struct lw_go_info *out, bool *have, bool *pointers, size_t *at,
                       struct lw_view data, uint64_t base)
{
    *have = *pointers = false;
    for (;;) {
        size_t found = find_magic(data, *at, base);
        if (found == LW_NOT_FOUND) {
            /* A magic may stand across the end. */
            size_t tail = data.len > LW_GO_MAGIC.len ? data.len - LW_GO_MAGIC.len : 0;
            *at = tail > *at ? tail : *at;
            return;
        }
        *at = found;
        struct lw_reader r = lw_reader_at(data, found + LW_GO_MAGIC.len);
        uint8_t pointer_bytes = lw_u8(&r), flags = lw_u8(&r);
        (void)pointer_bytes;
        if (r.bad)
            return;
        if (!(flags & FLAG_INLINE)) {
            *pointers = true;
            return;
        }
        bool too_long = false;
        struct lw_view version, modules;
        r = lw_reader_at(data, (uint64_t)found + LW_GO_HEADER_BYTES);
        if (inline_text(&version, &r, VERSION_MAX_BYTES, &too_long) &&
            inline_text(&modules, &r, LW_GO_TEXT_MAX_BYTES, &too_long) && version.len) {
            *out = (struct lw_go_info){ version, unframe(modules), base + found };
            *have = true;
            return;
        }
        if (r.bad && !too_long)
            return; /* more bytes may tell */
        *at = found + 1;
    }
}

/* A Go string header at `address`: the address of its bytes and their number. */
static struct lw_view string_at(const struct lw_elf *elf, uint64_t address, unsigned width,
                                bool big, size_t max)
{
    struct lw_reader r = lw_reader(lw_elf_at_address(elf, address, NULL));
    uint64_t data = big ? lw_uint_be(&r, width) : lw_uint_le(&r, width);
    uint64_t len = big ? lw_uint_be(&r, width) : lw_uint_le(&r, width);
    if (r.bad || len > max)
        return LW_VIEW_NONE;
    r = lw_reader(lw_elf_at_address(elf, data, NULL));
    return lw_take(&r, len);
}

static bool read_pointers(struct lw_go_info *out, const struct lw_elf *elf, struct lw_view header,
                          uint64_t offset)
{
    struct lw_reader r = lw_reader_at(header, LW_GO_MAGIC.len);
    uint8_t width = lw_u8(&r), flags = lw_u8(&r);
    bool big = flags & FLAG_BIG_ENDIAN;
    if (r.bad || (width != 4 && width != 8))
        return false;
    uint64_t version_at = big ? lw_uint_be(&r, width) : lw_uint_le(&r, width);
    uint64_t modules_at = big ? lw_uint_be(&r, width) : lw_uint_le(&r, width);
    if (r.bad)
        return false;
    struct lw_view version = string_at(elf, version_at, width, big, VERSION_MAX_BYTES);
    if (version.len == 0)
        return false;
    *out = (struct lw_go_info){
        version, unframe(string_at(elf, modules_at, width, big, LW_GO_TEXT_MAX_BYTES)), offset
    };
    return true;
}

static bool find_in(struct lw_go_info *out, const struct lw_elf *elf, struct lw_view data,
                    uint64_t base)
{
    bool have, pointers;
    size_t at = 0;
    for (unsigned tries = 0; tries < IMPOSTORS_MAX; tries++) {
        size_t before = at;
        lw_go_find_inline(out, &have, &pointers, &at, data, base);
        if (have || (pointers && read_pointers(out, elf, lw_view_from(data, at), base + at)))
            return true;
        if (!pointers && find_magic(data, at, base) == LW_NOT_FOUND)
            return false;
        at = at > before ? at + 1 : before + 1; /* an impostor: look behind it */
    }
    return false;
}

bool lw_go_data_segment(struct lw_elf_segment *out, const struct lw_elf *elf)
{
    for (size_t i = 0; lw_elf_segment(out, elf, i); i++)
        if (out->type == LW_PT_LOAD && (out->flags & (LW_PF_W | LW_PF_X)) == LW_PF_W)
            return true;
    return false;
}

bool lw_go_find(struct lw_go_info *out, const struct lw_elf *elf)
{
    struct lw_elf_section section;
    struct lw_elf_segment segment;
    if (lw_elf_section_find(&section, elf, ".go.buildinfo") &&
        find_in(out, elf, lw_elf_section_bytes(elf, &section), section.offset))
        return true;
    for (size_t i = 0; lw_elf_segment(&segment, elf, i); i++)
        if (segment.type == LW_PT_LOAD && (segment.flags & LW_PF_W) &&
            find_in(out, elf, lw_elf_segment_bytes(elf, &segment), segment.offset))
            return true;
    return false;
}

/* Whether a Go string in the program's data is the `len` bytes at `address`. */
static bool is_string(const struct lw_elf *elf, uint64_t address, uint64_t len)
{
    uint8_t header[16];
    unsigned width = elf->is_64 ? 8 : 4;
    struct lw_elf_segment s;
    for (unsigned i = 0; i < 2 * width; i++) {
        unsigned byte = i % width;
        unsigned shift = 8 * (elf->is_big ? width - 1 - byte : byte);
        header[i] = (uint8_t)((i < width ? address : len) >> shift);
    }
    for (size_t i = 0; lw_elf_segment(&s, elf, i); i++)
        if (s.type == LW_PT_LOAD && (s.flags & LW_PF_W) &&
            lw_view_find(lw_elf_segment_bytes(elf, &s), lw_view(header, 2 * width)) != LW_NOT_FOUND)
            return true;
    return false;
}

/* "go1.26.5", "go1.27rc1": the length of such a text; 0 where there is none. */
static size_t version_text(struct lw_view text)
{
    static const char *const stages[] = { "rc", "beta" };
    size_t n = strlen("go1.");
    while (n < text.len && n < VERSION_TEXT_MAX_BYTES &&
           (lw_is_digit(text.ptr[n]) || (text.ptr[n] == '.' && n + 1 < text.len &&
                                         lw_is_digit(text.ptr[n + 1]) && text.ptr[n - 1] != '.')))
        n++;
    if (n == strlen("go1."))
        return 0;
    for (size_t i = 0; i < LW_COUNT(stages); i++) {
        size_t end = n + strlen(stages[i]);
        if (!lw_view_starts(lw_view_from(text, n), lw_view_c(stages[i])))
            continue;
        for (n = end; n < text.len && n < VERSION_TEXT_MAX_BYTES && lw_is_digit(text.ptr[n]);)
            n++;
        break;
    }
    return n;
}

bool lw_go_find_version(struct lw_view *out, const struct lw_elf *elf)
{
    struct lw_elf_segment s;
    unsigned tries = 0;
    for (size_t i = 0; lw_elf_segment(&s, elf, i); i++) {
        struct lw_view bytes = lw_elf_segment_bytes(elf, &s);
        size_t from = 0, at;
        if (s.type != LW_PT_LOAD || (s.flags & (LW_PF_W | LW_PF_X)))
            continue;
        while ((at = lw_view_find(lw_view_from(bytes, from), LW_VIEW("go1."))) != LW_NOT_FOUND) {
            from += at;
            size_t len = version_text(lw_view_from(bytes, from));
            if (len && tries++ < VERSION_TEXTS_MAX && is_string(elf, s.address + from, len)) {
                *out = lw_view_sub(bytes, from, len);
                return true;
            }
            from++;
        }
    }
    return false;
}

/* "kind\tpath\tversion\th1:..."; false where the line is of another kind. */
static bool module_line(struct lw_view *path, struct lw_view *version, struct lw_view line,
                        const char *kind)
{
    struct lw_view piece;
    if (!lw_view_split(&piece, &line, '\t') || !lw_view_is(piece, kind) ||
        !lw_view_split(path, &line, '\t') || path->len == 0)
        return false;
    if (!lw_view_split(version, &line, '\t'))
        *version = LW_VIEW_NONE;
    return true;
}

bool lw_go_module_next(struct lw_go_module *out, struct lw_view *rest)
{
    struct lw_view line, peeked, path, version;
    while (lw_view_line(&line, rest)) {
        bool is_main = module_line(&path, &version, line, "mod");
        if (!is_main && !module_line(&path, &version, line, "dep"))
            continue;
        *out = (struct lw_go_module){ .path = path, .version = version, .is_main = is_main };
        struct lw_view behind = *rest;
        if (lw_view_line(&peeked, &behind) && module_line(&path, &version, peeked, "=>")) {
            out->old_path = out->path;
            out->old_version = out->version;
            out->path = path;
            out->version = version;
            *rest = behind;
        }
        return true;
    }
    return false;
}

struct lw_view lw_go_setting(struct lw_view modules, const char *key)
{
    struct lw_view line, piece, wanted = lw_view_c(key);
    while (lw_view_line(&line, &modules)) {
        if (!lw_view_split(&piece, &line, '\t') || !lw_view_is(piece, "build"))
            continue;
        if (lw_view_starts(line, wanted) && line.len > wanted.len && line.ptr[wanted.len] == '=')
            return lw_view_from(line, wanted.len + 1);
    }
    return LW_VIEW_NONE;
}
