/* SPDX-License-Identifier: Apache-2.0
 *
 * report/markdown_text.c - escapes texts for Markdown.
 */
#include "report/markdown_text.h"

#include "base/text.h"

/* Punctuation is escaped by a backslash, "<" and "&" by number; ":" by number, so that no address
 * becomes a link; "@" is followed by a space of no width, so that nobody is called. */
void lw_md_text(struct lw_buf *buf, struct lw_arena *arena, struct lw_view value)
{
    struct lw_view safe = lw_text_safe(arena, value);
    for (size_t i = 0; i < safe.len; i++) {
        uint8_t c = safe.ptr[i];
        if (c == '<' || c == '&' || c == ':')
            lw_buf_printf(buf, "&#%u;", c);
        else if (c == '@')
            lw_buf_add_c(buf, "@&#8203;");
        else if (strchr("\\`*_{}[]()#+!|>~", c))
            lw_buf_printf(buf, "\\%c", c);
        else
            lw_buf_add_byte(buf, c);
    }
}

void lw_md_code(struct lw_buf *buf, struct lw_arena *arena, struct lw_view value)
{
    struct lw_view safe = lw_text_safe(arena, value);
    size_t run = 0, longest = 0;
    for (size_t i = 0; i < safe.len; i++) {
        run = safe.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    if (safe.len == 0)
        return;
    for (size_t i = 0; i <= longest; i++)
        lw_buf_add_byte(buf, '`');
    lw_buf_add_c(buf, longest ? " " : "");
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '|') /* of a table, even within code */
            lw_buf_add_byte(buf, '\\');
        lw_buf_add_byte(buf, safe.ptr[i]);
    }
    lw_buf_add_c(buf, longest ? " " : "");
    for (size_t i = 0; i <= longest; i++)
        lw_buf_add_byte(buf, '`');
}
