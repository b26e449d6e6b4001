/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/maven.c - Maven's ComparableVersion.
 *
 * A version is a list of numbers and words in which each hyphen, and each step between a digit and
 * something else, opens a list within the list, always the last item; so does a word before a
 * digit or at the end, unless it is the first of its list (".x" reads as "-x"). So a version is
 * read as a flat stream of items and openings. Nulls (0 and the words for a release) do not count
 * at the end of a list, nor does a list of nothing else.
 * Spec: maven-artifact 3.8.7, the class; but "1-ga-1" is "1-1", as the Version Order Specification
 *       in Maven's POM reference has it, where the class says that it is older.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

enum kind { END, WORD, OPEN, NUMBER }; /* in this order, but for END */

struct item {
    enum kind kind;
    struct lw_view text;
    int rank; /* WORD alone */
};

/* The words that have a place; all others come after them, in alphabetical order. */
#define RELEASE 5
#define OTHER 7
static const struct {
    const char *word;
    int rank;
} words[] = { { "alpha", 0 },    { "beta", 1 },        { "milestone", 2 },
              { "rc", 3 },       { "cr", 3 },          { "snapshot", 4 },
              { "ga", RELEASE }, { "final", RELEASE }, { "release", RELEASE },
              { "sp", 6 } };

struct items {
    struct lw_view rest;
    bool pending; /* an opening comes before the next item */
    bool inside;  /* the list that was opened last has an item, if only a null */
    bool opened;  /* the opening is the last thing that next() gave out */
    size_t end;   /* bytes that are left when the last item that counts has been read */
    size_t solid; /* nulls count while more bytes than these are left */
};

static bool part_of_word(uint8_t c)
{
    return !lw_is_digit(c) && c != '.' && c != '-';
}

static struct item word(struct lw_view text, bool before_digit)
{
    struct item out = { .kind = WORD, .text = text, .rank = OTHER };
    if (before_digit && text.len == 1) {
        uint8_t c = lw_lower(text.ptr[0]);
        out.rank = c == 'a' ? 0 : c == 'b' ? 1 : c == 'm' ? 2 : OTHER;
        return out;
    }
    for (size_t i = 0; i < LW_COUNT(words); i++) {
        if (lw_view_eq_nocase(text, lw_view_c(words[i].word)))
            out.rank = words[i].rank;
    }
    return out;
}

/* Every item and opening as written, nulls too. */
static struct item read_item(struct items *s)
{
    struct lw_view rest = s->rest;
    struct item out = { .kind = NUMBER };
    if (!s->pending && rest.len == 0)
        return (struct item){ .kind = END };
    if (!s->pending && part_of_word(rest.ptr[0])) {
        struct lw_view text = lw_order_take(&rest, part_of_word);
        bool before_digit = lw_is_digit(lw_order_at(rest, 0));
        s->pending = s->inside && (before_digit || rest.len == 0);
        out = word(text, before_digit);
    }
    if (s->pending) {
        s->pending = s->inside = false;
        return (struct item){ .kind = OPEN };
    }
    s->inside = true;
    s->rest = rest;
    if (out.kind == WORD) {
        s->pending = lw_is_digit(lw_order_at(rest, 0));
    } else if (lw_is_digit(rest.ptr[0])) {
        out.text = lw_order_number(lw_order_take(&s->rest, lw_is_digit));
        s->pending = s->rest.len > 0 && part_of_word(s->rest.ptr[0]);
    } /* else nothing before a separator: 0 */
    if (!s->pending && s->rest.len > 0) {
        s->pending = s->rest.ptr[0] == '-';
        s->rest = lw_view_from(s->rest, 1);
    }
    return out;
}

static bool is_null(const struct item *item)
{
    return item->kind == NUMBER ? item->text.len == 0 : item->rank == RELEASE;
}

static struct items start(struct lw_view version)
{
    struct items scan = { .rest = version }, out = scan;
    out.end = out.solid = version.len;
    for (;;) {
        struct item item = read_item(&scan);
        if (item.kind == END)
            return out;
        if (item.kind != OPEN && !is_null(&item))
            out.end = scan.rest.len;
    }
}

/* `null` has just been read: whether it counts, because one that is none follows in the same list.
 * If not, the nulls up to the end of the list are passed over. */
static bool counts(struct items *s, struct item null)
{
    struct items ahead = *s, before;
    bool words_alone = s->opened;
    if (s->rest.len > s->solid)
        return true;
    do {
        words_alone = words_alone && null.kind == WORD;
        before = ahead;
        null = read_item(&ahead);
    } while ((null.kind == NUMBER || null.kind == WORD) && is_null(&null));
    if (null.kind == NUMBER || null.kind == WORD) {
        s->solid = ahead.rest.len;
        return true;
    }
    *s = words_alone && before.pending ? ahead : before; /* "-ga-" opens one list, not two */
    return false;
}

/* The next item or opening that counts. */
static struct item next(struct items *s)
{
    while (s->rest.len > s->end) {
        struct item item = read_item(s);
        if (item.kind == OPEN || !is_null(&item) || counts(s, item)) {
            s->opened = item.kind == OPEN;
            return item;
        }
    }
    return (struct item){ .kind = END };
}

/* Against nothing, where the other version has ended. */
static int against_null(const struct item *item)
{
    if (item->kind == WORD)
        return lw_order_sign(item->rank - RELEASE);
    return item->kind == NUMBER && item->text.len > 0;
}

static int compare_words(const struct item *a, const struct item *b)
{
    if (a->rank != b->rank || a->rank != OTHER)
        return lw_order_sign(a->rank - b->rank);
    return lw_order_words(a->text, b->text);
}

static int compare_items(const struct item *a, const struct item *b)
{
    if (a->kind == END)
        return -against_null(b);
    if (b->kind == END)
        return against_null(a);
    if (a->kind != b->kind)
        return a->kind > b->kind ? 1 : -1;
    if (a->kind == WORD)
        return compare_words(a, b);
    return a->kind == NUMBER ? lw_order_numbers(a->text, b->text) : 0;
}

static int compare(struct lw_view a, struct lw_view b)
{
    struct items left = start(a), right = start(b);
    for (;;) {
        struct item x = next(&left), y = next(&right);
        if (x.kind == END && y.kind == END)
            return 0;
        int order = compare_items(&x, &y);
        if (order != 0)
            return order;
    }
}

static const char *const ecosystems[] = { "Maven", NULL };

const struct lw_ordering lw_ordering_maven = { "maven", ecosystems, compare };
