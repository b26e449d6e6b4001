/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/overlay.h - several layers and a function, put together as Lambda does.
 *
 * Lambda unpacks the layers into /opt in their order: folders are merged, of files the last one
 * wins. The function is in /var/task. What an import, a require or a program's name then finds
 * follows each runtime's search order.
 *
 * Owns:    nothing; the result lives in the arena of the facts, and borrows from the sources.
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
 */
#ifndef LW_ANALYZE_OVERLAY_H
#define LW_ANALYZE_OVERLAY_H

#include "analyze/analyzer.h"

struct lw_overlay_source {
    struct lw_view name; /* as the user named it */
    const struct lw_archive *archive;
    const struct lw_facts *facts; /* of this artifact, for versions; may be NULL */
    bool is_function;             /* goes to /var/task; at most one, wherever it stands */
};

/* A file of the merged tree. */
struct lw_overlay_entry {
    struct lw_view path;          /* "/opt/python/a.py", "/var/task/app.py" */
    const struct lw_entry *entry; /* that counts */
    size_t owner;                 /* index of its source */
    size_t *losers;               /* sources whose file of that path is hidden, in their order */
    size_t loser_count;
};

struct lw_overlay {
    const struct lw_overlay_source *sources; /* borrowed */
    size_t source_count, layer_count;
    struct lw_overlay_entry *entries; /* sorted by path; folders left out */
    size_t entry_count;
    uint64_t total_bytes;  /* unpacked, of all sources: what Lambda's limit is about */
    uint64_t merged_bytes; /* of the files that are left */
    bool too_many_layers, too_big;
};

/* Puts the sources together and adds to `facts`: LW_F_OVERLAY for the whole, and LW_F_SHADOW for
 * everything that hides another, with winner, losers, layer (the winner's source) and kind:
 *   path            files of a folder that a later layer replaces (count)
 *   python-module   by sys.path, node-package by NODE_PATH, ruby-gem, java-archive by class path
 *   library         by LD_LIBRARY_PATH, program by PATH
 *   bootstrap       the function's own before the layer's
 *   sdk, client     the runtime's own, hidden by a layer or the function
 * err: LW_E_USAGE where two sources are functions. */
LW_NODISCARD lw_status lw_overlay_merge(struct lw_overlay *out, struct lw_facts *facts,
                                        const struct lw_overlay_source *sources, size_t count,
                                        struct lw_err *err);

#endif
