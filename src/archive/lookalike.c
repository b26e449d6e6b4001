/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/lookalike.c - names in one folder that a person, or a file system that folds case, takes
 * for the same.
 *
 * Each component is reduced to a skeleton: decomposed, case folded, letters drawn alike made one,
 * invisible characters dropped. Components are numbered as a tree (folder's number and skeleton),
 * so a path is walked once, whatever its depth; the list is sorted, so only components that the
 * path before did not have are looked at. How many that may be has a limit: a name of kilobytes has
 * thousands, and each takes a hundred times the room that it has in a packed directory.
 * Spec:    UAX #15 (NFKD), UTS #39 (skeleton). lookalike.def is a part of both: Latin, Greek,
 *          Cyrillic and full-width forms.
 */
#include "archive/internal.h"
#include "base/map.h"
#include "base/text.h"

struct fold {
    uint32_t code_point;
    char to[12];
};

static const struct fold folds[] = {
#define LW_FOLD(code_point, to) { code_point, to },
#include "archive/lookalike.def"
#undef LW_FOLD
};

static const struct fold *find_fold(uint32_t cp)
{
    size_t low = 0, high = LW_COUNT(folds);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (folds[middle].code_point == cp)
            return &folds[middle];
        if (folds[middle].code_point < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void add_folded(struct lw_buf *out, struct lw_view name)
{
    for (size_t at = 0; at < name.len;) {
        size_t start = at;
        uint32_t cp = lw_utf8_next(name, &at);
        const struct fold *fold = cp == 0xfffd ? NULL : find_fold(cp);
        if (fold)
            lw_buf_add_c(out, fold->to);
        else if (cp == 0xfffd || !lw_char_hidden(cp)) /* bytes that are no UTF-8 stay themselves */
            lw_buf_add(out, lw_view_sub(name, start, at - start));
    }
}

void lw_name_skeleton(struct lw_buf *out, struct lw_view name)
{
    uint8_t *to = lw_buf_reserve(out, name.len);
    uint8_t high = 0;
    for (size_t i = 0; i < name.len; i++) {
        to[i] = lw_lower(name.ptr[i]);
        high |= name.ptr[i];
    }
    if (high >= 0x80) {
        struct lw_buf folded = LW_BUF_INIT; /* the table has no ASCII: lower it first */
        add_folded(&folded, lw_view(to, name.len));
        lw_buf_add(out, lw_buf_view(&folded));
        lw_buf_clear(&folded);
        return;
    }
    out->len += name.len;
}

struct node {
    struct lw_view name; /* as the first that has this skeleton is written */
};

struct tree {
    struct lw_map numbers; /* parent's number and skeleton, to a number */
    struct lw_arena arena;
    struct lw_buf key;
    struct {
        struct node *items;
        size_t count, capacity;
    } nodes; /* by number, from 1 */
    struct {
        uint32_t *items;
        size_t count, capacity;
    } above; /* numbers of the components of the path before */
};

static uint32_t number(struct tree *tree, uint32_t parent, struct lw_view name)
{
    tree->key.len = 0;
    lw_buf_add_le(&tree->key, parent, 4);
    lw_name_skeleton(&tree->key, name);
    bool made;
    uint64_t *at = lw_map_put_copy(&tree->numbers, lw_buf_view(&tree->key), &tree->arena, &made);
    if (made) {
        LW_PUSH(&tree->arena, &tree->nodes)->name = name;
        *at = tree->nodes.count;
    }
    return (uint32_t)*at;
}

static void say(struct lw_archive *archive, const struct lw_entry *e, struct lw_view name,
                struct lw_view other)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf a = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf b = LW_BUF_INIT;
    lw_anomalies_add(&archive->anomalies, LW_A_LOOKALIKE, e->path, e->header_offset,
                     "\"%s\" looks like \"%s\" beside it", lw_shown(&a, name), lw_shown(&b, other));
}

/* Whole components that both paths begin with. */
static size_t shared_components(struct lw_view a, struct lw_view b)
{
    size_t count = 0, i = 0;
    for (; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
        count += a.ptr[i] == '/';
    bool a_ends = i == a.len || a.ptr[i] == '/', b_ends = i == b.len || b.ptr[i] == '/';
    return count + (a_ends && b_ends);
}

/* An archive that is meant to be unpacked has more files than folders. */
static size_t parts_max(const struct lw_limits *limits)
{
    enum { FREE = 4096 };
    return limits->entries < UINT32_MAX / 4 ? 2 * (size_t)limits->entries + FREE : UINT32_MAX / 2;
}

void lw_lookalikes_check(struct lw_archive *archive)
{
    const size_t most = parts_max(&archive->limits);
    struct tree tree = { 0 };
    struct lw_view before = LW_VIEW_NONE;
    for (size_t i = 0; i < archive->count; i++) {
        const struct lw_entry *e = &archive->entries[i];
        size_t shared = i ? shared_components(before, e->path) : 0, level = 0;
        uint32_t parent = 0;
        struct lw_view rest = e->path, part;
        if (tree.nodes.count > most) {
            lw_anomalies_add(&archive->anomalies, LW_A_ENTRIES, e->path, e->header_offset,
                             "names of more than %zu parts in all: from here on none is compared "
                             "with those beside it",
                             most);
            break;
        }
        while (lw_view_split(&part, &rest, '/')) {
            if (level < shared) {
                parent = tree.above.items[level++];
                continue;
            }
            parent = number(&tree, parent, part);
            tree.above.count = level++;
            *LW_PUSH(&tree.arena, &tree.above) = parent;
            struct lw_view first = tree.nodes.items[parent - 1].name;
            if (!lw_view_eq(first, part))
                say(archive, e, part, first);
        }
        before = e->path;
    }
    archive->name_parts = tree.nodes.count;
    lw_map_clear(&tree.numbers);
    lw_buf_clear(&tree.key);
    lw_arena_clear(&tree.arena);
}
