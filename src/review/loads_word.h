/* SPDX-License-Identifier: Apache-2.0
 *
 * review/loads_word.h - the words of code, for those who look for what it loads.
 *
 * Owns:    nothing.
 * Trusts:  nothing.
 */
#ifndef LW_REVIEW_LOADS_WORD_H
#define LW_REVIEW_LOADS_WORD_H

#include "base/text.h"
#include "base/view.h"

/* One word of the text, and what stands around it. */
struct lw_load_word {
    struct lw_view text, name;
    size_t at, end;
    size_t next;           /* behind it, past blanks */
    bool gap, line;        /* there are blanks; a new line among them */
    uint8_t before, after; /* at once; 0: nothing */
};

static inline bool lw_load_is_quote(uint8_t c)
{
    return c == '"' || c == '\'' || c == '`';
}

static inline bool lw_load_is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Blanks of other alphabets part words too, so no such byte is of one. */
static inline bool lw_load_in_word(uint8_t c)
{
    return lw_is_alnum(c) || c == '_' || c == '$';
}

/* The byte at a place, 0 behind the end. */
static inline uint8_t lw_load_byte_at(struct lw_view text, size_t at)
{
    return at < text.len ? text.ptr[at] : 0;
}

/* The first place from `at` on that is no blank, but at most 256 places on. */
size_t lw_load_skip_blanks(struct lw_view text, size_t at);

/* The next word from `from` on. False: there is none. */
bool lw_load_word_next(struct lw_load_word *out, struct lw_view text, size_t from);

#endif
