/* SPDX-License-Identifier: Apache-2.0
 *
 * report/html_files.c - where the bytes are: a size map, the largest files, and the tree as data.
 */
#include "report/html.h"

#include <stdlib.h>

#include "archive/manifest.h"
#include "base/jsonw.h"
#include "base/map.h"
#include "base/text.h"
#include "report/columns.h"
#include "report/treemap.h"

enum {
    MAP_WIDTH = 1000,
    MAP_HEIGHT = 460,
    MAP_DEPTH = 8,
    LARGEST = 15,
};

static const double head_height = 15, letter_width = 7; /* of a label, about */
static const double opened_area = 500;                  /* from which a folder's items are drawn */

enum sort { PYTHON, SCRIPT, JAVA, NATIVE, DATA, OTHER, SORTS };

static const char *const sort_names[SORTS] = { "Python", "JavaScript",    "Java",
                                               "Native", "Data and text", "Other" };

static enum sort sort_of(const struct lw_map *elf, struct lw_view path)
{
    static const struct {
        const char *tail;
        enum sort sort;
    } tails[] = {
        { ".py", PYTHON },  { ".pyc", PYTHON },  { ".pyi", PYTHON }, { ".whl", PYTHON },
        { ".js", SCRIPT },  { ".mjs", SCRIPT },  { ".cjs", SCRIPT }, { ".ts", SCRIPT },
        { ".map", SCRIPT }, { ".jar", JAVA },    { ".class", JAVA }, { ".war", JAVA },
        { ".json", DATA },  { ".txt", DATA },    { ".md", DATA },    { ".html", DATA },
        { ".xml", DATA },   { ".yaml", DATA },   { ".yml", DATA },   { ".csv", DATA },
        { ".gz", DATA },    { ".rst", DATA },    { ".css", DATA },   { ".so", NATIVE },
        { ".a", NATIVE },   { ".node", NATIVE },
    };
    if (lw_map_get(elf, path))
        return NATIVE;
    for (size_t i = 0; i < LW_COUNT(tails); i++)
        if (lw_view_ends_nocase(path, lw_view_c(tails[i].tail)))
            return tails[i].sort;
    return lw_view_find(lw_path_base(path), LW_VIEW(".so.")) != LW_NOT_FOUND ? NATIVE : OTHER;
}

struct map {
    struct lw_html *h;
    struct lw_map elf; /* locations of ELF files */
};

