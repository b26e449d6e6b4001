/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/internal.h - what the files of this folder share and nobody else sees.
 */
#ifndef LW_ARCHIVE_INTERNAL_H
#define LW_ARCHIVE_INTERNAL_H

#include <time.h>

#include "archive/archive.h"

/* Where the bytes of a zip come from: a descriptor, or memory where that is -1. */
struct lw_source {
    int fd;
    struct lw_view bytes;
    uint64_t size;
};

/* Memory of which only the size is kept between uses: never zeroed, never copied. Where `ahead` is
 * set, lw_source_get() reads at least so many bytes and serves what it holds already from here. */
struct lw_room {
    uint8_t *ptr;
    size_t capacity;
    size_t ahead, held; /* of `held` bytes from offset `at` of `source` */
    uint64_t at;
    const struct lw_source *source;
};

uint8_t *lw_room_take(struct lw_room *room, size_t bytes);
void lw_room_trim(struct lw_room *room); /* gives large ones back */
void lw_room_clear(struct lw_room *room);

/* `len` bytes from `offset`, borrowed from memory or read into `room`. err: LW_E_IO, LW_E_FORMAT
 * where they are not all there. */
LW_NODISCARD lw_status lw_source_get(struct lw_view *out, const struct lw_source *source,
                                     uint64_t offset, size_t len, struct lw_room *room,
                                     struct lw_err *err);

/* A list being filled: at most ANOMALIES_OF_A_KIND of each kind, the rest counted. */
struct lw_anomalies {
    struct lw_anomaly_list *list;
    struct lw_arena *arena;
    size_t seen[LW_A_COUNT_];
};

/* The path and the text are copied, where there is still room for one of this kind. */
void lw_anomalies_add(struct lw_anomalies *to, enum lw_anomaly_kind kind, struct lw_view path,
                      uint64_t offset, const char *fmt, ...) LW_PRINTF(5, 6);
void lw_anomalies_end(struct lw_anomalies *to);

/* The end of a zip: where its directory is and what was said about it. */
struct lw_zip_end {
    uint64_t record_offset;    /* of the first of the end records: where the directory must end */
    uint64_t after_offset;     /* behind the comment */
    uint64_t directory_offset; /* in the file: `base` is added already */
    uint64_t directory_bytes;
    uint64_t entries;
    uint64_t base; /* what must be added to every stated offset (self-extracting zips) */
};

struct lw_archive {
    struct lw_arena arena;
    char *name; /* for messages, safe to show */
    struct lw_limits limits;
    bool is_zip, cut;
    struct lw_source source; /* a zip */
    struct timespec changed; /* when it was, as far as is known at opening */
    struct lw_zip_end end;
    struct lw_room directory; /* its bytes where they are not in memory anyway */
    int root_fd;              /* a folder */
    struct lw_entry *entries;
    size_t count;
    uint64_t unpacked_bytes;
    size_t name_parts;
    struct lw_anomaly_list anomaly_list;
    struct lw_anomalies anomalies;
    struct {
        struct lw_unlisted *items;
        size_t count, capacity;
    } unlisted;
};

/* zip_end.c: finds the end records. */
LW_NODISCARD lw_status lw_zip_find_end(struct lw_archive *archive, struct lw_err *err);

/* zip_directory.c: fills entries, in the order of the directory. */
LW_NODISCARD lw_status lw_zip_read_directory(struct lw_archive *archive, struct lw_err *err);

/* zip_layout.c: overlaps that the directory alone gives away. */
void lw_zip_check_overlap(struct lw_archive *archive);

/* not_zip.c: what a file without an end record is, as the middle of a sentence. */
lw_status lw_not_a_zip(const struct lw_archive *archive, struct lw_err *err);

/* names.c. `unicode` is the Info-ZIP extra field's name, "" where there is none. */
struct lw_name {
    struct lw_view stored, unicode;
    bool marked_utf8;
    bool unix_made;
};
struct lw_view lw_name_path(struct lw_archive *archive, const struct lw_name *name,
                            bool *folder_mark);
void lw_name_check(struct lw_archive *archive, const struct lw_entry *entry);

/* zip_local.c: a local header against its record in the directory. */
struct lw_zip_local {
    uint64_t data_offset; /* in the file */
    bool descriptor;      /* sizes and CRC stand behind the data */
    bool zip64;
    char differs[200]; /* how it differs from the directory, "" where it does not */
};

enum { LW_ZIP_LOCAL_BYTES = 30 };

/* Reads the header of an entry; with `data`, its packed bytes too, in the same read mostly.
 * err: LW_E_FORMAT where there is no header or the data are not all there, LW_E_IO. */
LW_NODISCARD lw_status lw_zip_get_local(struct lw_zip_local *out, struct lw_view *data,
                                        const struct lw_archive *archive,
                                        const struct lw_entry *entry, struct lw_room *room,
                                        struct lw_err *err);

/* inflate.c */
enum lw_inflate_end {
    LW_INFLATE_WHOLE,
    LW_INFLATE_SHORT,  /* ends before `expected` bytes */
    LW_INFLATE_LONG,   /* would go on behind them */
    LW_INFLATE_BROKEN, /* not deflate data, or cut off */
};

struct lw_inflated {
    enum lw_inflate_end end;
    size_t bytes;      /* written to `out`, at most `expected` */
    size_t used_bytes; /* of `packed` */
};

struct lw_inflater; /* the decompressors of one thread */
struct lw_inflater *lw_inflater_new(void);
void lw_inflater_free(struct lw_inflater *inflater);

/* In one go. `out` has room for expected + 1 bytes. */
struct lw_inflated lw_inflate(struct lw_inflater *inflater, struct lw_view packed, uint8_t *out,
                              size_t expected);

/* In pieces: begin, then give packed bytes (`*packed` moves on) until the end or a fault. */
void lw_inflate_begin(struct lw_inflater *inflater);
enum lw_inflate_step { LW_STEP_MORE_IN, LW_STEP_MORE_OUT, LW_STEP_END, LW_STEP_BROKEN };
enum lw_inflate_step lw_inflate_piece(struct lw_inflater *inflater, struct lw_view *packed,
                                      uint8_t *out, size_t room, size_t *written);

/* folder.c: lists the names below root_fd. */
LW_NODISCARD lw_status lw_folder_list(struct lw_archive *archive, struct lw_err *err);

/* Opens a path below root_fd for reading, without following a link on the way or at its end. */
LW_NODISCARD lw_status lw_folder_open(int *out_fd, int root_fd, struct lw_view path,
                                      struct lw_err *err);

/* tree.c: sorts, marks what is shadowed, finds what cannot stand side by side. */
void lw_tree_settle(struct lw_archive *archive);

/* links.c: targets of a zip's links, and whether they stay inside. */
void lw_links_read(struct lw_archive *archive);
void lw_links_check(struct lw_archive *archive);

/* lookalike.c */
void lw_lookalikes_check(struct lw_archive *archive);

/* `text` as it may be shown, cut to what an error can hold; in `buf`. */
const char *lw_shown(struct lw_buf *buf, struct lw_view text);

#endif
