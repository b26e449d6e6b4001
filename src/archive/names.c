/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/names.c - what a stored name means as a path, and what is wrong with it.
 *
 * The path is what a careful unpacker would make: no empty and no "." components, no "/" at the
 * end. A name that climbs or starts at the root keeps doing so, visibly.
 */
#include "archive/internal.h"
#include "base/text.h"

enum { PATH_BYTES_MAX = 4095, COMPONENT_BYTES_MAX = 255 };

struct look {
    bool high, control, nul, backslash, odd;
};

#define BYTES(b) (0x0101010101010101u * (uint64_t)(b))

/* The high bit of each byte of `w` that is `b`, and of no other. */
static uint64_t bytes_that_are(uint64_t w, uint8_t b)
{
    uint64_t x = w ^ BYTES(b), low = BYTES(0x7f);
    return ~(((x & low) + low) | x | low);
}

/* Every byte of every name comes through here, so eight at a time. What is behind the end is
 * filled with letters. */
static struct look look_at(struct lw_view name)
{
    struct look look = { 0 };
    uint64_t carry = 0x80; /* a component starts at the start */
    for (size_t at = 0; at < name.len; at += 8) {
        uint64_t w = BYTES('a');
        struct lw_view part = lw_view_sub(name, at, 8);
        if (part.len == 8)
            memcpy(&w, part.ptr, 8);
        else
            memcpy(&w, part.ptr, part.len);
        uint64_t slash = bytes_that_are(w, '/'), dot = bytes_that_are(w, '.');
        look.odd |= ((slash << 8 | carry) & (slash | dot)) != 0; /* "//" or "/." */
        carry = slash >> 56;
        uint64_t rare = bytes_that_are(w, '\\') | bytes_that_are(w, 0x7f) | (w & BYTES(0x80)) |
                        ((w - BYTES(0x20)) & ~w & BYTES(0x80));
        if (rare == 0)
            continue;
        for (size_t i = 0; i < part.len; i++) {
            uint8_t c = part.ptr[i];
            look.high |= c >= 0x80;
            look.control |= c < 0x20 || c == 0x7f;
            look.nul |= c == 0;
            look.backslash |= c == '\\';
        }
    }
    return look;
}
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "look_at() shifts towards later bytes");

/* Bit 11 and the Unicode extra field say UTF-8. Else it should be code page 437, but zip on Unix
 * stores the bytes of the file system and sets no bit, and unzip takes them as they are: so what
 * was made on Unix stays as it is, which is UTF-8 nearly always. */
static struct lw_view decode(struct lw_archive *archive, const struct lw_name *name, bool high)
{
    if (name->unicode.len && lw_utf8_valid(name->unicode))
        return name->unicode;
    if (name->marked_utf8 || name->unix_made || !high)
        return name->stored;
    return lw_cp437_to_utf8(&archive->arena, name->stored);
}

static struct lw_view without_odd_components(struct lw_archive *archive, struct lw_view name)
{
    uint8_t *out = lw_arena_alloc(&archive->arena, name.len + 1);
    size_t len = 0;
    struct lw_view rest = name, part;
    bool absolute = name.len && name.ptr[0] == '/';
    if (absolute)
        out[len++] = '/';
    for (bool first = true; lw_view_split(&part, &rest, '/');) {
        if (part.len == 0 || lw_view_is(part, "."))
            continue;
        if (!first)
            out[len++] = '/';
        memcpy(out + len, part.ptr, part.len);
        len += part.len;
        first = false;
    }
    return len > absolute ? lw_view(out, len) : name; /* nothing is left of "./" */
}

struct lw_view lw_name_path(struct lw_archive *archive, const struct lw_name *name,
                            bool *folder_mark)
{
    struct look look = look_at(name->stored);
    struct lw_view path = decode(archive, name, look.high);
    *folder_mark = path.len && path.ptr[path.len - 1] == '/';
    if (*folder_mark && path.len > 1)
        path.len--;
    if (path.len && (look.odd || name->unicode.len))
        path = without_odd_components(archive, path);
    return path;
}

