/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shell_socket.c - what a shell itself connects to, by the files that it makes up.
 *
 * exec 5<>/dev/tcp/HOST/PORT gives a descriptor: what is read from it comes from a server, and what
 * is written to it goes there. Which number it has is not followed: a script has one, if any.
 */
#include "analyze/syntax/shell.h"

enum { PREFIX_CHARS = 9 }; /* of "/dev/tcp/" */

bool lw_shell_is_socket(struct lw_view path)
{
    return lw_view_starts(path, LW_VIEW("/dev/tcp/")) || lw_view_starts(path, LW_VIEW("/dev/udp/"));
}

bool lw_shell_socket(struct lw_eval *e, struct lw_view path, struct lw_value *fed, uint32_t node)
{
    if (!lw_shell_is_socket(path))
        return false;
    struct lw_view rest = lw_view_from(path, PREFIX_CHARS);
    struct lw_view host = lw_view_sub(rest, 0, lw_view_find_byte(rest, '/'));
    const struct lw_place place = lw_eval_place(e, node);
    lw_say(e, node, LW_C_NETWORK, lw_view_sub(path, 0, PREFIX_CHARS - 1), rest, false);
    if (host.len && lw_view_find_byte(host, '{') == LW_NOT_FOUND)
        lw_emit_endpoint(e->emit, &place, lw_arena_printf(&e->arena, "http://%.*s", LW_FMT(host)));
    lw_sink(e, LW_C_NETWORK, *fed, LW_VIEW("/dev/tcp"), node);
    fed->from |= LW_FROM_NETWORK;
    e->socket = true;
    return true;
}

void lw_shell_descriptor(struct lw_eval *e, const struct lw_ir_node *n, struct lw_view number,
                         struct lw_value *fed, uint32_t node)
{
    uint64_t descriptor;
    if (!e->socket || !lw_view_u64(&descriptor, number, UINT16_MAX) || descriptor <= 2)
        return;
    if (n->op == '&') {
        lw_sink(e, LW_C_NETWORK, *fed, LW_VIEW("/dev/tcp"), node);
        return;
    }
    fed->from |= LW_FROM_NETWORK;
    fed->line = n->line;
}
