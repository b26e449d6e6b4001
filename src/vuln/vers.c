/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/vers.c - evaluation of version range specifiers.
 */
#include "vuln/vers.h"

struct constraint {
    char op; /* '=', '!', '<', 'l' (<=), '>', 'g' (>=), '*' */
    struct lw_view version;
};

static struct constraint read_constraint(struct lw_view text)
{
    static const struct {
        const char *text;
        char op;
    } ops[] = { { "!=", '!' }, { "<=", 'l' }, { ">=", 'g' }, { "<", '<' },
                { ">", '>' },  { "=", '=' },  { "*", '*' } };
    text = lw_view_trim(text);
    for (size_t i = 0; i < LW_COUNT(ops); i++) {
        struct lw_view head = lw_view_c(ops[i].text);
        if (lw_view_starts(text, head))
            return (struct constraint){ ops[i].op, lw_view_trim(lw_view_from(text, head.len)) };
    }
    return (struct constraint){ '=', text };
}

/* "vers:pypi/..." gives the scheme's ordering, and the rest. */
static const struct lw_ordering *read_scheme(struct lw_view *rest,
                                             const struct lw_ordering *ordering)
{
    if (!lw_view_starts(*rest, LW_VIEW("vers:")))
        return ordering;
    struct lw_view text = lw_view_from(*rest, 5);
    size_t slash = lw_view_find_byte(text, '/');
    struct lw_view scheme = lw_view_sub(text, 0, slash);
    *rest = slash == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(text, slash + 1);
    enum lw_ecosystem ecosystem;
    if (lw_ecosystem_from_purl_type(&ecosystem, scheme) && lw_ecosystem_osv(ecosystem)[0])
        return lw_ordering_for(lw_view_c(lw_ecosystem_osv(ecosystem)));
    const struct lw_ordering *named = lw_ordering_find(scheme);
    return named ? named : ordering;
}

bool lw_vers_holds(struct lw_view range, const struct lw_ordering *ordering, struct lw_view version)
{
    struct lw_view rest = lw_view_trim(range), piece;
    ordering = read_scheme(&rest, ordering);
    if (!ordering || rest.len == 0)
        return false;
    /* Constraints stand in rising order: each bound opens or closes what follows. */
    bool inside = false, first = true;
    while (lw_view_split(&piece, &rest, '|')) {
        struct constraint c = read_constraint(piece);
        if (c.op == '*')
            return true;
        if (c.version.len == 0)
            return false;
        int order = ordering->compare(version, c.version);
        if (order == 0 && (c.op == '=' || c.op == '!'))
            return c.op == '=';
        if (c.op == '=')
            continue;
        bool below = c.op == '<' || c.op == 'l', above = c.op == '>' || c.op == 'g';
        if (first) /* "<2" and "!=1" alone begin within, ">1" and "=1" without */
            inside = !above;
        first = false;
        if (above && (order > 0 || (order == 0 && c.op == 'g')))
            inside = true;
        if (below && (order > 0 || (order == 0 && c.op == '<')))
            inside = false;
    }
    return inside;
}
