/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/visit.h - the engine's way through one file and the archives nested in it.
 */
#ifndef LW_ANALYZE_VISIT_H
#define LW_ANALYZE_VISIT_H

#include <stdatomic.h>

#include "analyze/engine.h"
#include "analyze/patterns.h"
#include "base/pool.h"

/* Shared by all threads of a run. */
struct lw_run {
    const struct lw_archive *archive;
    const struct lw_engine_options *options;
    struct lw_gate *gate;
    struct lw_gate *nested_turn; /* of the one thread that may hold large nested files */
    atomic_uint_fast64_t nested_bytes;
    atomic_uint_fast64_t nested_text_bytes;
    /* Nested archives unpack to more than the hard limit, or hold more paths and facts than are
     * kept: how far the threads came by then says nothing, so that none of them counts, and neither
     * does which of the two it was. */
    atomic_bool too_much;
};

/* One thread's own. */
struct lw_visitor {
    struct lw_run *run;
    struct lw_arena arena;
    struct lw_facts facts;
    struct lw_scratch *scratch[LW_MAX_DEPTH + 1]; /* one a level, made on first use */
    enum lw_want *wants;                          /* of every analyser, for each level */
    struct lw_scratch *theirs;                    /* for the archive of options->seen */
    struct lw_pattern_hits hits; /* of the file at hand: nested files come after its analysers */
    uint64_t nested_left; /* bytes that archives nested in the present file may still unpack to */
    uint64_t entries_left;
    bool has_turn;                /* of run->nested_turn */
    bool looked_beside;           /* what was said of the present file is not of its bytes alone */
    bool is_archive;              /* the present file of the artifact holds others ... */
    struct lw_facts_mark own_end; /* ... whose facts begin here, behind its own */
};

void lw_visitor_init(struct lw_visitor *visitor, struct lw_run *run);
void lw_visitor_clear(struct lw_visitor *visitor);

/* Looks at one entry of the artifact and at what is nested in it, until that is too much; fills
 * *record's digest and the visitor's is_archive and own_end. */
void lw_visit(struct lw_visitor *visitor, const struct lw_entry *entry,
              struct lw_scan_file *record);

/* Says that an archive has more entries than are read, where it has. */
void lw_tell_cut(struct lw_facts *facts, const struct lw_archive *archive, struct lw_view location,
                 const struct lw_limits *limits);

struct lw_scratch *lw_visitor_scratch(struct lw_visitor *visitor, unsigned depth);

void lw_anomaly_to_fact(struct lw_facts *facts, const struct lw_anomaly *anomaly,
                        struct lw_view location);

#endif
