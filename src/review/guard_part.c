/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_part.c - what two short runs of code have in common.
 */
#include "review/guard_part.h"

enum { SIGNS_MOST = 12 };

struct lw_part lw_part_of(const struct lw_statements *all, size_t first, size_t end)
{
    struct lw_part p = { .count = end > first ? end - first : 0 };
    if (p.count) {
        const struct lw_statement *last = &all->items[end - 1];
        p.tokens = all->tokens.items + all->items[first].first;
        p.token_count = last->first + last->count - all->items[first].first;
    }
    return p;
}

static bool same(const struct lw_token *a, const struct lw_token *b)
{
    return a->kind == b->kind && lw_view_eq(a->text, b->text);
}

bool lw_parts_compare(struct lw_part *a, struct lw_part *b)
{
    _Static_assert(LW_PART_TOKENS < UINT8_MAX, "lengths are bytes");
    uint8_t longest[LW_PART_TOKENS + 1][LW_PART_TOKENS + 1];
    if (a->count > LW_PART_STATEMENTS || b->count > LW_PART_STATEMENTS ||
        a->token_count > LW_PART_TOKENS || b->token_count > LW_PART_TOKENS)
        return false;
    memset(longest, 0, sizeof longest);
    for (size_t i = a->token_count; i-- > 0;)
        for (size_t k = b->token_count; k-- > 0;) {
            uint8_t down = longest[i + 1][k], right = longest[i][k + 1];
            longest[i][k] = same(&a->tokens[i], &b->tokens[k])
                                ? (uint8_t)(longest[i + 1][k + 1] + 1)
                                : (down > right ? down : right);
        }
    for (size_t i = 0, k = 0; i < a->token_count || k < b->token_count;) {
        bool left = i < a->token_count, right = k < b->token_count;
        if (left && right && same(&a->tokens[i], &b->tokens[k])) {
            i++;
            k++;
        } else if (left && (!right || longest[i + 1][k] >= longest[i][k + 1])) {
            a->gone[i++] = true;
            a->changed++;
        } else {
            b->gone[k++] = true;
            b->changed++;
        }
    }
    return a->changed <= LW_PART_CHANGED && b->changed <= LW_PART_CHANGED;
}

size_t lw_part_count(const struct lw_part *part, const char *const *words, size_t count, bool gone)
{
    size_t found = 0;
    for (size_t i = 0; i < part->token_count; i++)
        found += (!gone || part->gone[i]) && part->tokens[i].kind <= LW_TOKEN_WORD &&
                 lw_view_in(part->tokens[i].text, words, count);
    return found;
}

bool lw_part_has(const struct lw_part *part, struct lw_view word)
{
    for (size_t i = 0; i < part->token_count; i++)
        if (lw_view_eq(part->tokens[i].text, word))
            return true;
    return false;
}

bool lw_part_begins(const struct lw_statements *all, size_t statement, struct lw_view word)
{
    return statement < all->count &&
           lw_view_eq(all->tokens.items[all->items[statement].first].text, word);
}

const struct lw_token *lw_part_only(const struct lw_part *part)
{
    for (size_t i = 0; part->changed == 1 && i < part->token_count; i++)
        if (part->gone[i])
            return &part->tokens[i];
    return NULL;
}

bool lw_text_of_signs(struct lw_view text)
{
    for (size_t i = 0; i < text.len; i++)
        if (lw_is_alnum(text.ptr[i]))
            return false;
    return text.len && text.len <= SIGNS_MOST;
}
