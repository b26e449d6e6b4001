/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/archive.h - a zip (file or bytes) or a folder as one sorted list of entries.
 *
 * Owns:    the list and its texts; a view that was opened on stays the caller's.
 * Trusts:  nothing in the archive. Tricks become anomalies; only what makes the whole unreadable
 *          is an error.
 * Threads: after opening it is read-only; any number of threads may read entries at once, each
 *          with a scratch of its own.
 * Spec:    APPNOTE 6.3.10.
 */
#ifndef LW_ARCHIVE_ARCHIVE_H
#define LW_ARCHIVE_ARCHIVE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"

enum lw_anomaly_kind {
#define LW_ANOMALY(constant, name, what) constant,
#include "archive/anomaly.def"
#undef LW_ANOMALY
    LW_A_COUNT_
};

const char *lw_anomaly_name(enum lw_anomaly_kind kind);
const char *lw_anomaly_what(enum lw_anomaly_kind kind);

struct lw_anomaly {
    enum lw_anomaly_kind kind;
    struct lw_view path;   /* of the entry; "" for the archive as a whole */
    uint64_t offset;       /* in the archive */
    struct lw_view detail; /* for a person: "central 120 bytes, local 80" */
};

struct lw_anomaly_list {
    struct lw_anomaly *items;
    size_t count, capacity;
};

struct lw_limits {
    uint64_t total_bytes;   /* unpacked, of all entries, nested ones included */
    uint64_t entry_bytes;   /* unpacked, of one entry */
    uint64_t entries;       /* number, nested ones included */
    unsigned ratio;         /* unpacked / packed above which LW_A_RATIO is said (from 1 MiB on) */
    unsigned depth;         /* of nested archives */
    uint64_t archive_bytes; /* of a zip as it is */
    bool brief;             /* open for single entries: names and modes are not judged */
};

/* The platform's: 262,144,000 bytes unpacked, in all and for one entry; depth 4; 200,000 entries;
 * ratio 200; a zip of 1 GiB. */
struct lw_limits lw_limits_default(void);

enum lw_entry_type { LW_ENTRY_FILE, LW_ENTRY_FOLDER, LW_ENTRY_SYMLINK, LW_ENTRY_OTHER };

struct lw_entry {
    struct lw_view path; /* UTF-8 where it can be, "/" between components, no "/" at the end;
                            otherwise as stored, so "../x" and "/x" stay visible */
    enum lw_entry_type type;
    uint32_t mode;  /* permission, set-id and sticky bits: 07777 */
    uint64_t bytes; /* unpacked, as the central directory states */
    uint64_t packed_bytes;
    uint64_t header_offset; /* of the local header in the zip */
    struct lw_view stored;  /* the name as it stands in the directory, for comparison */
    struct lw_view target;  /* of a symlink, where it could be read; else "" */
    uint32_t crc32;
    uint32_t order;       /* of the entry in the archive, from 0 */
    uint16_t method;      /* 0 stored, 8 deflate */
    uint16_t flags;       /* general purpose bits of the directory */
    uint16_t made_by;     /* host and version of the maker, as stored */
    uint32_t dos_time;    /* date above, time below; its author chose it: for comparison alone */
    struct lw_view extra; /* extra field of the directory, as stored */
    bool readable;        /* false: encrypted, unknown method, impossible sizes, a device ... */
    bool shadowed;        /* a later entry has the same path; that one counts */
};

struct lw_archive; /* opaque */

/* Opens a zip file or a folder; which of them is seen from what `path` is. The descriptor stays
 * open until lw_archive_free(). Of a zip only the tail, the directory and the targets of symbolic
 * links are read; of a folder only the names. Nothing is mapped, so a file that is cut while it is
 * read gives an error, not a signal. err: LW_E_NOT_FOUND, LW_E_IO, LW_E_FORMAT (not a zip: says
 * what it looks like instead), LW_E_LIMIT, LW_E_ENCRYPTED; names the path and offset. */
