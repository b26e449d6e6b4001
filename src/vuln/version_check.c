/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/version_check.c - check an ordering against lines that say what is right.
 */
#include "vuln/version_check.h"

#define MAX_FIELDS 3

static bool is_comment(struct lw_view line)
{
    struct lw_view rest;
    if (lw_view_starts(line, LW_VIEW("//")))
        rest = lw_view_from(line, 2);
    else if (lw_view_starts(line, LW_VIEW("#")))
        rest = lw_view_from(line, 1);
    else
        return false;
    return rest.len == 0 || lw_is_space(rest.ptr[0]);
}

/* How many fields there are; MAX_FIELDS + 1 for too many. */
static size_t split_fields(struct lw_view out[MAX_FIELDS], struct lw_view line)
{
    size_t count = 0, at = 0;
    while (at < line.len) {
        size_t start = at;
        while (at < line.len && !lw_is_space(line.ptr[at]))
            at++;
        if (count == MAX_FIELDS)
            return count + 1;
        out[count++] = lw_view_sub(line, start, at - start);
        while (at < line.len && lw_is_space(line.ptr[at]))
            at++;
    }
    return count;
}

static char sign(int order)
{
    return order < 0 ? '<' : order > 0 ? '>' : '=';
}

static bool parse_line(struct lw_version_disagreement *out, struct lw_view line)
{
    struct lw_view fields[MAX_FIELDS];
    if (split_fields(fields, line) != MAX_FIELDS || fields[1].len != 1 ||
        !memchr("<=>", fields[1].ptr[0], 3))
        return false;
    out->a = fields[0];
    out->said = (char)fields[1].ptr[0];
    out->b = fields[2];
    return true;
}

lw_status lw_version_check(struct lw_version_check *out, const struct lw_ordering *ordering,
                           struct lw_view text,
                           void (*disagree)(const struct lw_version_disagreement *, void *ctx),
                           void *ctx, struct lw_err *err)
{
    struct lw_view rest = text, line;
    struct lw_version_disagreement d = { 0 };
    struct lw_view bad = LW_VIEW_NONE; /* the first that has another form */
    size_t bad_line = 0, bad_at = 0;
    *out = (struct lw_version_check){ 0 };
    for (size_t at = 0; lw_view_line(&line, &rest); at = text.len - rest.len) {
        d.line++;
        d.text = line;
        line = lw_view_trim(line);
        if (line.len == 0 || is_comment(line))
            continue;
        if (!parse_line(&d, line)) {
            if (!bad.len)
                bad_line = d.line, bad_at = at, bad = line;
            continue;
        }
        d.ours = sign(ordering->compare(d.a, d.b));
        d.ours_backward = sign(-ordering->compare(d.b, d.a));
        if (d.ours == d.said && d.ours_backward == d.said) {
            out->right++;
            continue;
        }
        out->wrong++;
        if (disagree)
            disagree(&d, ctx);
    }
    LW_ENSURE(!bad.len, err, LW_E_FORMAT, bad_at,
              "line %zu is not \"A < B\", \"A = B\" or \"A > B\": %.*s", bad_line,
              LW_FMT(lw_view_sub(bad, 0, 200)));
    return LW_OK;
}
