/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_check.c - whether layers are what was adopted.
 */
#include <limits.h>
#include <unistd.h>

#include "base/jsonw.h"
#include "base/signals.h"
#include "base/text.h"
#include "cli/lock_job.h"
#include "cli/lock_place.h"
#include "scan/kept.h"

static const struct lw_option options[] = {
    LW_OPTION_LOCK,
    { "capabilities", 0, NULL,
      "also fail where a layer does what the lock does not list for it: capabilities, servers, "
      "extensions",
      NULL },
    { "format", 'f', "FORMAT", "table (default) or json", "table json" },
    LW_OPTION_CONFIG,
    { "no-cache", 0, NULL, "neither use nor keep results by content", NULL },
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "every layer whose path the lock knows", "layerward lock check" },
    { "one file", "layerward lock check tools=build/tools.zip" },
    { "what AWS has now",
      "layerward lock check arn:aws:lambda:eu-west-1:123456789012:layer:tools:7" },
    { NULL, NULL },
};

/* One layer to be looked at, and what came of it. */
struct item {
    struct lw_view name; /* "" where the lock has none for the path */
    const char *path;
    struct lw_input input; /* that path, or what was fetched */
    struct lw_err why;     /* it was not, where that has a code */
    const struct lw_lock_entry *entry;
    struct lw_lock_differences differences;
    bool failed;  /* it could not be looked at */
    bool skipped; /* nobody said where it is */
};

static const char *state_of(const struct item *item)
{
    return item->failed              ? "failed"
           : item->skipped           ? "skipped"
           : item->differences.count ? "differs"
                                     : "ok";
}

struct job {
    const struct lw_args *args;
    struct lw_view cache_folder, lock_path;
    struct lw_arena arena;
    struct lw_lock lock;
    struct {
        struct item *items;
        size_t count, capacity;
    } items;
};

static struct lw_view plain(struct lw_view path)
{
    while (lw_view_starts(path, LW_VIEW("./")))
        path = lw_view_from(path, 2);
    return path;
}

/* The layer that the lock has at that path, or NULL. */
static const struct lw_lock_entry *entry_at(struct job *job, const char *operand)
{
    struct lw_view text = lw_view_c(operand);
    struct lw_view below = lw_lock_path_below(job->lock_path, operand, &job->arena);
    for (size_t i = 0; i < job->lock.count; i++) {
        const struct lw_lock_entry *entry = &job->lock.items[i];
        if (entry->path.len &&
            (lw_view_eq(plain(lw_view_c(lw_lock_locked_path(job->lock_path, entry, &job->arena))),
                        plain(text)) ||
             (below.len && lw_view_eq(plain(entry->path), below))))
            return entry;
    }
    return NULL;
}

/* The path of a layer of the lock, the name of one, NAME=INPUT, or an INPUT that the lock lacks. */
static void add_operand(struct job *job, const char *operand)
{
    struct lw_view text = lw_view_c(operand);
    struct item *item = LW_PUSH(&job->arena, &job->items);
    size_t equals = lw_view_find_byte(text, '=');
    item->path = operand;
    item->entry = entry_at(job, operand);
    if (!item->entry) {
        item->entry = lw_lock_find(&job->lock, text);
        item->path = item->entry ? lw_lock_place(job->lock_path, item->entry, &job->arena)
                                 : operand;
        item->skipped = !item->path[0];
    }
    if (item->entry) {
        item->name = item->entry->name;
        return;
    }
    if (equals == LW_NOT_FOUND || access(operand, F_OK) == 0)
        return;
    item->name = lw_view_sub(text, 0, equals);
    item->path = operand + equals + 1;
    item->entry = lw_lock_find(&job->lock, item->name);
}

static void add_items(struct job *job)
{
    const char *operand;
    for (size_t i = 0; (operand = lw_args_operand(job->args, i)); i++)
        add_operand(job, operand);
    for (size_t i = 0; i < job->lock.count && lw_args_operands(job->args) == 0; i++) {
        const struct lw_lock_entry *entry = &job->lock.items[i];
        struct item *item = LW_PUSH(&job->arena, &job->items);
        item->name = entry->name;
        item->entry = entry;
        item->path = lw_lock_place(job->lock_path, entry, &job->arena);
        item->skipped = !item->path[0];
    }
}

static void differs(struct job *job, struct item *item, struct lw_view text)
{
    *LW_PUSH(&job->arena, &item->differences) = text;
}

/* Saying nothing of it would read as if it were as locked. */
static void skip(struct job *job, struct item *item)
{
    differs(job, item, LW_VIEW("the lock has no path of it: NAME=INPUT says where it is"));
}

/* What is to be fetched has to be here before the process is confined. */
static void fetch_items(struct job *job, struct lw_fetch *fetch)
{
    for (size_t i = 0; i < job->items.count && !lw_interrupted(); i++) {
        struct item *item = &job->items.items[i];
        if (item->entry && !item->skipped)
            (void)lw_lock_input(&item->input, fetch, item->path, &job->arena, &item->why).code;
    }
}

