/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/not_zip.c - says what a file is that is not a zip, and what to do about it.
 */
#include "archive/internal.h"

struct magic {
    size_t at;
    struct lw_view bytes;
    const char *what;
};

#define MAGIC(at, text, what)                                                                      \
    {                                                                                              \
        at, { (const uint8_t *)(text), sizeof(text) - 1 }, what                                    \
    }

static const struct magic magics[] = {
    MAGIC(0, "\x1f\x8b", "a gzip header"),
    MAGIC(0, "BZh", "a bzip2 header"),
    MAGIC(0,
          "\xfd"
          "7zXZ",
          "an xz header"),
    MAGIC(0, "\x28\xb5\x2f\xfd", "a Zstandard header"),
    MAGIC(0, "7z\xbc\xaf\x27\x1c", "a 7z header"),
    MAGIC(0, "Rar!\x1a", "a RAR header"),
    MAGIC(257, "ustar", "a tar header"),
    MAGIC(0,
          "\x7f"
          "ELF",
          "an ELF header (a program or a library)"),
    MAGIC(0, "MZ", "the header of a Windows program"),
    MAGIC(0, "!<arch>", "an ar header (a .deb or a static library)"),
    MAGIC(0, "%PDF", "a PDF header"),
    MAGIC(0, "<?xml", "XML (an error page of the server? an expired link gives one)"),
    MAGIC(0, "<!DOCTYPE", "HTML (an error page of the server?)"),
    MAGIC(0, "<html", "HTML (an error page of the server?)"),
    MAGIC(0, "<Error>", "an S3 error (an expired link gives one)"),
    MAGIC(0, "{", "JSON"),
    MAGIC(0, "#!", "a script"),
};

lw_status lw_not_a_zip(const struct lw_archive *archive, struct lw_err *err)
{
    const struct lw_source *source = &archive->source;
    LW_ENSURE(source->size, err, LW_E_FORMAT, 0, "is empty; a Lambda layer must be a .zip");
    uint8_t memory[512];
    struct lw_room room = { 0 };
    struct lw_view head = LW_VIEW_NONE;
    size_t len = source->size < sizeof memory ? (size_t)source->size : sizeof memory;
    lw_status status = lw_source_get(&head, source, 0, len, &room, err);
    if (lw_ok(status) && head.len)
        memcpy(memory, head.ptr, head.len);
    lw_room_clear(&room);
    LW_TRY(status);
    head = lw_view(memory, len);
    if (lw_view_starts(head, LW_VIEW("PK\3\4")))
        LW_FAIL(err, LW_E_FORMAT, source->size,
                "cut off at %llu bytes: the end record was not found; was the download complete?",
                (unsigned long long)source->size);
    for (size_t i = 0; i < LW_COUNT(magics); i++)
        if (lw_view_starts(lw_view_from(head, magics[i].at), magics[i].bytes))
            LW_FAIL(err, LW_E_FORMAT, 0,
                    "not a zip: it starts with %s; a Lambda layer must be a .zip", magics[i].what);
    LW_FAIL(err, LW_E_FORMAT, 0,
            "not a zip: no end record in its last 64 KiB; a Lambda layer must be a .zip");
}
