/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/popular.c - finds the popular name that a name could be taken for.
 *
 * A short name has many honest neighbours: the shorter it is, the surer must the slip be, and the
 * more popular the target.
 */
#include "analyze/popular.h"

#include "analyze/slip.h"
#include "base/attr.h"

enum {
    TOP_RANK = 1000,    /* whose short names count too, and names with a word before or behind */
    SHORTEST_BYTES = 4, /* of a name that is compared at all */
    SCOPE_BYTES = 4,    /* of a scope, without "@" */
};

const struct lw_popular *lw_popular_of(enum lw_ecosystem ecosystem)
{
    if (ecosystem == LW_ECO_NPM)
        return &lw_popular_npm;
    return ecosystem == LW_ECO_PYPI ? &lw_popular_pypi : NULL;
}

static struct lw_view name_at(const struct lw_popular *list, size_t index)
{
    return lw_view(list->text + list->at[index], list->len[index]);
}

/* The place of the first name that is not before this one. */
static size_t place_of(const struct lw_popular *list, struct lw_view name)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lw_view_cmp(name_at(list, middle), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool find(size_t *index, const struct lw_popular *list, struct lw_view name)
{
    *index = place_of(list, name);
    return *index < list->count && lw_view_eq(name_at(list, *index), name);
}

bool lw_popular_has(const struct lw_popular *list, struct lw_view name)
{
    size_t index;
    return find(&index, list, name);
}

static struct lw_view scope_of(struct lw_view name)
{
    size_t slash = name.len && name.ptr[0] == '@' ? lw_view_find_byte(name, '/') : LW_NOT_FOUND;
    return slash == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_sub(name, 1, slash - 1);
}

bool lw_popular_scope(const struct lw_popular *list, struct lw_view name)
{
    struct lw_view scope = scope_of(name);
    for (size_t i = 0; i < list->scope_count && scope.len; i++)
        if (lw_view_eq(scope_of(name_at(list, list->scopes[i])), scope))
            return true;
    return false;
}

static bool say(struct lw_imitation *out, struct lw_view target, const char *how, const char *what)
{
    *out = (struct lw_imitation){ target, how, what };
    return true;
}

/* Whether a slip of this kind, in a name of that length, is no chance. */
static bool tells(enum lw_slip slip, size_t len, uint16_t rank)
{
    const bool top = rank <= TOP_RANK;
    switch (slip) {
    case LW_SLIP_SWAPPED:
        return len >= 5 || top;
    case LW_SLIP_DOUBLED:
    case LW_SLIP_MISSING:
    case LW_SLIP_ADDED:
        return len >= 6 || (len == 5 && top);
    case LW_SLIP_NEIGHBOR:
        return len >= 7 || (len >= 5 && top);
    case LW_SLIP_CHANGED:
        return len >= 8 || (len >= 6 && top);
    default:
        return false;
    }
}

/* Both with their separators; what is compared is shorter than LW_SLIP_BYTES. */
static bool compare(struct lw_imitation *out, struct lw_view name, struct lw_view target,
                    uint16_t rank)
{
    char a[LW_SLIP_BYTES], b[LW_SLIP_BYTES];
    size_t least = name.len < target.len ? name.len : target.len;
    if (lw_view_eq(lw_slip_squeeze(a, name), lw_slip_squeeze(b, target)))
        return (least >= 6 || rank <= TOP_RANK) &&
               say(out, target, "separator", "only hyphens, dots or underscores differ");
    if (least >= 5 && lw_view_eq(lw_slip_look(a, name), lw_slip_look(b, target)))
        return say(out, target, "look", "its letters are drawn alike");
    enum lw_slip slip = lw_slip_of(name, target);
    if (slip != LW_SLIP_NONE)
        return tells(slip, least, rank) && say(out, target, "typo", lw_slip_what(slip));
    return lw_slip_reordered(name, target) &&
           say(out, target, "word-order", "it has the same words in another order");
}

/* Which letters a name has; those that are drawn alike are left out, so that 0 is near to o. */
static uint32_t letters_of(struct lw_view name)
{
    uint32_t out = 0;
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z')
            out |= 1u << (name.ptr[i] - 'a');
    return out & ~(1u << ('o' - 'a') | 1u << ('l' - 'a'));
}

enum { FARTHEST_BITS = 3, FARTHEST_BYTES = 3 }; /* "rn" for "m" are three letters */

/* The most popular of all that it could be taken for. */
static bool compare_all(struct lw_imitation *out, const struct lw_popular *list,
                        struct lw_view name)
{
    uint32_t letters = letters_of(name);
    uint16_t best = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct lw_imitation each;
        uint16_t rank = list->rank[i];
        size_t len = list->len[i];
        if (rank == 0 || (best && rank > best) || len + FARTHEST_BYTES < name.len ||
            len > name.len + FARTHEST_BYTES ||
            __builtin_popcount(letters ^ list->letters[i]) > FARTHEST_BITS)
            continue;
        if ((name.ptr[0] == '@') != (list->text[list->at[i]] == '@'))
            continue;
        if (compare(&each, name, name_at(list, i), rank)) {
            *out = each;
            best = rank;
        }
    }
    return best > 0;
}

