/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/written.h - text that becomes code on the way through a file: written.c.
 */
#ifndef LW_ANALYZE_SYNTAX_WRITTEN_H
#define LW_ANALYZE_SYNTAX_WRITTEN_H

#include "analyze/syntax/eval.h"

/* open(path, mode), to be read or written. */
struct lw_value lw_written_opened(struct lw_eval *e, struct lw_view symbol,
                                  const struct lw_args *args, uint32_t node, bool hidden);

/* More goes into what was opened last; or into a file by its name, which stands at `node`. */
void lw_written_more(struct lw_eval *e, struct lw_view handle, uint32_t from);
void lw_written_put(struct lw_eval *e, const struct lw_value *path, uint32_t node, uint32_t from);

/* What the file holds that was written to before. */
uint32_t lw_written_from(struct lw_eval *e, const struct lw_value *path, uint32_t node);

/* A call that writes a file, or loads or runs one; `import name`. */
void lw_written_call(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                     const struct lw_args *args, uint32_t node);
void lw_written_import(struct lw_eval *e, struct lw_view module, uint32_t node);

#endif