LW_NODISCARD lw_status lw_archive_open(struct lw_archive **out, const char *path,
                                       const struct lw_limits *limits, struct lw_err *err);

/* The same for what has another name than its path; messages name it by that. */
struct lw_input {
    const char *path, *name; /* "/dev/fd/3", "standard input" */
};
LW_NODISCARD lw_status lw_archive_open_input(struct lw_archive **out, const struct lw_input *input,
                                             const struct lw_limits *limits, struct lw_err *err);

/* lw_archive_open_input() in two steps, for who may know the zip by its digest: begin() reads only
 * the tail of a zip, and until list() has succeeded there are no entries. */
LW_NODISCARD lw_status lw_archive_begin(struct lw_archive **out, const struct lw_input *input,
                                        const struct lw_limits *limits, struct lw_err *err);
LW_NODISCARD lw_status lw_archive_list(struct lw_archive *archive, struct lw_err *err);

/* A zip in memory; `bytes` is borrowed until lw_archive_free(). `name` for messages, borrowed. */
LW_NODISCARD lw_status lw_archive_begin_bytes(struct lw_archive **out, struct lw_view bytes,
                                              struct lw_view name, const struct lw_limits *limits,
                                              struct lw_err *err);
LW_NODISCARD lw_status lw_archive_open_bytes(struct lw_archive **out, struct lw_view bytes,
                                             struct lw_view name, const struct lw_limits *limits,
                                             struct lw_err *err);

void lw_archive_free(struct lw_archive *archive);
void lw_archive_free_p(struct lw_archive **slot);

/* Entries sorted bytewise by path (equal paths in the order of the archive). Borrowed. */
const struct lw_entry *lw_archive_entries(const struct lw_archive *archive, size_t *count);

/* The entry that counts for a path, or NULL. */
const struct lw_entry *lw_archive_find(const struct lw_archive *archive, struct lw_view path);

/* What was seen at opening, at most some hundred of a kind (the last of them says how many more).
 * The rest comes from lw_archive_check_layout() and, for single entries, lw_archive_read(). */
const struct lw_anomaly_list *lw_archive_anomalies(const struct lw_archive *archive);

/* Reads every local header of a zip and accounts for every byte of it: local headers and data
 * descriptors that differ from the directory, entries that overlap, bytes that no entry owns and
 * entries hidden there. Adds to `*out` (texts in `arena`); a folder has none. Costs one small
 * read for each entry, so a full scan calls it and a look at the packages alone does not.
 * err: LW_E_IO. */
LW_NODISCARD lw_status lw_archive_check_layout(struct lw_anomaly_list *out,
                                               const struct lw_archive *archive,
                                               struct lw_arena *arena, struct lw_err *err);

/* False where the list of entries stops at limits.entries, or a folder could not be listed: no
 * digest can be given then. */
bool lw_archive_is_whole(const struct lw_archive *archive);

/* It holds more entries than the limit: only so many are listed. */
bool lw_archive_is_cut(const struct lw_archive *archive);

/* Folders below the one that was opened which could not be listed, sorted by path. */
struct lw_unlisted {
    struct lw_view path, reason; /* "sub/private", "cannot open the folder: Permission denied" */
};
const struct lw_unlisted *lw_archive_unlisted(const struct lw_archive *archive, size_t *count);

bool lw_archive_is_zip(const struct lw_archive *archive);
uint64_t lw_archive_zip_bytes(const struct lw_archive *archive); /* size of the zip; 0: folder */
uint64_t lw_archive_unpacked_bytes(const struct lw_archive *archive); /* sum over files */

/* Files and folders that the names speak of, folders without an entry too; 0 with limits.brief. */
size_t lw_archive_name_parts(const struct lw_archive *archive);

/* SHA-256 of the zip as it is; false for a folder. Reads the file once more in full. */
LW_NODISCARD lw_status lw_archive_zip_digest(struct lw_digest *out, bool *have,
                                             const struct lw_archive *archive, struct lw_err *err);

