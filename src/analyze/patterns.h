/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/patterns.h - one search of a file's bytes for all that analysers look for by string.
 *
 * The patterns (patterns.def, secret.def, native.def) are compiled when the program is built
 * (tools/gen/patterns.c), so that nothing of it is paid at start. Whichever analyser asks first
 * has the file searched; the others share the hits.
 *
 * Owns:    the hits and the memory that the search needs, until lw_pattern_hits_clear().
 * Threads: one struct lw_pattern_hits a thread, used for file after file.
 */
#ifndef LW_ANALYZE_PATTERNS_H
#define LW_ANALYZE_PATTERNS_H

#include "analyze/analyzer.h"
#include "analyze/native_flags.h"
#include "analyze/pattern_data.h"

enum lw_pattern {
#define LW_PATTERN(constant, set, flags, expression) constant,
#include "analyze/patterns.def"
#undef LW_PATTERN
#define LW_NATIVE(constant, name, flags, prefix, grammar, suffix) constant,
#include "analyze/native.def"
#undef LW_NATIVE
#define LW_SECRET(constant, ...) constant,
#define LW_ASSIGNED(constant, ...) constant,
#include "analyze/secret.def"
#undef LW_SECRET
#undef LW_ASSIGNED
    LW_PAT_COUNT
};

/* Of each pattern at most so many hits are kept for a file, the first ones; of secrets, whose
 * expressions also fit names and placeholders, more. */
enum { LW_PATTERN_HITS_MAX = 64, LW_SECRET_HITS_MAX = 255 };

struct lw_pattern_hit {
    uint32_t pattern; /* enum lw_pattern */
    uint64_t end;     /* offset of the first byte behind the match */
};

struct lw_pattern_hits {
    struct lw_pattern_hit *items; /* in order of `end`, then of pattern */
    size_t count, capacity;
    bool done;                  /* the file was searched */
    uint8_t seen[LW_PAT_COUNT]; /* hits kept of each pattern */
    void *scratch;              /* hs_scratch_t */
    bool ready[LW_SET_COUNT];   /* sets that the scratch has room for */
};

#define LW_PATTERN_HITS_INIT                                                                       \
    {                                                                                              \
        .items = NULL                                                                              \
    }

/* To be called before each file, and once at the end. */
void lw_pattern_hits_reset(struct lw_pattern_hits *hits);
void lw_pattern_hits_clear(struct lw_pattern_hits *hits);

/* The hits in file->bytes, searched on the first call for a file. file->hits must be there. */
const struct lw_pattern_hits *lw_file_hits(const struct lw_file *file);

/* How the search runs on this machine, for `layerward version` and bug reports. */
const char *lw_patterns_platform(void);

#endif
