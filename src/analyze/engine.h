/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/engine.h - one pass over an artifact: each file is unpacked once, hashed, and handed to
 * the analysers that want it.
 *
 * Owns:    nothing after lw_engine_run(): results are copied into the arena of the facts.
 * Trusts:  nothing. What cannot be read or analysed becomes an `incomplete` entry.
 */
#ifndef LW_ANALYZE_ENGINE_H
#define LW_ANALYZE_ENGINE_H

#include "analyze/analyzer.h"
#include "base/pool.h"
#include "base/progress.h"

enum { LW_MAX_DEPTH = 8 }; /* of nested archives, whatever limits.depth says */
enum { LW_NESTED_TEXT_BYTES = 256 << 20, LW_NESTED_FACTOR = 8 };

/* What is kept of each file of the artifact itself. */
struct lw_scan_file {
    struct lw_view path;
    enum lw_entry_type type;
    uint32_t mode;
    uint64_t bytes, packed_bytes;
    struct lw_digest sha256;
    bool have_sha256;
};

struct lw_earlier; /* analyze/earlier.h */
struct lw_seen;    /* analyze/seen.h */

/* Which files of the artifact (with what is nested in them), by path. Called on many threads. */
struct lw_engine_filter {
    bool (*wants)(const void *ctx, struct lw_view path);
    /* Whether an analyser of behaviour is asked about a file that is wanted; NULL: each is. */
    bool (*asks)(const void *ctx, const struct lw_analyzer *analyzer, const struct lw_file *file);
    const void *ctx;
};

/* Is given the content of each file of the artifact that is read whole and is what the zip says of
 * it. Called on many threads, once for a path. */
struct lw_engine_reader {
    void (*read)(void *ctx, struct lw_view path, struct lw_view bytes);
    void *ctx;
};

struct lw_engine_options {
    unsigned jobs;        /* threads, at least 1 */
    struct lw_pool *pool; /* borrowed; of no more; NULL: threads for this run alone */
    bool packages_only;   /* read only what package analysers want; no digests */
    bool behavior;        /* also what code does: syntax trees and what they cost */
    struct lw_limits limits;
    struct lw_progress *progress;     /* borrowed; may be NULL; is given its total */
    const struct lw_earlier *earlier; /* what is known of another version; NULL: nothing */
    const struct lw_engine_filter *behavior_of; /* whose behaviour is looked at; NULL: of all */
    struct lw_seen *remember; /* filled with the files that `behavior_of` passes over; NULL: none */
    const struct lw_seen *seen; /* by another run; files that it passes over are taken from it */
    const struct lw_engine_reader *reader; /* who looks at contents as well; NULL: nobody */
    const struct lw_yara *yara;            /* borrowed; the user's rules, NULL: none */
    bool behavior_only; /* read nothing else, and ask nobody else: no digests, no files */
};

struct lw_engine_output {
    struct lw_scan_file *files; /* sorted by path; folders and shadowed entries left out; none
                                   with packages_only */
    size_t file_count;
    bool have_content_digest; /* false with packages_only, or where a file cannot be read */
    struct lw_digest content_digest;
};

/* Facts are the same for any number of threads. Where nested archives together unpack to more than
 * LW_NESTED_FACTOR times the limit, or their paths and facts take more memory than
 * LW_NESTED_TEXT_BYTES, none of them counts, and each archive of the artifact is said to be
 * incomplete. err: LW_E_INTERRUPTED; LW_E_IO where the zip cannot be read. */
LW_NODISCARD lw_status lw_engine_run(struct lw_facts *facts, struct lw_engine_output *out,
                                     const struct lw_archive *archive,
                                     const struct lw_engine_options *options, struct lw_err *err);

/* Whether these options ask for an analyser at all. */
bool lw_engine_asks(const struct lw_engine_options *options, const struct lw_analyzer *analyzer);

/* SHA-256, as hex, of the sources and tables that find facts out, made by the build: part of the
 * key of kept results. */
extern const char lw_engine_source_digest[65];

#endif
