/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_plain.c - servers that were asked with encryption and are asked without.
 */
#include "base/map.h"
#include "review/guards.h"

static bool is_host_byte(uint8_t c)
{
    return lw_is_alnum(c) || c == '.' || c == '-' || c == ':';
}

/* The next "http://host" from `*at` on; `*at` is behind it then. */
static bool next_plain(struct lw_view *host, struct lw_view source, struct lw_view scheme,
                       size_t *at)
{
    while (*at < source.len) {
        size_t found = lw_view_find(lw_view_from(source, *at), scheme);
        if (found == LW_NOT_FOUND)
            return false;
        size_t start = *at + found + scheme.len, end = start;
        while (end < source.len && is_host_byte(source.ptr[end]))
            end++;
        *at = end > start ? end : start;
        *host = lw_view_sub(source, start, end - start);
        if (lw_view_find_byte(*host, '.') != LW_NOT_FOUND)
            return true;
    }
    return false;
}

/* Of each host how often, in both versions, with and without encryption. */
struct schemes {
    unsigned plain[2], sealed[2];
    uint32_t line;
    struct lw_view host;
};

void lw_guard_schemes(struct lw_guard_pair *pair, struct lw_view from, struct lw_view to)
{
    const struct lw_view plain = LW_VIEW("http://"), sealed = LW_VIEW("https://");
    struct {
        struct schemes *items;
        size_t count, capacity;
    } seen = { 0 };
    struct lw_map index = LW_MAP_INIT;
    struct lw_view host;
    for (unsigned pass = 0; pass < 4; pass++) {
        struct lw_view source = pass & 1 ? to : from;
        for (size_t at = 0, line = 1, told = 0;
             next_plain(&host, source, pass & 2 ? sealed : plain, &at);) {
            bool made;
            uint64_t *slot = lw_map_put(&index, host, &made);
            if (made) {
                *slot = seen.count;
                *LW_PUSH(pair->work, &seen) = (struct schemes){ .host = host };
            }
            struct schemes *s = &seen.items[*slot];
            for (; pass == 1 && told < at; told++)
                line += source.ptr[told] == '\n';
            s->line = pass == 1 ? (uint32_t)line : s->line;
            ++*(pass & 2 ? &s->sealed[pass & 1] : &s->plain[pass & 1]);
        }
    }
    for (size_t i = 0; i < seen.count; i++) {
        const struct schemes *s = &seen.items[i];
        if (s->plain[1] <= s->plain[0] || s->sealed[1] >= s->sealed[0])
            continue;
        struct lw_guard *guard = lw_guard_add(pair, LW_GUARD_PLAIN, s->line, s->host);
        if (guard) {
            guard->was = LW_VIEW("https");
            guard->is = LW_VIEW("http");
        }
    }
    lw_map_clear(&index);
}