static bool climbs(struct lw_view path)
{
    for (size_t at = 0, start = 0; at <= path.len; at++) {
        if (at < path.len && path.ptr[at] != '/' && path.ptr[at] != '\\')
            continue;
        if (at - start == 2 && path.ptr[start] == '.' && path.ptr[start + 1] == '.')
            return true;
        start = at + 1;
    }
    return false;
}

static bool absolute(struct lw_view path)
{
    if (path.len && (path.ptr[0] == '/' || path.ptr[0] == '\\'))
        return true;
    return path.len >= 2 && lw_is_alpha(path.ptr[0]) && path.ptr[1] == ':';
}

static size_t longest_component(struct lw_view path)
{
    size_t longest = 0;
    struct lw_view rest = path, part;
    while (lw_view_split(&part, &rest, '/'))
        longest = part.len > longest ? part.len : longest;
    return longest;
}

static bool hides_something(struct lw_view path)
{
    for (size_t at = 0; at < path.len;)
        if (lw_char_hidden(lw_utf8_next(path, &at)))
            return true;
    return false;
}

/* An empty component within, or a "." anywhere; "/" at one end is not odd. */
static bool has_odd_component(struct lw_view stored)
{
    if (stored.len == 0)
        return false;
    struct lw_view rest = lw_view_from(stored, stored.ptr[0] == '/'), part;
    while (lw_view_split(&part, &rest, '/'))
        if (lw_view_is(part, ".") || (part.len == 0 && rest.ptr))
            return true;
    return false;
}

static void check_components(struct lw_archive *archive, const struct lw_entry *entry)
{
    struct lw_anomalies *to = &archive->anomalies;
    struct lw_view path = entry->path, stored = entry->stored;
    if (path.len == 0) {
        lw_anomalies_add(to, LW_A_ODD_PATH, path, entry->header_offset, "an empty name");
    } else if (archive->is_zip && look_at(stored).odd && has_odd_component(stored)) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
        lw_anomalies_add(to, LW_A_ODD_PATH, path, entry->header_offset, "stored as %s",
                         lw_shown(&buf, stored));
    }
    size_t longest = path.len > COMPONENT_BYTES_MAX ? longest_component(path) : 0;
    if (path.len > PATH_BYTES_MAX || longest > COMPONENT_BYTES_MAX)
        lw_anomalies_add(to, LW_A_NAME_LENGTH, path, entry->header_offset,
                         "a path of %zu bytes, the longest component has %zu", path.len, longest);
}

void lw_name_check(struct lw_archive *archive, const struct lw_entry *entry)
{
    struct lw_anomalies *to = &archive->anomalies;
    struct lw_view path = entry->path;
    const uint64_t at = entry->header_offset;
    struct look look = look_at(path);
    if (look.odd || look.backslash)
        if (climbs(path))
            lw_anomalies_add(to, LW_A_PARENT, path, at, "has a \"..\" component");
    if (absolute(path))
        lw_anomalies_add(to, LW_A_ABSOLUTE, path, at, "starts at the root or at a drive");
    if (look.backslash)
        lw_anomalies_add(to, LW_A_BACKSLASH, path, at, "has a backslash");
    if (look.nul)
        lw_anomalies_add(to, LW_A_NUL, path, at, "has a NUL byte; some unpackers end it there");
    bool good_utf8 = !look.high || lw_utf8_valid(path);
    if (!good_utf8)
        lw_anomalies_add(to, LW_A_BAD_UTF8, path, at, "is not valid UTF-8");
    if (look.control || (look.high && good_utf8 && hides_something(path)))
        lw_anomalies_add(to, LW_A_CONTROL, path, at, "has a control or invisible character");
    check_components(archive, entry);
}
