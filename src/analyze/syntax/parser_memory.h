/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/parser_memory.h - the memory of one parse: cut from blocks, and given back as a whole.
 *
 * A tree is made of a million small parts, all of which end with it. Each thread has its own.
 */
#ifndef LW_ANALYZE_SYNTAX_PARSER_MEMORY_H
#define LW_ANALYZE_SYNTAX_PARSER_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Begins anew. The result becomes 1 once more than `limit_bytes` were asked for in all. */
const size_t *lw_parser_memory_begin(size_t limit_bytes);

/* As malloc() and its like; none of them fails. */
void *lw_parser_malloc(size_t bytes);
void *lw_parser_calloc(size_t count, size_t bytes);
void *lw_parser_realloc(void *ptr, size_t bytes);
void lw_parser_free(void *ptr);

/* Whether end() gives back what was not freed. Where a sanitizer watches, each part is a malloc of
 * its own, which has to be freed. */
bool lw_parser_memory_is_whole(void);
void lw_parser_memory_end(void);

#endif
