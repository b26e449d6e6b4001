/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/heredoc.h - what the grammar of shells loses: commands behind a here-document on its line,
 * and substitutions in here-documents and patterns.
 *
 * "cat <<A; id" has no end for the grammar, and all that follows is taken for its text.
 *
 * Owns:    nothing.
 * Trusts:  nothing; time is linear in the source.
 * Spec:    POSIX.1-2017, Shell Command Language, 2.3 and 2.7.4.
 */
#ifndef LW_ANALYZE_SYNTAX_HEREDOC_H
#define LW_ANALYZE_SYNTAX_HEREDOC_H

#include "base/buf.h"

/* A copy of the source without its here-documents, each byte that is left in its place: of their
 * texts only the commands that they are filled in from. False: there are none. */
bool lw_heredocs_out(struct lw_buf *out, struct lw_view source);

/* The next $(command) or `command` of a text, from `*at` on, which is then behind it; without bytes
 * and place (NULL) at the end. */
struct lw_view lw_shell_next_command(struct lw_view text, size_t *at);

#endif
