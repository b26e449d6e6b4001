/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/links.c - where the symbolic links of a layer lead once it is unpacked into /opt.
 *
 * A target is followed component by component through the links of the same archive, as the kernel
 * would, so that a link to a link that climbs is found too.
 */
#include <stdlib.h>

#include "archive/scratch.h"

enum {
    TARGET_BYTES_MAX = 4096,
    HOPS_MAX = 40,          /* as in the kernel (path_resolution(7)) */
    STEPS_MAX = 2000000,    /* of all links together */
    READ_LINKS_MAX = 20000, /* more are not read at opening */
};

void lw_links_read(struct lw_archive *archive)
{
    struct lw_scratch *scratch = NULL;
    size_t links = 0;
    for (size_t i = 0; i < archive->count; i++) {
        struct lw_entry *e = &archive->entries[i];
        if (e->type != LW_ENTRY_SYMLINK || !e->readable)
            continue;
        if (e->bytes > TARGET_BYTES_MAX || e->packed_bytes > 2 * TARGET_BYTES_MAX) {
            lw_anomalies_add(&archive->anomalies, LW_A_NAME_LENGTH, e->path, e->header_offset,
                             "a link with a target of %llu bytes", (unsigned long long)e->bytes);
            continue;
        }
        if (++links > READ_LINKS_MAX)
            continue;
        if (!scratch)
            scratch = lw_scratch_new();
        struct lw_content content;
        if (lw_ok(lw_archive_read(&content, archive, e, false, scratch, NULL)) && !content.damaged)
            e->target = lw_arena_copy(&archive->arena, content.bytes);
    }
    lw_scratch_free(scratch);
    if (links > READ_LINKS_MAX)
        lw_anomalies_add(&archive->anomalies, LW_A_LINK_ESCAPES, LW_VIEW_NONE, 0,
                         "%zu symbolic links; only %d were followed", links, READ_LINKS_MAX);
}

struct follow {
    const struct lw_archive *archive;
    struct lw_buf at; /* where we are, below "/": "opt/python" */
    struct {
        struct lw_view *items; /* what is still to be walked, innermost last */
        size_t count, capacity;
    } todo;
    struct lw_arena arena;
    size_t steps;
    unsigned hops;
};

static bool inside(struct lw_view at)
{
    return lw_view_is(at, "opt") || lw_view_starts(at, LW_VIEW("opt/"));
}

static const struct lw_entry *link_at(const struct follow *f)
{
    struct lw_view at = lw_buf_view(&f->at);
    if (!lw_view_starts(at, LW_VIEW("opt/")))
        return NULL;
    const struct lw_entry *e = lw_archive_find(f->archive, lw_view_from(at, 4));
    return e && e->type == LW_ENTRY_SYMLINK ? e : NULL;
}

static void go_to(struct follow *f, struct lw_view target)
{
    if (target.len && target.ptr[0] == '/')
        f->at.len = 0;
    *LW_PUSH(&f->arena, &f->todo) = target;
    f->hops++;
}

static void step(struct follow *f, struct lw_view part)
{
    if (part.len == 0 || lw_view_is(part, "."))
        return;
    size_t above = lw_path_dir(lw_buf_view(&f->at)).len;
    if (lw_view_is(part, "..")) {
        f->at.len = above;
        return;
    }
    size_t before = f->at.len;
    if (before)
        lw_buf_add_byte(&f->at, '/');
    lw_buf_add(&f->at, part);
    const struct lw_entry *link = link_at(f);
    if (!link)
        return;
    f->at.len = before; /* a link stands for its target, from the folder that it is in */
    go_to(f, link->target);
}

enum end { INSIDE, OUTSIDE, BACK };

/* To a folder that the link is in; every path through it has another one. */
static bool leads_back(struct lw_view at, struct lw_view link)
{
    struct lw_view rest = lw_view_from(at, 4), dir = lw_path_dir(link); /* "opt/" */
    return lw_view_eq(rest, dir) || !rest.len ||
           (lw_view_starts(dir, rest) && dir.ptr[rest.len] == '/');
}

/* Where the link ends, or whether it passes through a place outside of /opt. */
static enum end follow(struct follow *f, const struct lw_entry *link)
{
    f->at.len = 0;
    f->todo.count = 0;
    f->hops = 0;
    struct lw_view dir = lw_path_dir(link->path);
    lw_buf_add(&f->at, LW_VIEW("opt"));
    if (dir.len) {
        lw_buf_add_byte(&f->at, '/');
        lw_buf_add(&f->at, dir);
    }
    go_to(f, link->target);
    while (f->todo.count && f->hops <= HOPS_MAX && f->steps++ < STEPS_MAX) {
        struct lw_view rest = f->todo.items[--f->todo.count], part;
        if (!lw_view_split(&part, &rest, '/'))
            continue;
        if (rest.ptr)
            *LW_PUSH(&f->arena, &f->todo) = rest;
        step(f, part);
        struct lw_view at = lw_buf_view(&f->at);
        if (at.len && !inside(at))
            return OUTSIDE; /* a name outside: what it leads to there is not ours to know */
    }
    if (f->hops > HOPS_MAX)
        return BACK;
    struct lw_view at = lw_buf_view(&f->at);
    if (!inside(at))
        return OUTSIDE;
    return f->todo.count == 0 && leads_back(at, link->path) ? BACK : INSIDE;
}

void lw_links_check(struct lw_archive *archive)
{
    struct follow f = { .archive = archive };
    for (size_t i = 0; i < archive->count; i++) {
        const struct lw_entry *e = &archive->entries[i];
        enum end end = e->type == LW_ENTRY_SYMLINK && e->target.len ? follow(&f, e) : INSIDE;
        if (end == INSIDE)
            continue;
        LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
        lw_anomalies_add(&archive->anomalies, end == OUTSIDE ? LW_A_LINK_ESCAPES : LW_A_LINK_LOOP,
                         e->path, e->header_offset, "leads %sto %s", end == OUTSIDE ? "" : "back ",
                         lw_shown(&buf, e->target));
    }
    if (f.steps >= STEPS_MAX)
        lw_anomalies_add(&archive->anomalies, LW_A_LINK_ESCAPES, LW_VIEW_NONE, 0,
                         "too many symbolic links lead through one another to follow them all");
    lw_buf_clear(&f.at);
    lw_arena_clear(&f.arena);
}
