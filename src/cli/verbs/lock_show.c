/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_show.c - what the lock says.
 */
#include <limits.h>

#include "base/jsonw.h"
#include "cli/lock_job.h"
#include "cli/lock_place.h"
#include "report/columns.h"

static const struct lw_option options[] = {
    LW_OPTION_LOCK,
    { "format", 'f', "FORMAT", "table (default) or json", "table json" },
    LW_OPTION_CONFIG,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "what was adopted", "layerward lock show" },
    { "one layer, for a program", "layerward lock show -f json tools" },
    { NULL, NULL },
};

static void texts(struct lw_jsonw *w, const char *key, const struct lw_config_texts *list)
{
    lw_jsonw_array(w, key);
    for (size_t i = 0; i < list->count; i++)
        lw_jsonw_text(w, NULL, list->items[i]);
    lw_jsonw_end(w);
}

static void attestations(struct lw_jsonw *w, const struct lw_lock_entry *e)
{
    char hex[LW_HEX_BYTES];
    lw_jsonw_array(w, "attestations");
    for (size_t i = 0; i < e->notes.count; i++)
        lw_jsonw_text(w, NULL, e->notes.items[i]);
    for (size_t i = 0; i < e->attested.count; i++) {
        const struct lw_lock_attestation *a = &e->attested.items[i];
        lw_digest_hex(hex, &a->envelope);
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "sha256", hex);
        lw_jsonw_text_if(w, "predicate", a->predicate);
        texts(w, "signers", &a->signers);
        lw_jsonw_text_if(w, "repository", a->repository);
        lw_jsonw_text_if(w, "commit", a->commit);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void as_json(struct lw_jsonw *w, const struct lw_lock_entry *e)
{
    char hex[LW_HEX_BYTES];
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "name", e->name);
    lw_digest_hex(hex, &e->zip);
    lw_jsonw_c(w, "zip_sha256", e->have_zip ? hex : NULL);
    lw_digest_hex(hex, &e->content);
    lw_jsonw_c(w, "content_digest", hex);
    lw_jsonw_u64(w, "bytes", e->bytes);
    lw_jsonw_text(w, "path", e->path);
    lw_jsonw_text(w, "publisher", e->publisher);
    lw_jsonw_text(w, "adopted_by", e->adopted_by);
    lw_jsonw_text(w, "adopted_at", e->adopted_at);
    lw_jsonw_text(w, "reason", e->reason);
    lw_jsonw_text(w, "verdict", e->verdict);
    texts(w, "capabilities", &e->capabilities);
    texts(w, "endpoints", &e->endpoints);
    texts(w, "extensions", &e->extensions);
    attestations(w, e);
    lw_jsonw_end(w);
}

static void as_table(struct lw_painter *p, struct lw_columns *table, const struct lw_lock_entry *e)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, &e->content);
    const struct lw_cell cells[] = {
        { e->name, LW_STYLE_BOLD },
        { lw_arena_printf(p->arena, "%.16s", hex), NULL },
        { lw_view_sub(e->adopted_at, 0, 10), NULL },
        { e->adopted_by, NULL },
        { lw_arena_printf(p->arena, "%zu", e->capabilities.count), NULL },
        { lw_arena_printf(p->arena, "%zu", e->attested.count), NULL },
        { e->verdict, NULL },
        { e->reason, LW_STYLE_DIM },
    };
    lw_columns_row(p, table, cells);
}

static void show(const struct lw_lock *lock, const struct lw_args *args, struct lw_arena *arena)
{
    static const struct lw_column columns[] = {
        { "Layer", LW_SHRINK_MIDDLE, 20, false, false },
        { "Content", LW_SHRINK_NEVER, 0, false, false },
        { "Adopted", LW_SHRINK_NEVER, 0, false, false },
        { "By", LW_SHRINK_END, 6, true, false },
        { "Can do", LW_SHRINK_NEVER, 0, true, true },
        { "Attested", LW_SHRINK_NEVER, 0, true, true },
        { "Verdict", LW_SHRINK_NEVER, 0, true, false },
        { "Reason", LW_SHRINK_END, 10, true, false },
    };
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    const char *format = lw_args_get(args, "format");
    bool json = format && strcmp(format, "json") == 0;
    struct lw_columns table = { .columns = columns, .column_count = LW_COUNT(columns) };
    struct lw_painter p = {
        .buf = &buf, .arena = arena, .color = lw_cli_color(), .width = lw_cli_width()
    };
    struct lw_jsonw w = lw_jsonw(&buf, NULL, true);
    if (json)
        lw_jsonw_array(&w, NULL);
    for (size_t i = 0; i < lock->count; i++) {
        const char *name;
        bool wanted = lw_args_operands(args) == 0;
        for (size_t k = 0; (name = lw_args_operand(args, k)); k++)
            wanted = wanted || lw_view_is(lock->items[i].name, name);
        if (wanted && json)
            as_json(&w, &lock->items[i]);
        else if (wanted)
            as_table(&p, &table, &lock->items[i]);
    }
    if (json) {
        lw_jsonw_end(&w);
        (void)lw_jsonw_finish(&w);
    } else {
        lw_columns_write(&p, &table, 0);
    }
    fwrite(buf.ptr, 1, buf.len, stdout);
}

static lw_status work(const struct lw_args *args, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view path;
    struct lw_lock lock;
    const char *name;
    LW_TRY(lw_lock_path(&path, args, arena, err));
    LW_TRY(lw_lock_load(&lock, (const char *)path.ptr, false, arena, err));
    for (size_t k = 0; (name = lw_args_operand(args, k)); k++)
        LW_ENSURE(lw_lock_find(&lock, lw_view_c(name)), err, LW_E_NOT_FOUND, 0,
                  "%s is not in %.*s%s", name, LW_FMT(path), lw_lock_hint(&lock, name, arena));
    show(&lock, args, arena);
    return LW_OK;
}

static int run(const struct lw_args *args)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    return lw_ok(work(args, &arena, &err)) ? LW_EXIT_CLEAN : lw_cli_fail(&err);
}

const struct lw_verb lw_verb_lock_show = {
    .name = "lock show",
    .summary = "show which layer versions were adopted, when, by whom and why",
    .synopsis = "[NAME...]",
    .description = "Without a name, all of them.",
    .options = options,
    .examples = examples,
    .max_operands = UINT_MAX,
    .run = run,
};
