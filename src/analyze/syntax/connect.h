/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/connect.h - connections, and what they are handed by whatever method: connect.c.
 */
#ifndef LW_ANALYZE_SYNTAX_CONNECT_H
#define LW_ANALYZE_SYNTAX_CONNECT_H

#include "analyze/syntax/eval.h"

/* Secrets that a method which the catalog does not know is given: one of a connection sends them,
 * and so does one that is named for it, whoever's it is. */
void lw_connect_handed(struct lw_eval *e, struct lw_view callee, const struct lw_args *args,
                       uint32_t node);
bool lw_connect_sends(struct lw_view method);

/* message.set_content(x): a method that puts what it is given into its object. */
bool lw_connect_fills(struct lw_view method);

/* os.write(socket.fileno(), x) */
void lw_connect_written(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                        uint32_t node);

/* source.pipe(connection); streams that are led one into the next: pipeline(a, b, c). */
void lw_connect_pipe(struct lw_eval *e, const struct lw_value *source, struct lw_view method,
                     const struct lw_args *args, uint32_t node);
void lw_connect_line(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                     uint32_t node);

/* const s = net.connect(80, host, () => s.write(x)): what was given to the call runs once more,
 * now that the name holds what the call gave. */
void lw_connect_bound(struct lw_eval *e, uint32_t value_node, const struct lw_value *value);

#endif
