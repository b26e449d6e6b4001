/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/pickle_search.c - what pickles name, in bytes where none can be followed.
 */
#include "analyze/pickle.h"
#include "base/reader.h"
#include "base/text.h"

/* As source writes it. */
static bool is_name(struct lw_view text)
{
    bool is = text.len > 0;
    for (size_t i = 0; i < text.len && is; i++)
        is = lw_is_word(text.ptr[i]) || text.ptr[i] == '.';
    return is;
}

/* A text of at most 255 bytes, and whether it is kept. */
static struct lw_view short_text(struct lw_reader *r)
{
    struct lw_view text = LW_VIEW_NONE;
    if (lw_u8(r) == 0x8c)
        text = lw_take(r, lw_u8(r));
    if (lw_left(r) && r->bytes.ptr[r->pos] == 0x94)
        lw_skip(r, 1);
    return text;
}

/* A line of at most `most` bytes that is a name; empty: there is none. */
static struct lw_view short_name(struct lw_view *rest, size_t most)
{
    const size_t end = lw_view_find_byte(lw_view_sub(*rest, 0, most + 1), '\n');
    struct lw_view name = lw_view_sub(*rest, 0, end == LW_NOT_FOUND ? 0 : end);
    *rest = lw_view_from(*rest, end == LW_NOT_FOUND ? 0 : end + 1);
    return is_name(name) ? name : LW_VIEW_NONE;
}

void lw_pickle_search(struct lw_view bytes, size_t from, const struct lw_pickle_visitor *visitor)
{
    /* Each byte may begin one: what is looked at from each of them is short. */
    enum { MODULE_BYTES = 64, NAME_BYTES = 128, BOTH_BYTES = 520 };
    for (size_t i = from; i < bytes.len; i++) {
        struct lw_view module = LW_VIEW_NONE, name = LW_VIEW_NONE;
        if (bytes.ptr[i] == 'c') {
            struct lw_view rest = lw_view_from(bytes, i + 1);
            module = short_name(&rest, MODULE_BYTES);
            name = module.len ? short_name(&rest, NAME_BYTES) : LW_VIEW_NONE;
        } else if (bytes.ptr[i] == 0x8c) {
            struct lw_reader r = lw_reader(lw_view_sub(bytes, i, BOTH_BYTES));
            module = short_text(&r);
            name = short_text(&r);
            if (lw_u8(&r) != 0x93 || r.bad)
                continue;
        }
        if (is_name(module) && is_name(name))
            visitor->global(visitor->ctx, module, name, i);
    }
}
