/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/spdx.c - looking up licences and checking expressions of them.
 */
#include "facts/spdx.h"

#include <stdlib.h>

#include "base/buf.h"

enum { MOST_DEPTH = 32, MOST_BYTES = 4096 };

static const char *const licenses[] = {
#define LW_SPDX_LICENSE(id) id,
#include "facts/spdx.def"
#undef LW_SPDX_LICENSE
};

static const char *const exceptions[] = {
#define LW_SPDX_EXCEPTION(id) id,
#include "facts/spdx.def"
#undef LW_SPDX_EXCEPTION
};

/* Order without regard to case, as the lists are sorted. */
static int compare(struct lw_view a, struct lw_view b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    for (size_t i = 0; i < n; i++) {
        int order = lw_lower(a.ptr[i]) - lw_lower(b.ptr[i]);
        if (order)
            return order;
    }
    return (a.len > b.len) - (a.len < b.len);
}

static int by_id(const void *key, const void *item)
{
    const struct lw_view *id = key;
    const char *const *listed = item;
    return compare(*id, lw_view_c(*listed));
}

static const char *find(struct lw_view id, const char *const *list, size_t count)
{
    const char *const *hit = bsearch(&id, list, count, sizeof(*list), by_id);
    return hit ? *hit : NULL;
}

const char *lw_spdx_license(struct lw_view id)
{
    return find(id, licenses, LW_COUNT(licenses));
}

const char *lw_spdx_exception(struct lw_view id)
{
    return find(id, exceptions, LW_COUNT(exceptions));
}

const char *lw_spdx_license_at(size_t index)
{
    return index < LW_COUNT(licenses) ? licenses[index] : NULL;
}

struct parser {
    struct lw_view rest, token; /* token is empty at the end */
    struct lw_buf *out;
};

static void advance(struct parser *p)
{
    while (p->rest.len && p->rest.ptr[0] == ' ')
        p->rest = lw_view_from(p->rest, 1);
    size_t len = 0;
    while (len < p->rest.len && p->rest.ptr[len] != ' ' && p->rest.ptr[len] != '(' &&
           p->rest.ptr[len] != ')')
        len++;
    if (len == 0 && p->rest.len)
        len = 1; /* a bracket */
    p->token = lw_view_sub(p->rest, 0, len);
    p->rest = lw_view_from(p->rest, len);
}

static bool at(const struct parser *p, const char *word)
{
    return lw_view_eq_nocase(p->token, lw_view_c(word));
}

static bool license(struct parser *p)
{
    struct lw_view id = p->token;
    bool later = lw_view_ends(id, LW_VIEW("+"));
    if (later)
        id.len--;
    const char *listed = lw_spdx_license(id);
    if (!listed)
        return false;
    lw_buf_printf(p->out, "%s%s", listed, later ? "+" : "");
    advance(p);
    if (!at(p, "WITH"))
        return true;
    advance(p);
    listed = lw_spdx_exception(p->token);
    if (!listed)
        return false;
    lw_buf_printf(p->out, " WITH %s", listed);
    advance(p);
    return true;
}

static bool expression(struct parser *p, unsigned depth) /* NOLINT(misc-no-recursion): depth */
{
    for (;;) {
        if (!at(p, "(")) {
            if (!license(p))
                return false;
        } else {
            lw_buf_add_byte(p->out, '(');
            advance(p);
            if (depth == MOST_DEPTH || !expression(p, depth + 1) || !at(p, ")"))
                return false;
            lw_buf_add_byte(p->out, ')');
            advance(p);
        }
        bool both = at(p, "AND");
        if (!both && !at(p, "OR"))
            return true;
        lw_buf_add_c(p->out, both ? " AND " : " OR ");
        advance(p);
    }
}

bool lw_spdx_expression(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    struct lw_buf buf = LW_BUF_INIT;
    struct parser p = { .rest = lw_view_trim(text), .out = &buf };
    if (text.len > MOST_BYTES)
        return false;
    advance(&p);
    bool good = expression(&p, 0) && p.token.len == 0;
    if (good)
        *out = lw_arena_copy(arena, lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return good;
}
