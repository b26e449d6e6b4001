/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/exceptions.c - read what is accepted, and say which of it was about nothing.
 */
#include "cli/exceptions.h"

#include "base/text.h"
#include "rules/content_rule.h"
#include "rules/other.h"

static lw_status load_vex(struct lw_vex *out, const char *path, struct lw_arena *arena,
                          struct lw_err *err)
{
    const lw_status status = lw_vex_load(out, path, arena, err);
    if (!lw_ok(status) && err->code == LW_E_FORMAT)
        lw_err_prefix(err, "--vex takes CycloneDX in JSON, and --ignore lists of your own in YAML");
    return status;
}

lw_status lw_exceptions_read(struct lw_exceptions *out, struct lw_scan_options *options,
                             const struct lw_args *args, struct lw_arena *arena, struct lw_err *err)
{
    const char *path;
    for (size_t i = 0; (path = lw_args_nth(args, "ignore", i)); i++)
        LW_TRY(lw_ignore_load(&out->ignore, path, arena, err));
    for (size_t i = 0; (path = lw_args_nth(args, "vex", i)); i++)
        LW_TRY(load_vex(&out->vex, path, arena, err));
    options->ignore = out->ignore.count ? &out->ignore : NULL;
    options->vex = out->vex.count ? &out->vex : NULL;
    return LW_OK;
}

/* Whether findings of that id could have been made at all. */
static bool was_looked_for(struct lw_view id, const struct lw_scan_options *options)
{
    if (lw_content_rule_find(id))
        return !options->engine.packages_only;
    return options->index != NULL;
}

static void say_unused_entries(const struct lw_ignore_list *list,
                               const struct lw_scan_options *options)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_ignore *entry = &list->items[i];
        bool over = options->content.now_utc_s >= entry->until_utc_s; /* is a finding already */
        if (entry->used || over || !was_looked_for(entry->id, options))
            continue;
        LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
        lw_text_add_safe(&text, entry->source);
        lw_buf_printf(&text, ", line %zu: nothing here is ", entry->line);
        lw_text_add_safe(&text, entry->id);
        if (entry->package.len || entry->path.len)
            lw_buf_add_c(&text, " with that package or path");
        fprintf(stderr, "layerward: %.*s\n", LW_FMT(lw_buf_view(&text)));
    }
}

static void say_unused_files(const struct lw_vex *vex)
{
    for (size_t i = 0; i < vex->count;) {
        struct lw_view source = vex->items[i].source;
        size_t first = i, used = 0;
        for (; i < vex->count && lw_view_eq(vex->items[i].source, source); i++)
            used += vex->items[i].used;
        if (used)
            continue;
        LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
        lw_text_add_safe(&text, source);
        fprintf(stderr, "layerward: %.*s: nothing here is what its statements are about (%zu)\n",
                LW_FMT(lw_buf_view(&text)), i - first);
    }
}

void lw_exceptions_say_unused(const struct lw_exceptions *exceptions,
                              const struct lw_scan_options *options)
{
    say_unused_entries(&exceptions->ignore, options);
    if (options->index)
        say_unused_files(&exceptions->vex);
}
