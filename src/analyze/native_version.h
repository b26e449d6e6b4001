/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_version.h - the ways by which a compiled file gives away what it is a version of.
 *
 * Owns:    nothing; texts are in the arena, borrowed from the file, or static.
 */
#ifndef LW_ANALYZE_NATIVE_VERSION_H
#define LW_ANALYZE_NATIVE_VERSION_H

#include "analyze/elf.h"
#include "analyze/patterns.h"

struct lw_native {
    const char *name;
    struct lw_view version;  /* may be "": it is there, of which version is not known */
    struct lw_view evidence; /* what was read: a string, "zstd: ZSTD_versionNumber() = 10504" */
    uint64_t offset;         /* of that in the file */
    bool runtime;            /* an interpreter */
};

struct lw_native_list {
    struct lw_arena *arena;
    struct lw_native *items;
    size_t count, capacity;
};

/* The length of the version by a grammar (native.def) at the start of `text`; false where it does
 * not match. *all is what matched, with what the grammar drops. A digit, or a dot or
 * "_" and a digit, right behind it is a version of another form. */
bool lw_version_match(size_t *version, size_t *all, const char *grammar, struct lw_view text);

/* By the rows of native.def. A program that is linked to a library holds the version of the headers
 * that it was built with, which says nothing of the library: passed over. `elf` may be NULL. */
void lw_native_by_string(struct lw_native_list *out, struct lw_view bytes, const struct lw_elf *elf,
                         const struct lw_pattern_hits *hits);

/* By a sign that the code is there and a version that stands alone, between two NULs. */
void lw_native_by_sign(struct lw_native_list *out, struct lw_view bytes,
                       const struct lw_pattern_hits *hits);

/* By exported functions and data that are a version: "ZSTD_versionNumber". */
void lw_native_by_symbol(struct lw_native_list *out, const struct lw_elf *elf);

/* By the name of a library that ends in its release: "libz.so.1.2.13". For what `out` does not
 * hold yet. */
void lw_native_by_name(struct lw_native_list *out, struct lw_view path);

/* Adds it unless the same name and version are there. */
void lw_native_add(struct lw_native_list *list, struct lw_native item);

/* A version from its number: how the project counts. */
enum lw_version_number {
    LW_VN_DECIMAL,  /* 10504: 1.5.4; 150018: 15.0.18 */
    LW_VN_POSTGRES, /* 150018: 15.18; 90624: 9.6.24 */
    LW_VN_SQLITE,   /* 3040001: 3.40.1 */
    LW_VN_XZ,       /* 50040012: 5.4.1 */
    LW_VN_LCMS,     /* 2140: 2.14 */
    LW_VN_HEX,      /* 0x010204: 1.2.4 */
    LW_VN_HEX_4,    /* 0x12012000: 1.18.18 ... of brotli: 8 bits, 12, 12 */
    LW_VN_OPENSSL,  /* 0x300000d0: 3.0.13 */
};
struct lw_view lw_version_from_number(struct lw_arena *arena, enum lw_version_number how,
                                      uint32_t number);

#endif
