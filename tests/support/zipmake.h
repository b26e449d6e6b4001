/* SPDX-License-Identifier: Apache-2.0
 *
 * support/zipmake.h - writes zips in memory, good ones and every kind of bad one.
 *
 *     struct zipmake z = ZIPMAKE_INIT;
 *     struct zipmake_entry entry = { .name = "a.txt", .text = "hello", .deflate = true };
 *     zipmake_add(&z, &entry);
 *     struct lw_view zip = zipmake_end(&z, NULL);
 *     ...
 *     zipmake_clear(&z);
 */
#ifndef SUPPORT_ZIPMAKE_H
#define SUPPORT_ZIPMAKE_H

#include "base/buf.h"

enum zipmake_descriptor {
    ZIPMAKE_NO_DESCRIPTOR,
    ZIPMAKE_DESCRIPTOR,      /* signature, 32-bit sizes */
    ZIPMAKE_DESCRIPTOR_BARE, /* no signature */
    ZIPMAKE_DESCRIPTOR_64,
    ZIPMAKE_DESCRIPTOR_64_BARE,
    ZIPMAKE_DESCRIPTOR_MISSING, /* the flag, but nothing behind the data */
};

/* All that is left out is as a good zip made on Unix has it. */
struct zipmake_entry {
    const char *name;
    struct lw_view raw_name; /* in place of name: with NUL, bad UTF-8 ... */
    const char *text;        /* the content */
    struct lw_view bytes;    /* in place of text */
    bool deflate;
    bool zip64; /* sizes and offset in ZIP64 extra fields */
    enum zipmake_descriptor descriptor;
    uint32_t mode;            /* st_mode; 0: 0100644, 040755 where the name ends in "/" */
    bool no_mode;             /* attributes are 0 */
    bool dos;                 /* made on DOS: no mode, CP437 names */
    bool utf8;                /* flag bit 11 */
    const char *unicode_path; /* the 0x7075 extra field */
    bool unicode_path_stale;  /* its CRC is of another name */

    /* What makes it bad. Numbers are added to the true ones. */
    struct lw_view local_name;  /* the local header has this one */
    struct lw_view packed;      /* packed bytes as they are (deflate that is none) */
    struct lw_view behind_data; /* stands in the packed bytes behind them */
    struct lw_view gap;         /* stands before the local header */
    int method;                 /* in place of 0 or 8; -1 for 0 */
    uint16_t flags;             /* further bits: 1 encrypted */
    uint32_t crc_xor, local_crc_xor;
    int64_t size_add, local_size_add, packed_add, offset_add;
    uint16_t local_flags_xor;
    int local_method_add;
    uint16_t disk;
    bool unlisted;  /* no record in the directory */
    bool no_local;  /* only a record in the directory ... */
    size_t data_of; /* ... for the local header of this entry (from 0) */
};

struct zipmake_ending {
    struct lw_view comment, suffix;
    bool zip64;
    struct lw_view before_end;       /* between the directory and the end record */
    struct lw_view behind_directory; /* counted as part of the directory */
    int entries_add;
    int64_t directory_bytes_add, directory_offset_add;
    uint16_t disk;
    int64_t zip64_entries_add; /* in the ZIP64 record alone, which then is not needed */
};

struct zipmake {
    struct lw_buf out, directory, record;
    size_t entries;       /* in the directory */
    uint64_t base;        /* where offsets count from */
    uint64_t offsets[64]; /* of local headers, in order */
    size_t locals;
};

#define ZIPMAKE_INIT                                                                               \
    {                                                                                              \
        .entries = 0                                                                               \
    }

/* Bytes before the zip; `counted`: offsets count from the start of the file. */
void zipmake_prefix(struct zipmake *zip, struct lw_view bytes, bool counted);
void zipmake_add(struct zipmake *zip, const struct zipmake_entry *entry);

/* Names and texts in pairs, deflated, up to NULL: zipmake_files(&z, "a", "1", "b", "2", NULL). */
void zipmake_files(struct zipmake *zip, ...) __attribute__((sentinel));

/* The whole zip, borrowed until zipmake_clear(). `ending` may be NULL. */
struct lw_view zipmake_end(struct zipmake *zip, const struct zipmake_ending *ending);
void zipmake_clear(struct zipmake *zip);

#endif
