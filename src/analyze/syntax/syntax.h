/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/syntax.h - source code to ir.h, by tree-sitter's grammars.
 *
 * Trusts:  nothing. Work and memory are bounded by counts, not by a clock, so that the result is
 *          the same each time; a tree is made of any input, and what is no code becomes nodes of
 *          its parts.
 * Spec:    https://tree-sitter.github.io/tree-sitter, grammars of ABI 14.
 */
#ifndef LW_ANALYZE_SYNTAX_SYNTAX_H
#define LW_ANALYZE_SYNTAX_SYNTAX_H

#include "analyze/syntax/ir.h"
#include "base/err.h"

/* What one file may cost. */
struct lw_syntax_limits {
    size_t source_bytes; /* longer sources are not parsed */
    size_t parser_bytes; /* that the parser asks for in all, however short the source ... */
    size_t parser_each;  /* ... and for each byte of it: code takes 20 to 80, noise 1,500 */
    unsigned depth;      /* of nesting that is lowered; what is deeper is passed over, said */
};
#define LW_SYNTAX_LIMITS                                                                           \
    {                                                                                              \
        .source_bytes = 4 << 20, .parser_bytes = 16 << 20, .parser_each = 128, .depth = 400        \
    }

/* Fills *code (lw_ir_init() is called here, lw_ir_clear() is up to the caller, also after an
 * error). err: LW_E_LIMIT. */
LW_NODISCARD lw_status lw_syntax_parse(struct lw_ir *code, enum lw_language language,
                                       struct lw_view source, const struct lw_syntax_limits *limits,
                                       struct lw_err *err);

#endif