/* That a zip has the size and the time of change that it had when it was opened: without it, a
 * digest and what was read may be of two different files. Nothing to say of a folder or of bytes.
 * err: LW_E_IO. */
LW_NODISCARD lw_status lw_archive_check_unchanged(const struct lw_archive *archive,
                                                  struct lw_err *err);

/* Memory that one thread reuses between reads: buffers, the decompressor, the hash. */
struct lw_scratch;
struct lw_scratch *lw_scratch_new(void);
void lw_scratch_free(struct lw_scratch *scratch);
void lw_scratch_free_p(struct lw_scratch **slot);
void lw_scratch_trim(struct lw_scratch *scratch); /* gives large buffers back; content is gone */
/* For entries read in the order in which they lie: small neighbours come with one read. The archive
 * that was read last must live as long as the scratch is used. */
void lw_scratch_read_ahead(struct lw_scratch *scratch);

struct lw_content {
    struct lw_view bytes;    /* good until the scratch is used again */
    struct lw_digest sha256; /* where `hash` was asked for */
    bool damaged; /* LW_A_CRC, LW_A_SIZE or LW_A_BAD_DATA: `bytes` is what was unpacked all the
                     same, up to the stated size; report the entry as incomplete */
    bool have_anomaly;
    struct lw_anomaly anomaly; /* the worst seen; besides those above LW_A_HEADER_MISMATCH (the
                                  same that lw_archive_check_layout() says) and LW_A_GAP (bytes
                                  behind the end of the compressed data). `detail` is in the
                                  scratch's memory */
};

/* Unpacks one file (or reads a symlink's target) whole, checks size and CRC, and hashes it. A
 * device, socket or pipe in a folder is not opened and gives no bytes.
 * err: LW_E_FORMAT (no local header there), LW_E_ENCRYPTED, LW_E_UNSUPPORTED, LW_E_LIMIT, LW_E_IO,
 * each naming the entry. */
LW_NODISCARD lw_status lw_archive_read(struct lw_content *out, const struct lw_archive *archive,
                                       const struct lw_entry *entry, bool hash,
                                       struct lw_scratch *scratch, struct lw_err *err);

/* Unpacks from the start in pieces of at most 64 KiB, for callers that may stop early. `piece` is
 * called with rising offsets and returns false to stop. Size and CRC are checked at the end, not
 * where it stops early. err: as lw_archive_read(); LW_E_FORMAT (broken data or another size than
 * stated), LW_E_CRC, both after the pieces were given. */
typedef bool lw_piece_fn(void *ctx, struct lw_view piece, uint64_t offset);
LW_NODISCARD lw_status lw_archive_stream(const struct lw_archive *archive,
                                         const struct lw_entry *entry, lw_piece_fn *piece,
                                         void *ctx, struct lw_scratch *scratch, struct lw_err *err);

/* The first `want` unpacked bytes (fewer where the file is shorter). */
LW_NODISCARD lw_status lw_archive_peek(struct lw_view *out, const struct lw_archive *archive,
                                       const struct lw_entry *entry, size_t want,
                                       struct lw_scratch *scratch, struct lw_err *err);

/* That two entries of zips hold the same bytes, known without unpacking them: method, sizes,
 * checksum and the packed bytes themselves are equal. False says nothing: the same bytes may be
 * packed in another way. Each scratch is used for one of the two. */
bool lw_archive_same_packed(const struct lw_archive *a, const struct lw_entry *entry_a,
                            struct lw_scratch *scratch_a, const struct lw_archive *b,
                            const struct lw_entry *entry_b, struct lw_scratch *scratch_b);

/* Bytes that reading the entry keeps in memory at once (packed and unpacked). */
uint64_t lw_archive_read_cost(const struct lw_archive *archive, const struct lw_entry *entry);

/* Appends a name as the eye takes it: lower case, letters drawn alike made one, invisible ones left
 * out (lookalike.def). */
void lw_name_skeleton(struct lw_buf *out, struct lw_view name);

#endif
