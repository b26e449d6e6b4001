/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/source.h - where each file of a layer comes from: a commit, a locked package, or nowhere.
 *
 * Owns:    nothing; lists and texts live in the arena.
 * Trusts:  the repository at the commit; nothing in the layer.
 */
#ifndef LW_ATTEST_SOURCE_H
#define LW_ATTEST_SOURCE_H

#include "archive/archive.h"
#include "attest/git.h"
#include "attest/locks.h"

enum lw_origin {
    LW_ORIGIN_SAME,     /* byte for byte in the commit */
    LW_ORIGIN_DIFFERS,  /* the commit has other bytes at the place it maps to */
    LW_ORIGIN_PACKAGE,  /* of a package that a lock of the commit names at this version, and as the
                           package's list has it, by hash */
    LW_ORIGIN_PLACED,   /* in such a package's place, and no list has its hash */
    LW_ORIGIN_UNLOCKED, /* of a package that no lock of the commit names */
    LW_ORIGIN_ALTERED,  /* a package's own list of files has other bytes for it */
    LW_ORIGIN_NOWHERE,  /* none of these */
    LW_ORIGIN_COUNT
};
const char *lw_origin_name(enum lw_origin origin);
const char *lw_origin_what(enum lw_origin origin);

/* A package of the layer, as a scan found it. */
struct lw_source_package {
    struct lw_view purl, name, version;
    struct lw_view root;     /* its folder, or its file; no "/" at the end */
    struct lw_view location; /* the file that gave it away */
    bool have_family;
    enum lw_lock_family family;
};

struct lw_source_package_list {
    struct lw_source_package *items;
    size_t count, capacity;
};

struct lw_source_file {
    struct lw_view path;
    enum lw_origin origin;
    struct lw_view source;                   /* path in the commit; "" */
    const struct lw_source_package *package; /* or NULL */
    struct lw_view lock;                     /* that names the package; "" */
    const char *proof;   /* "hash": the package's list has its hash; "listed", "folder", "file" */
    struct lw_view note; /* "bytecode of python/app.py" */
    uint64_t bytes;
};

/* "python/" of the layer is "src/" of the commit. Without "/" at the ends; "" is the top. */
struct lw_mapping {
    struct lw_view layer, tree;
    size_t files; /* that are the same by it */
};

struct lw_mapping_list {
    struct lw_mapping *items;
    size_t count, capacity;
};

struct lw_source {
    const char *commit;
    size_t tree_files, submodules;
    struct lw_mapping_list mappings; /* given, or found; the best first */
    struct lw_source_file *files;    /* in the order of the layer's entries; folders left out */
    size_t count;
    size_t totals[LW_ORIGIN_COUNT];
    uint64_t total_bytes[LW_ORIGIN_COUNT];
    struct lw_locks locks;
};

struct lw_source_options {
    struct lw_mapping_list mappings; /* none: they are found */
    const struct lw_source_package_list *packages;
};

/* `out->locks` is to be cleared (lw_locks_clear) whatever happens. err: of the first file of the
 * layer or the commit that cannot be read. */
LW_NODISCARD lw_status lw_source_trace(struct lw_source *out, const struct lw_archive *layer,
                                       const struct lw_git *git,
                                       const struct lw_source_options *options,
                                       struct lw_arena *arena, struct lw_err *err);

/* source_map.c: guesses mappings from pairs of places that hold the same bytes. */
struct lw_place_pair {
    struct lw_view layer, tree; /* paths */
};
void lw_mappings_find(struct lw_mapping_list *out, const struct lw_place_pair *pairs, size_t count,
                      struct lw_arena *arena);

/* Where a path of the layer stands in the commit by a mapping; false where it does not apply. */
bool lw_mapping_apply(struct lw_view *out, const struct lw_mapping *mapping, struct lw_view path,
                      struct lw_arena *arena);

/* source_package.c: what packages say of the layer's files. */
struct lw_source_claim {
    const struct lw_source_package *package;
    bool have_hash;
    struct lw_digest sha256;
    const char *proof;
};
struct lw_source_claims {
    struct lw_arena *arena;
    struct lw_map by_path; /* index + 1 into items */
    struct lw_source_claim *items;
    size_t count, capacity;
    const struct lw_source_package_list *packages;
};
LW_NODISCARD lw_status lw_source_claims_read(struct lw_source_claims *out,
                                             const struct lw_archive *layer,
                                             const struct lw_source_package_list *packages,
                                             struct lw_arena *arena, struct lw_err *err);
/* False where no package says anything of the path. */
bool lw_source_claims_find(struct lw_source_claim *out, const struct lw_source_claims *claims,
                           struct lw_view path);
void lw_source_claims_clear(struct lw_source_claims *claims);

#endif
