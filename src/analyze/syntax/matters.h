/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/matters.h - which files are worth a syntax tree.
 */
#ifndef LW_ANALYZE_SYNTAX_MATTERS_H
#define LW_ANALYZE_SYNTAX_MATTERS_H

#include "analyze/analyzer.h"
#include "analyze/syntax/ir.h"

/* By name: YES for the language's own suffixes, MAYBE for files that a first line may give away. */
enum lw_want lw_syntax_wants(const struct lw_file *file, enum lw_language language);

/* A first line that starts an interpreter of the language. */
bool lw_syntax_shebang(struct lw_view head, enum lw_language language);

/* Whether the content has any word without which no capability is to be had. */
bool lw_syntax_matters(const struct lw_file *file, enum lw_language language);

#endif
