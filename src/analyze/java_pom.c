/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/java_pom.c - what a pom.xml says of its project, by its tags alone.
 *
 * No XML processor: no entities, no DTD, nothing is fetched. Only the path of open elements is
 * kept, which is enough for texts that stand at a known place.
 * Spec:    https://maven.apache.org/ref/current/maven-model/maven.html
 */
#include "analyze/java_text.h"
#include "base/reader.h"

enum { DEPTH_MAX = 32 };

struct walk {
    struct lw_view open[DEPTH_MAX]; /* names of the open elements */
    size_t depth;                   /* may be over DEPTH_MAX: deeper names are not kept */
    struct lw_view text;
};

static struct lw_view until(struct lw_reader *r, struct lw_view end)
{
    struct lw_view rest = lw_view_from(r->bytes, r->pos);
    size_t at = lw_view_find(rest, end);
    if (at == LW_NOT_FOUND) {
        lw_skip(r, rest.len);
        return rest;
    }
    struct lw_view found = lw_take(r, at);
    lw_skip(r, end.len);
    return found;
}

static bool at_path(const struct walk *w, const char *path)
{
    struct lw_view rest = lw_view_c(path), piece;
    size_t i = 0;
    for (; lw_view_split(&piece, &rest, '/'); i++)
        if (i >= w->depth || i >= DEPTH_MAX || !lw_view_eq(w->open[i], piece))
            return false;
    return i == w->depth;
}

static void keep(struct lw_view *into, struct lw_view text)
{
    if (text.len && lw_view_find(text, LW_VIEW("${")) == LW_NOT_FOUND)
        *into = text;
}

static void close_element(struct lw_pom *out, struct lw_coordinates *parent, const struct walk *w)
{
    if (at_path(w, "project/groupId"))
        keep(&out->project.group, w->text);
    else if (at_path(w, "project/artifactId"))
        keep(&out->project.artifact, w->text);
    else if (at_path(w, "project/version"))
        keep(&out->project.version, w->text);
    else if (at_path(w, "project/parent/groupId"))
        keep(&parent->group, w->text);
    else if (at_path(w, "project/parent/version"))
        keep(&parent->version, w->text);
    else if (at_path(w, "project/licenses/license/name") && w->text.len &&
             out->license_count < LW_COUNT(out->licenses))
        out->licenses[out->license_count++] = w->text;
}

static void open_element(struct walk *w, struct lw_view tag)
{
    size_t len = 0;
    while (len < tag.len && !lw_is_space(tag.ptr[len]) && tag.ptr[len] != '/')
        len++;
    if (w->depth < DEPTH_MAX)
        w->open[w->depth] = lw_view_sub(tag, 0, len);
    w->depth++;
    w->text = LW_VIEW("");
}

void lw_pom_xml(struct lw_pom *out, struct lw_view text)
{
    *out = (struct lw_pom){ 0 };
    struct lw_coordinates parent = { 0 };
    struct lw_reader r = lw_reader(text);
    struct walk w = { 0 };
    while (lw_left(&r)) {
        struct lw_view before = lw_view_trim(until(&r, LW_VIEW("<")));
        if (before.len)
            w.text = before;
        struct lw_view rest = lw_view_from(r.bytes, r.pos);
        if (lw_view_starts(rest, LW_VIEW("!--"))) {
            (void)until(&r, LW_VIEW("-->"));
            continue;
        }
        struct lw_view tag = until(&r, LW_VIEW(">"));
        if (tag.len == 0 || tag.ptr[0] == '!' || tag.ptr[0] == '?')
            continue;
        if (tag.ptr[0] == '/') {
            close_element(out, &parent, &w);
            w.depth -= w.depth > 0;
            w.text = LW_VIEW("");
        } else if (!lw_view_ends(tag, LW_VIEW("/"))) {
            open_element(&w, tag);
        }
    }
    if (out->project.group.len == 0)
        out->project.group = parent.group;
    if (out->project.version.len == 0)
        out->project.version = parent.version;
}
