/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/packed.c - magic numbers of archives.
 *
 * Spec:    POSIX.1-2017 pax (tar, cpio); RFC 1952 (gzip), RFC 8878 (Zstandard), RFC 7932 (Brotli,
 *          which has no magic); the formats' own descriptions for the others.
 */
#include "analyze/packed.h"

struct magic {
    struct lw_view bytes;
    struct lw_packed packed;
};

#define MAGIC(text, format, compressed)                                                            \
    {                                                                                              \
        { (const uint8_t *)(text), sizeof(text) - 1 },                                             \
        {                                                                                          \
            format, compressed                                                                     \
        }                                                                                          \
    }

static const struct magic magics[] = {
    MAGIC("\x1f\x8b\x08", "gzip", true),
    MAGIC("\xfd"
          "7zXZ\0",
          "xz", true),
    MAGIC("\x28\xb5\x2f\xfd", "Zstandard", true),
    MAGIC("\x04\x22\x4d\x18", "LZ4", true),
    MAGIC("LZIP\x01", "lzip", true),
    MAGIC("\x5d\0\0\x80\0\xff\xff\xff\xff\xff\xff\xff\xff", "LZMA", true),
    MAGIC("\x1f\x9d\x90", "compress", true),
    MAGIC("7z\xbc\xaf\x27\x1c", "7z", true),
    MAGIC("Rar!\x1a\x07", "RAR", true),
    MAGIC("MSCF\0\0\0\0", "Cabinet", true),
    MAGIC("!<arch>\ndebian-binary", "Debian package", false),
    MAGIC("\xed\xab\xee\xdb", "RPM package", false),
    MAGIC("hsqs", "SquashFS", false),
};

static const struct lw_packed bzip2 = { "bzip2", true }, brotli = { "Brotli", true },
                              tar = { "tar", false }, cpio = { "cpio", false },
                              asar = { "asar", false };

/* "BZh9" alone begins many a text: the first block's own number stands behind it. */
static bool is_bzip2(struct lw_view head)
{
    return lw_view_starts(head, LW_VIEW("BZh")) &&
           (lw_view_starts(lw_view_from(head, 4), LW_VIEW("1AY&SY")) ||
            lw_view_starts(lw_view_from(head, 4), LW_VIEW("\x17\x72\x45\x38\x50\x90")));
}

/* A number of a tar header: octal digits, with spaces before and a space or NUL behind. */
static bool octal(uint64_t *out, struct lw_view field)
{
    size_t digits = 0;
    *out = 0;
    field = lw_view_trim(field);
    while (digits < field.len && field.ptr[digits] >= '0' && field.ptr[digits] <= '7')
        *out = *out * 8 + (field.ptr[digits++] - (unsigned)'0');
    return digits && (digits == field.len || field.ptr[digits] == 0);
}

/* The checksum tells tar of every age: the sum of the header's bytes, its own taken as spaces. */
static bool is_tar(struct lw_view head)
{
    enum { HEADER_BYTES = 512, SUM_AT = 148, SUM_BYTES = 8 };
    uint64_t stated, sum = 0;
    if (head.len < HEADER_BYTES || head.ptr[0] == 0 ||
        !octal(&stated, lw_view_sub(head, SUM_AT, SUM_BYTES)))
        return false;
    for (size_t i = 0; i < HEADER_BYTES; i++)
        sum += i >= SUM_AT && i < SUM_AT + SUM_BYTES ? ' ' : head.ptr[i];
    return sum == stated;
}

/* The forms in text ("070701", "070702" with checksums, "070707" of old): numbers all through. */
static bool is_cpio(struct lw_view head)
{
    bool old = lw_view_starts(head, LW_VIEW("070707"));
    size_t len = old ? 76 : 110;
    if (head.len < len || (!old && !lw_view_starts(head, LW_VIEW("070701")) &&
                           !lw_view_starts(head, LW_VIEW("070702"))))
        return false;
    for (size_t i = 6; i < len; i++) {
        uint8_t c = lw_lower(head.ptr[i]);
        if (!lw_is_digit(c) && (old || c < 'a' || c > 'f'))
            return false;
    }
    return true;
}

/* Electron's: a pickle of a pickle of JSON. */
static bool is_asar(struct lw_view head)
{
    return lw_view_starts(head, LW_VIEW("\4\0\0\0")) &&
           lw_view_starts(lw_view_from(head, 16), LW_VIEW("{\"files\":"));
}

const struct lw_packed *lw_packed(struct lw_view head)
{
    for (size_t i = 0; i < LW_COUNT(magics); i++)
        if (lw_view_starts(head, magics[i].bytes))
            return &magics[i].packed;
    return is_bzip2(head)  ? &bzip2
           : is_cpio(head) ? &cpio
           : is_asar(head) ? &asar
           : is_tar(head)  ? &tar
                           : NULL;
}

const struct lw_packed *lw_packed_by_name(struct lw_view path)
{
    return lw_view_ends_nocase(path, LW_VIEW(".br")) ? &brotli : NULL;
}