/* A layer that cannot be looked at does not keep the others from it. */
static void check_item(struct job *job, struct lw_worker *worker, struct item *item, int *code)
{
    bool capabilities = lw_args_flag(job->args, "capabilities");
    const struct lw_lock_look look = { job->args, item->input, capabilities, job->cache_folder,
                                       worker };
    struct lw_lock_entry seen;
    struct lw_err err = item->why;
    if (item->skipped) {
        skip(job, item);
    } else if (!item->entry) {
        differs(job, item,
                item->name.len ? LW_VIEW("is not in the lock")
                : access(item->path, F_OK) == 0
                    ? LW_VIEW("is not in the lock; NAME=INPUT compares "
                              "it with a layer that is")
                    : LW_VIEW("is not in the lock, and no file: `layerward "
                              "lock show` lists what is"));
    } else if (!err.code && lw_ok(lw_lock_look(&seen, &look, &job->arena, &err))) {
        lw_lock_compare(&item->differences, item->entry, &seen, capabilities, &job->arena);
    } else {
        item->failed = true;
        differs(job, item, lw_arena_copy(&job->arena, lw_view_c(err.text)));
        *code = lw_code_exit(err.code);
        return;
    }
    if (item->differences.count && *code == LW_EXIT_CLEAN)
        *code = LW_EXIT_FINDING;
}

static void print_text(struct job *job, const struct item *item)
{
    struct lw_view name = item->name.len ? item->name : lw_view_c(item->path);
    struct lw_view safe = lw_text_safe(&job->arena, name);
    printf("%-8s %.*s\n", state_of(item), LW_FMT(safe));
    for (size_t i = 0; i < item->differences.count; i++)
        printf("         %.*s\n", LW_FMT(lw_text_safe(&job->arena, item->differences.items[i])));
}

static void print_json(struct job *job)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, stdout, true);
    lw_jsonw_array(&w, NULL);
    for (size_t i = 0; i < job->items.count; i++) {
        const struct item *item = &job->items.items[i];
        lw_jsonw_object(&w, NULL);
        lw_jsonw_text(&w, "name", item->name);
        lw_jsonw_c(&w, "path", item->path);
        lw_jsonw_c(&w, "state", state_of(item));
        lw_jsonw_array(&w, "differences");
        for (size_t k = 0; k < item->differences.count; k++)
            lw_jsonw_text(&w, NULL, item->differences.items[k]);
        lw_jsonw_end(&w);
        lw_jsonw_end(&w);
    }
    lw_jsonw_end(&w);
    (void)lw_jsonw_finish(&w);
}

static int in_worker(struct lw_worker *worker, void *ctx)
{
    struct job *job = ctx;
    struct lw_fetch fetch = { .args = job->args };
    struct lw_err err = { 0 };
    int code = LW_EXIT_CLEAN;
    const char *format = lw_args_get(job->args, "format");
    bool json = format && strcmp(format, "json") == 0;
    if (!lw_ok(
            lw_lock_load(&job->lock, (const char *)job->lock_path.ptr, false, &job->arena, &err)))
        return lw_cli_fail(&err);
    add_items(job);
    fetch_items(job, &fetch);
    if (!lw_ok(lw_worker_confine(worker, &fetch, &err)))
        return lw_cli_fail(&err);
    if (job->items.count == 0) {
        fprintf(stderr, "layerward: %.*s has no layers: nothing was checked\n",
                LW_FMT(job->lock_path));
        code = LW_EXIT_FINDING;
    }
    for (size_t i = 0; i < job->items.count && !lw_interrupted(); i++) {
        check_item(job, worker, &job->items.items[i], &code);
        if (!json)
            print_text(job, &job->items.items[i]);
    }
    if (json)
        print_json(job);
    return lw_interrupted() ? 128 + lw_interrupt_signal() : code;
}

static int run(const struct lw_args *args)
{
    struct job job = { .args = args, .arena = LW_ARENA_INIT };
    struct lw_err err = { 0 };
    int code;
    if (lw_ok(lw_lock_path(&job.lock_path, args, &job.arena, &err))) {
        job.cache_folder = lw_args_flag(args, "no-cache") ? LW_VIEW_NONE
                                                          : lw_kept_folder(&job.arena);
        code = lw_worker_run(in_worker, &job, job.cache_folder, lw_args_flag(args, "quiet"));
    } else {
        code = lw_cli_fail(&err);
    }
    lw_arena_clear(&job.arena);
    return code;
}

const struct lw_verb lw_verb_lock_check = {
    .name = "lock check",
    .summary = "fail where a layer is not what was adopted",
    .synopsis = "[NAME | [NAME=]INPUT]...",
    .description =
        "Computes the digests anew and compares them with the lock. Without operands, of each "
        "layer of the lock, from its path or, by its ARN, from AWS; one of which the lock has "
        "neither is skipped, which is a finding as much as a difference is, and so is a lock "
        "without layers. NAME is a layer of the lock, INPUT a zip, a folder or an ARN. A folder is "
        "compared by its content digest, which the zip has too. A layer that is not in the lock is "
        "a failure. To fetch needs the right to lambda:GetLayerVersion.",
    .options = options,
    .examples = examples,
    .max_operands = UINT_MAX,
    .finding = "a layer that differs from the lock, is not in it, or was skipped; no layer at all",
    .run = run,
};