/* A label where there is room for at least four letters of it. */
static void label(struct lw_html *h, struct lw_rect r, struct lw_view name, const char *kind)
{
    if (r.width < 5 * letter_width || r.height < head_height)
        return;
    size_t letters = (size_t)((r.width - 8) / letter_width);
    lw_buf_printf(h->buf, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", kind, r.x + 4, r.y + 11);
    lw_html_text(h->buf,
                 lw_text_fit(h->arena, lw_text_safe(h->arena, name), letters, LW_SHRINK_END));
    lw_html_c(h->buf, "</text>");
}

static void add_sorts(struct map *m, const struct lw_tree_node *node,
                      uint64_t *bytes) /* NOLINT(misc-no-recursion): LW_TREE_DEPTH */
{
    if (node->file)
        bytes[sort_of(&m->elf, node->file->path)] += node->bytes;
    for (size_t i = 0; i < node->count; i++)
        add_sorts(m, node->items[i], bytes);
}

/* What most of a folder is. */
static enum sort folder_sort(struct map *m, const struct lw_tree_node *node)
{
    uint64_t bytes[SORTS] = { 0 };
    enum sort most = PYTHON;
    add_sorts(m, node, bytes);
    for (int s = 1; s < SORTS; s++)
        if (bytes[s] > bytes[most])
            most = (enum sort)s;
    return most;
}

static void rect(struct map *m, struct lw_rect r, const struct lw_tree_node *node,
                 struct lw_view path, bool opened)
{
    struct lw_buf *buf = m->h->buf;
    lw_buf_printf(buf, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"", r.x,
                  r.y, r.width, r.height);
    if (opened)
        lw_html_c(buf, "folder");
    else
        lw_buf_printf(buf, "s%d", (int)folder_sort(m, node));
    lw_html_c(buf, "\"><title>");
    lw_html_text(buf, path);
    lw_html_c(buf, node->file ? ", " : "/, ");
    lw_add_bytes(buf, node->bytes);
    if (!node->file) {
        lw_html_c(buf, " in ");
        lw_add_count(buf, node->files, "file", "files");
    }
    lw_html_c(buf, "</title></rect>");
}

static void cells(struct map *m, const struct lw_tree_node *node, struct lw_rect room,
                  struct lw_view path, unsigned depth);

static void cell(struct map *m, const struct lw_tree_node *node, struct lw_rect r,
                 struct lw_view path, unsigned depth)
{
    struct lw_view name = node->name;
    if (r.width < 3 || r.height < 3)
        return;                                         /* its folder shows through */
    while (node->count == 1 && !node->items[0]->file) { /* a/b/c where there is nothing else */
        node = node->items[0];
        path = lw_arena_printf(m->h->arena, "%.*s/%.*s", LW_FMT(path), LW_FMT(node->name));
        name = lw_arena_printf(m->h->arena, "%.*s/%.*s", LW_FMT(name), LW_FMT(node->name));
    }
    bool opened = !node->file && r.width * r.height > opened_area && depth < MAP_DEPTH &&
                  r.width > 12 && r.height > 12;
    bool head = opened && r.width > 48 && r.height > 2 * head_height;
    rect(m, r, node, path, opened);
    if (head || !opened)
        label(m->h, r, name, head ? "name" : "leaf");
    double edge = head ? 2 : 1, top = head ? head_height : edge;
    if (opened)
        cells(m, node,
              (struct lw_rect){ r.x + edge, r.y + top, r.width - 2 * edge, r.height - top - edge },
              path, depth + 1);
}

static void cells(struct map *m, const struct lw_tree_node *node, struct lw_rect room,
                  struct lw_view path, unsigned depth)
{
    struct lw_rect *rects = lw_arena_array(m->h->arena, node->count, sizeof(*rects));
    lw_treemap_squarify(rects, node, room);
    for (size_t i = 0; i < node->count && node->items[i]->bytes; i++) {
        struct lw_view name = node->items[i]->name;
        if (rects[i].width >= 3 && rects[i].height >= 3)
            name = path.len ? lw_arena_printf(m->h->arena, "%.*s/%.*s", LW_FMT(path), LW_FMT(name))
                            : name;
        cell(m, node->items[i], rects[i], name, depth);
    }
}

static void legend(struct map *m)
{
    struct lw_html *h = m->h;
    uint64_t bytes[SORTS] = { 0 };
    for (size_t i = 0; i < h->scan->file_count; i++)
        bytes[sort_of(&m->elf, h->scan->files[i].path)] += h->scan->files[i].bytes;
    lw_html_c(h->buf, "<ul class=\"legend\">");
    for (int s = 0; s < SORTS; s++) {
        if (bytes[s] == 0)
            continue;
        lw_buf_printf(h->buf,
                      "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"s%d\" "
                      "width=\"10\" height=\"10\"/></svg>%s ",
                      s, sort_names[s]);
        lw_add_bytes(h->buf, bytes[s]);
        lw_html_c(h->buf, "</li>");
    }
    lw_html_c(h->buf, "</ul>\n");
}

static void size_map(struct lw_html *h, const struct lw_tree_node *root)
{
    struct map m = { h, LW_MAP_INIT };
    for (size_t i = 0; i < h->scan->facts.facts.count; i++)
        if (h->scan->facts.facts.items[i].kind == LW_F_ELF)
            (void)lw_map_put(&m.elf, h->scan->facts.facts.items[i].location, NULL);
    lw_buf_printf(h->buf,
                  "<figure class=\"card\"><svg id=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" "
                  "aria-label=\"Size map: the area of each rectangle is the size of a file\">",
                  MAP_WIDTH, MAP_HEIGHT);
    cells(&m, root, (struct lw_rect){ 0, 0, MAP_WIDTH, MAP_HEIGHT }, LW_VIEW(""), 0);
    lw_html_c(h->buf, "</svg><figcaption><span id=\"map-at\">The area of each rectangle is the "
                      "size of a file.</span>");
    legend(&m);
    lw_html_c(h->buf, "</figcaption></figure>\n");
    lw_map_clear(&m.elf);
}

/* ["name", bytes, mode] for a file, ["name", [...]] for a folder: small, and no key that a name
 * could be mistaken for. */
static void tree_data(struct lw_buf *buf, const struct lw_tree_node *node)
{
    lw_buf_add_byte(buf, '[');
    struct lw_buf safe = LW_BUF_INIT;
    lw_text_add_safe(&safe, node->name);
    lw_json_add_quoted(buf, lw_buf_view(&safe));
    lw_buf_clear(&safe);
    if (node->file) {
        char mode[8];
        lw_manifest_mode(mode, node->file->type, node->file->mode);
        lw_buf_printf(buf, ",%llu", (unsigned long long)node->bytes);
        if (strcmp(mode, "100644") != 0)
            lw_buf_printf(buf, ",\"%s\"", mode);
    } else {
        lw_buf_add_c(buf, ",[");
        for (size_t i = 0; i < node->count; i++) {
            if (i)
                lw_buf_add_byte(buf, ',');
            tree_data(buf, node->items[i]);
        }
        lw_buf_add_byte(buf, ']');
    }
    lw_buf_add_byte(buf, ']');
}

static int by_bytes(const void *a, const void *b)
{
    const struct lw_scan_file *x = *(const struct lw_scan_file *const *)a;
    const struct lw_scan_file *y = *(const struct lw_scan_file *const *)b;
    if (x->bytes != y->bytes)
        return x->bytes < y->bytes ? 1 : -1;
    return lw_view_cmp(x->path, y->path);
}

static void largest(struct lw_html *h)
{
    size_t count = h->scan->file_count;
    const struct lw_scan_file **all = lw_arena_array(h->arena, count, sizeof(*all));
    for (size_t i = 0; i < count; i++)
        all[i] = &h->scan->files[i];
    qsort(all, count, sizeof(*all), by_bytes);
    lw_html_c(h->buf,
              "<details class=\"card block\"><summary>Largest files</summary><div "
              "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Largest files\">"
              "<table><thead><tr><th scope=\"col\" class=\"number\">Size</th><th "
              "scope=\"col\">Mode</th><th scope=\"col\">Path</th></tr></thead><tbody>");
    for (size_t i = 0; i < count && i < LARGEST; i++) {
        char mode[8];
        lw_manifest_mode(mode, all[i]->type, all[i]->mode);
        lw_html_c(h->buf, "<tr><td class=\"number\">");
        lw_add_bytes(h->buf, all[i]->bytes);
        lw_buf_printf(h->buf, "</td><td><code>%s</code></td><td><code>", mode);
        lw_html_text(h->buf, all[i]->path);
        lw_html_c(h->buf, "</code></td></tr>\n");
    }
    lw_html_c(h->buf, "</tbody></table></div></details>\n");
}

void lw_html_files(struct lw_html *h)
{
    if (h->scan->file_count == 0)
        return;
    struct lw_tree_node *root = lw_tree_make(h->arena, h->scan->files, h->scan->file_count);
    lw_html_c(h->buf, "<section id=\"files\"><h2>Files <span class=\"count\">");
    lw_add_thousands(h->buf, h->scan->file_count);
    lw_html_c(h->buf, "</span></h2>\n");
    size_map(h, root);
    largest(h);
    lw_html_c(h->buf, "<div id=\"tree\" class=\"card block\" hidden></div>\n"
                      "<script type=\"application/json\" id=\"tree-data\">");
    tree_data(h->buf, root);
    lw_html_c(h->buf, "</script>\n</section>\n");
}
