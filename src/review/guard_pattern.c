/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_pattern.c - regular expressions that let through more than they did.
 */
#include "review/guard_pattern.h"

bool lw_is_pattern(const struct lw_part *part, const struct lw_token *token)
{
    static const char *const takers[] = { "compile", "match", "fullmatch", "search", "RegExp" };
    size_t at = (size_t)(token - part->tokens);
    return token->kind == LW_TOKEN_REGEX ||
           (token->kind == LW_TOKEN_TEXT && at >= 2 && lw_token_is(token - 1, "(") &&
            LW_VIEW_IN(token[-2].text, takers));
}

/* Of JavaScript between the slashes, without the flags behind. */
static struct lw_view body_of(const struct lw_token *pattern)
{
    size_t end = lw_view_rfind_byte(pattern->text, '/');
    bool slashes = pattern->kind == LW_TOKEN_REGEX && end != LW_NOT_FOUND && end > 0;
    return slashes ? lw_view_sub(pattern->text, 1, end - 1) : pattern->text;
}

/* One sign of a pattern, with its escape where that means something. */
static struct lw_view next_sign(struct lw_view pattern, size_t *at, bool *in_class)
{
    const struct lw_view never = LW_VIEW("/-\"'`:;,=!#%&@~<>_ ]"), outside = LW_VIEW(".*+?(){}|$");
    bool escaped = pattern.ptr[*at] == '\\' && *at + 1 < pattern.len;
    struct lw_view sign = lw_view_sub(pattern, *at, escaped ? 2 : 1);
    uint8_t c = sign.ptr[sign.len - 1];
    *at += sign.len;
    if (!escaped) {
        *in_class = c == '[' || (*in_class && c != ']');
        return sign;
    }
    bool needless = lw_view_find_byte(*in_class ? outside : never, c) != LW_NOT_FOUND ||
                    (*in_class && c != ']' && c != '-' &&
                     lw_view_find_byte(never, c) != LW_NOT_FOUND);
    return needless ? lw_view_from(sign, 1) : sign;
}

/* Up to `other` places where `was` has "\." and `is` has "."; false where more is different. */
static bool same_but(struct lw_view was, struct lw_view is, size_t *other)
{
    size_t i = 0, k = 0;
    bool was_in = false, is_in = false;
    *other = 0;
    while (i < was.len && k < is.len) {
        struct lw_view a = next_sign(was, &i, &was_in), b = next_sign(is, &k, &is_in);
        bool bare = lw_view_is(a, "\\.") && lw_view_is(b, ".");
        if (!bare && !lw_view_eq(a, b))
            return false;
        *other += bare;
    }
    return i >= was.len && k >= is.len;
}

bool lw_same_pattern(struct lw_view a, struct lw_view b)
{
    size_t bare;
    return same_but(a, b, &bare) && !bare;
}

/* "$" at the end of a pattern or of a part of it. */
static bool has_end(struct lw_view body)
{
    for (size_t i = 0; i < body.len; i++)
        if (body.ptr[i] == '$' &&
            (i + 1 == body.len || body.ptr[i + 1] == ')' || body.ptr[i + 1] == '|'))
            return true;
    return lw_view_ends(body, LW_VIEW("\\Z")) || lw_view_ends(body, LW_VIEW("\\z"));
}

bool lw_pattern_wider(const struct lw_token *was, const struct lw_token *is)
{
    static const char signs[] = "<>&'\"";
    struct lw_view old = body_of(was), new = body_of(is);
    size_t bare;
    bool open = has_end(lw_view_from(old, old.len > 2 ? old.len - 2 : 0)) && !has_end(new);
    bool any = lw_view_starts(old, LW_VIEW("^")) && lw_view_find_byte(new, '^') == LW_NOT_FOUND;
    for (size_t i = 0; signs[i]; i++)
        if (lw_view_find_byte(old, (uint8_t)signs[i]) != LW_NOT_FOUND &&
            lw_view_find_byte(new, (uint8_t)signs[i]) == LW_NOT_FOUND)
            return true;
    return open || any || (same_but(old, new, &bare) && bare);
}

bool lw_match_wider(const struct lw_part *old, const struct lw_part *new)
{
    const struct lw_token *was = lw_part_only(old), *is = lw_part_only(new);
    if (!was || !is)
        return false;
    bool whole = lw_token_is(was, "fullmatch") &&
                 (lw_token_is(is, "match") || lw_token_is(is, "search"));
    const struct lw_token *end = new->tokens + new->token_count;
    bool start = lw_token_is(was, "match") && lw_token_is(is, "search") && is + 2 < end &&
                 is[2].kind == LW_TOKEN_TEXT && !lw_view_starts(is[2].text, LW_VIEW("^")) &&
                 !lw_view_starts(is[2].text, LW_VIEW("\\A"));
    return whole || start;
}
