/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/emit.h - facts of behaviour: said once, with line and snippet that are safe to show.
 */
#ifndef LW_ANALYZE_SYNTAX_EMIT_H
#define LW_ANALYZE_SYNTAX_EMIT_H

#include "analyze/analyzer.h"
#include "analyze/syntax/catalog.h"
#include "base/map.h"

enum { LW_EMIT_MAX = 2000, LW_SNIPPET_BYTES = 160, LW_EMIT_VALUE_BYTES = 200 };

/* Where something was seen. */
struct lw_place {
    struct lw_view source;
    uint32_t start, end, line;
    const char *phase; /* "import" or "call" */
};

struct lw_emit {
    struct lw_facts *out; /* borrowed */
    struct lw_view location;
    const char *language;
    struct lw_map seen;
    struct lw_arena arena;
    size_t count;
    bool full;
    bool pieces;        /* the file is looked at in pieces, which may begin and end in functions */
    uint32_t base_line; /* of the present piece */
    uint64_t base_offset;
    struct lw_pattern_hits *hits; /* lent by the file; may be NULL */
    const struct lw_place *fixed; /* of code in a text: where that text stands */
};

void lw_emit_clear(struct lw_emit *emit);

/* `name` is what is called or read, `value` what is known of its argument; hidden: the name was
 * put together when it runs. */
void lw_emit_capability(struct lw_emit *emit, const struct lw_place *place,
                        enum lw_capability capability, struct lw_view name, struct lw_view value,
                        bool hidden);
void lw_emit_aws_call(struct lw_emit *emit, const struct lw_place *place, struct lw_view service,
                      struct lw_view action, struct lw_view name);
/* One fact for each of the sources. */
void lw_emit_flow(struct lw_emit *emit, const struct lw_place *place, unsigned from,
                  uint32_t from_line, const char *sink, struct lw_view name);
/* How something is guarded: `kind` of "check", "unchecked", "swallowed", "unheard", "let-off",
 * "chance", "withheld", "withheld-rest" (of a long list), "tls"; `value` is what tells it from
 * another of its kind. */
void lw_emit_safeguard(struct lw_emit *emit, const struct lw_place *place, const char *kind,
                       struct lw_view name, struct lw_view value);
/* Where data goes: `kind` is the argument that names it, or "account". */
void lw_emit_destination(struct lw_emit *emit, const struct lw_place *place, struct lw_view kind,
                         struct lw_view name, struct lw_view value);
/* A URL or host that does not stand in the file as it is. */
void lw_emit_endpoint(struct lw_emit *emit, const struct lw_place *place, struct lw_view value);

/* What a person is shown of a place: one line, no control characters, long secrets cut. */
struct lw_view lw_snippet(struct lw_emit *emit, struct lw_view source, size_t start);
struct lw_view lw_masked(struct lw_arena *arena, struct lw_view text);

#endif
