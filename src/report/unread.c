/* SPDX-License-Identifier: Apache-2.0
 *
 * report/unread.c - files of languages that no analyser reads, counted.
 */
#include "report/unread.h"

#include "base/buf.h"
#include "base/map.h"
#include "review/unread_language.h"

static const char native[] = "native code";

static void count(struct lw_unread_list *out, const char *language)
{
    size_t at = 0;
    while (at < out->count && strcmp(out->items[at].language, language) != 0)
        at++;
    if (at == out->count)
        out->items[out->count++] = (struct lw_unread){ language, 0 };
    out->items[at].files++;
}

struct lw_unread_list lw_unread_of(const struct lw_scan *scan)
{
    struct lw_unread_list out = { .count = 0 };
    for (size_t i = 0; i < scan->file_count && scan->behavior; i++) {
        const char *language = lw_unread_language(scan->files[i].path);
        if (language)
            count(&out, language);
    }
    for (size_t i = 0; i < scan->facts.facts.count && scan->behavior; i++)
        if (scan->facts.facts.items[i].kind == LW_F_ELF)
            count(&out, native);
    return out;
}

struct lw_unread_list lw_unread_changed(const struct lw_review *review)
{
    struct lw_unread_list out = { .count = 0 };
    struct lw_map changed = LW_MAP_INIT;
    for (size_t i = 0; i < review->files.count; i++) {
        const struct lw_file_change *change = &review->files.items[i];
        if (change->state != LW_FILE_ADDED && change->state != LW_FILE_CHANGED &&
            change->state != LW_FILE_RENAMED)
            continue;
        const char *language = lw_unread_language(change->to->path);
        (void)lw_map_put(&changed, change->to->path, NULL);
        if (language)
            count(&out, language);
    }
    const struct lw_fact_list *facts = &review->to->facts.facts;
    for (size_t i = 0; i < facts->count; i++)
        if (facts->items[i].kind == LW_F_ELF && lw_map_get(&changed, facts->items[i].location))
            count(&out, native);
    lw_map_clear(&changed);
    return out;
}

struct lw_view lw_unread_words(struct lw_arena *arena, const struct lw_unread_list *list)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_unread *item = &list->items[i];
        const bool one = item->files == 1, last = strcmp(item->language, native) == 0;
        if (last)
            lw_buf_printf(&buf, "%sOf native code (%zu file%s) only what it imports is seen",
                          i ? ". " : "", item->files, one ? "" : "s");
        else
            lw_buf_printf(&buf, "%s%zu file%s of %s", i ? ", " : "Not read: ", item->files,
                          one ? "" : "s", item->language);
    }
    lw_buf_add_c(&buf, list->count ? "." : "");
    return lw_arena_copy(arena, lw_buf_view(&buf));
}

void lw_unread_write(struct lw_jsonw *w, const struct lw_unread_list *list)
{
    lw_jsonw_array(w, "unread");
    for (size_t i = 0; i < list->count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "language", list->items[i].language);
        lw_jsonw_u64(w, "files", list->items[i].files);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}
