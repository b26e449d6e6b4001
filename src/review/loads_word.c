/* SPDX-License-Identifier: Apache-2.0
 *
 * review/loads_word.c - the words of code.
 */
#include "review/loads_word.h"

enum { GAP_MOST = 256 };

size_t lw_load_skip_blanks(struct lw_view text, size_t at)
{
    const size_t most = at + GAP_MOST;
    while (at < text.len && at < most && lw_load_is_blank(text.ptr[at]))
        at++;
    return at;
}

bool lw_load_word_next(struct lw_load_word *out, struct lw_view text, size_t from)
{
    size_t at = from, end;
    while (at < text.len && !lw_load_in_word(text.ptr[at]))
        at++;
    for (end = at; end < text.len && lw_load_in_word(text.ptr[end]);)
        end++;
    *out = (struct lw_load_word){ .text = text, .at = at, .end = end };
    out->name = lw_view_sub(text, at, end - at);
    out->before = at ? text.ptr[at - 1] : 0;
    out->after = lw_load_byte_at(text, end);
    out->next = lw_load_skip_blanks(text, end);
    out->gap = out->next > end;
    out->line = lw_view_find_byte(lw_view_sub(text, end, out->next - end), '\n') != LW_NOT_FOUND;
    return end > at;
}
