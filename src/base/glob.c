/* SPDX-License-Identifier: Apache-2.0
 *
 * base/glob.c - matching by the set of pattern positions that are reached, byte by byte.
 */
#include "base/glob.h"

#include <stdlib.h>

#include "base/arena.h"

static bool is_star(struct lw_view pattern, size_t at)
{
    return at < pattern.len && pattern.ptr[at] == '*';
}

/* Marks `at` and what can be reached from it without a byte of text. */
static void reach(bool *set, struct lw_view pattern, size_t at)
{
    while (at <= pattern.len && !set[at]) {
        set[at] = true;
        if (!is_star(pattern, at))
            return;
        size_t next = at + 1;
        while (is_star(pattern, next))
            next++;
        /* Behind a slash (or at the start) a double star and its slash may stand for nothing. */
        if (next - at >= 2 && (at == 0 || pattern.ptr[at - 1] == '/') && next < pattern.len &&
            pattern.ptr[next] == '/')
            reach(set, pattern, next + 1);
        at = next;
    }
}

static bool match(struct lw_view pattern, struct lw_view text, bool over_slash, bool nocase)
{
    LW_CLEANUP(lw_free_p) bool *now = lw_xcalloc(pattern.len + 2, sizeof *now);
    LW_CLEANUP(lw_free_p) bool *next = lw_xcalloc(pattern.len + 2, sizeof *next);
    reach(now, pattern, 0);
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = nocase ? lw_lower(text.ptr[i]) : text.ptr[i];
        memset(next, 0, (pattern.len + 2) * sizeof *next);
        for (size_t at = 0; at < pattern.len; at++) {
            if (!now[at])
                continue;
            uint8_t wanted = nocase ? lw_lower(pattern.ptr[at]) : pattern.ptr[at];
            bool any = over_slash || c != '/';
            if (is_star(pattern, at)) {
                if (any || is_star(pattern, at + 1))
                    reach(next, pattern, at);
            } else if (wanted == c || (wanted == '?' && any)) {
                reach(next, pattern, at + 1);
            }
        }
        bool *swap = now;
        now = next;
        next = swap;
    }
    return now[pattern.len];
}

bool lw_glob_path(struct lw_view pattern, struct lw_view text)
{
    return match(pattern, text, false, false);
}

bool lw_glob_text(struct lw_view pattern, struct lw_view text)
{
    return match(pattern, text, true, false);
}

bool lw_glob_text_nocase(struct lw_view pattern, struct lw_view text)
{
    return match(pattern, text, true, true);
}

bool lw_is_glob(struct lw_view text)
{
    return lw_view_find_byte(text, '*') != LW_NOT_FOUND ||
           lw_view_find_byte(text, '?') != LW_NOT_FOUND;
}
