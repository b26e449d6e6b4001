/* SPDX-License-Identifier: Apache-2.0
 *
 * report/markdown_text.h - texts from artifacts in GitHub-flavoured Markdown: neither markup nor a
 * link nor a mention.
 */
#ifndef LW_REPORT_MARKDOWN_TEXT_H
#define LW_REPORT_MARKDOWN_TEXT_H

#include "base/arena.h"
#include "base/buf.h"

/* Prose. */
void lw_md_text(struct lw_buf *buf, struct lw_arena *arena, struct lw_view value);

/* Names, versions, paths: a code span, in which nothing is markup; fits a table's cell. Nothing for
 * an empty text. */
void lw_md_code(struct lw_buf *buf, struct lw_arena *arena, struct lw_view value);

#endif
