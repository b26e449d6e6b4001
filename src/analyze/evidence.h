/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/evidence.h - signs in a layer of the runtimes and machines that it was made for.
 *
 * Owns:    its map, until lw_evidence_clear(); texts live in the arena or in the archive.
 */
#ifndef LW_ANALYZE_EVIDENCE_H
#define LW_ANALYZE_EVIDENCE_H

#include "analyze/analyzer.h"
#include "base/map.h"

struct lw_sign {
    const char *kind;       /* "python-extension", "node-abi", "glibc" ...: static text */
    struct lw_view value;   /* "3.12", "108", "2.28" */
    struct lw_view example; /* a location that says so */
    uint64_t count;
};

struct lw_evidence {
    struct lw_sign *items; /* in the order in which they were seen */
    size_t count, capacity;
    struct lw_map index;
    struct lw_arena *arena; /* borrowed */
};

struct lw_evidence lw_evidence(struct lw_arena *arena);
void lw_evidence_clear(struct lw_evidence *evidence);

void lw_evidence_add(struct lw_evidence *evidence, const char *kind, struct lw_view value,
                     struct lw_view example);
bool lw_evidence_has(const struct lw_evidence *evidence, const char *kind, struct lw_view value);
size_t lw_evidence_count(const struct lw_evidence *evidence, const char *kind);

/* The greatest value of a kind, by dotted numbers; "" where there is none. */
struct lw_view lw_evidence_max(const struct lw_evidence *evidence, const char *kind);

/* What the names and first bytes of the entries say. */
void lw_evidence_of_paths(struct lw_evidence *evidence, const struct lw_archive *archive,
                          struct lw_scratch *scratch);

/* What analysers have said of the content: ELF files, classes, targets. */
void lw_evidence_of_facts(struct lw_evidence *evidence, const struct lw_facts *seen);

/* The Java version that the newest class of an archive needs; 0 where it has none. Looks at no
 * more than 32 classes, spread over the archive, and at none of META-INF/versions/. */
unsigned lw_evidence_java(const struct lw_archive *archive, struct lw_scratch *scratch);

#endif