/* "python-requests", "lodash-js": the language's own word says nothing. */
static bool with_affix(struct lw_imitation *out, const struct lw_popular *list, struct lw_view name,
                       const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct lw_view word = lw_view_c(words[i]), rest = name;
        size_t index;
        if (name.len < word.len + SHORTEST_BYTES + 1)
            continue;
        if (lw_view_starts(name, word) && name.ptr[word.len] == '-')
            rest = lw_view_from(name, word.len + 1);
        else if (lw_view_ends(name, word) && name.ptr[name.len - word.len - 1] == '-')
            rest = lw_view_sub(name, 0, name.len - word.len - 1);
        else
            continue;
        if (find(&index, list, rest) && list->rank[index] && list->rank[index] <= TOP_RANK)
            return say(out, name_at(list, index), "affix",
                       "the name of the language stands before or behind it");
    }
    return false;
}

/* "@awssdk/client-s3" for "@aws-sdk/client-s3": another owner's scope that reads like a known
 * one. */
static bool with_scope(struct lw_imitation *out, const struct lw_popular *list, struct lw_view name)
{
    struct lw_view scope = scope_of(name);
    if (scope.len < SCOPE_BYTES || scope.len >= LW_SLIP_BYTES)
        return false;
    for (size_t i = 0; i < list->scope_count; i++) {
        struct lw_imitation each;
        struct lw_view target = name_at(list, list->scopes[i]), right = scope_of(target);
        if (list->rank[list->scopes[i]] == 0 || right.len < SCOPE_BYTES ||
            !compare(&each, scope, right, list->rank[list->scopes[i]]))
            continue;
        return say(out, lw_view_sub(target, 0, right.len + 1), "scope", each.what);
    }
    return false;
}

/* "aws-sdk-client-s3" for "@aws-sdk/client-s3". */
static bool without_scope(struct lw_imitation *out, const struct lw_popular *list,
                          struct lw_view name)
{
    char flat[LW_SLIP_BYTES + 1] = "@";
    size_t index;
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] != '-' || i == 0 || i + 1 == name.len)
            continue;
        memcpy(flat + 1, name.ptr, name.len);
        flat[1 + i] = '/';
        if (find(&index, list, lw_view(flat, name.len + 1)) && list->rank[index])
            return say(out, name_at(list, index), "scope",
                       "it is the name of a scoped package without its scope");
    }
    return false;
}

bool lw_popular_imitated(struct lw_imitation *out, enum lw_ecosystem ecosystem, struct lw_view name)
{
    static const char *const python[] = { "python", "python3", "py", "py3", "pip", "pypi" };
    static const char *const node[] = { "node", "nodejs", "js", "npm", "javascript" };
    const struct lw_popular *list = lw_popular_of(ecosystem);
    if (!list || name.len < SHORTEST_BYTES || name.len >= LW_SLIP_BYTES ||
        lw_popular_has(list, name))
        return false;
    bool npm = ecosystem == LW_ECO_NPM;
    if (name.ptr[0] == '@')
        return npm && !lw_popular_scope(list, name) && with_scope(out, list, name);
    return compare_all(out, list, name) ||
           with_affix(out, list, name, npm ? node : python,
                      npm ? LW_COUNT(node) : LW_COUNT(python)) ||
           (npm && without_scope(out, list, name));
}
