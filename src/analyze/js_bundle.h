/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/js_bundle.h - which Node packages were merged into a JavaScript file.
 *
 * Bundlers leave traces: comments and module ids with the path in node_modules, the list of
 * sources in a source map, and the banners that licences ask to be kept.
 *
 * Owns:    nothing; hits borrow from the text or live in the arena.
 * Trusts:  nothing. A path in ordinary code or text is no trace: only what a bundler writes is.
 * Spec:    ECMA-426 (source map format).
 */
#ifndef LW_ANALYZE_JS_BUNDLE_H
#define LW_ANALYZE_JS_BUNDLE_H

#include "base/arena.h"
#include "base/map.h"

/* The strings that a trace begins with; of a text without one nothing is looked for. */
enum lw_bundle_mark {
    LW_BUNDLE_MARK_PATH = 1 << 0,    /* "node_modules/" */
    LW_BUNDLE_MARK_BANNER = 1 << 1,  /* a comment that begins with "!" */
    LW_BUNDLE_MARK_LICENSE = 1 << 2, /* "@license" */
    LW_BUNDLE_MARK_MAP = 1 << 3,     /* "sourceMappingURL=data:application/json" */
    LW_BUNDLE_MARKS_ALL = (1 << 4) - 1,
};

enum lw_bundle_trace { LW_BUNDLE_PATH, LW_BUNDLE_SOURCE_MAP, LW_BUNDLE_BANNER };

struct lw_bundle_hit {
    struct lw_view name, version; /* the version is "" where the trace does not tell */
    enum lw_bundle_trace trace;
    uint32_t line; /* of the first trace, from 1; 0 in a source map */
};

struct lw_bundle {
    struct lw_arena *arena; /* borrowed */
    struct lw_map seen;
    struct lw_bundle_hit *items;
    size_t count, capacity;
    struct lw_view text; /* where lines are counted */
    size_t counted_to;
    uint32_t line;
    bool full; /* more packages than LW_BUNDLE_MAX, or more banners than are read */
};

enum { LW_BUNDLE_MAX = 4096 };

void lw_bundle_init(struct lw_bundle *bundle, struct lw_arena *arena);
void lw_bundle_clear(struct lw_bundle *bundle);

/* A JavaScript file: paths, banners, and an inline source map at its end. `marks`: of enum
 * lw_bundle_mark, those that occur in it, as far as it is known. */
void lw_bundle_read_script(struct lw_bundle *bundle, struct lw_view text, unsigned marks);

/* Banners alone: the "*.LICENSE.txt" that webpack puts beside a bundle. */
void lw_bundle_read_banners(struct lw_bundle *bundle, struct lw_view text, unsigned marks);

/* A source map as JSON: its "sources", also those of sections. */
void lw_bundle_read_map(struct lw_bundle *bundle, struct lw_view text);

/* "NAME v1.2.3" and the like; `text` starts behind the mark that opens the comment and may go on
 * behind its end. The version may be "". */
bool lw_bundle_banner(struct lw_view *name, struct lw_view *version, struct lw_view text);

/* Adds what a path names: ".../node_modules/NAME/file", with the version where a store of pnpm,
 * bun or yarn stands before it. False for other paths. */
bool lw_bundle_add_path(struct lw_bundle *bundle, struct lw_view path, enum lw_bundle_trace trace,
                        uint32_t line);

void lw_bundle_add(struct lw_bundle *bundle, struct lw_view name, struct lw_view version,
                   enum lw_bundle_trace trace, uint32_t line);

#endif
