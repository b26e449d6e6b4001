/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/lock_remove.c - take layers out of the lock.
 */
#include <limits.h>

#include "cli/lock_job.h"
#include "cli/lock_place.h"
#include "cli/lock_said.h"

static const struct lw_option options[] = {
    LW_OPTION_LOCK,
    LW_OPTION_CONFIG,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "a layer that nobody uses any more", "layerward lock remove tools" },
    { NULL, NULL },
};

struct removal {
    struct lw_view path; /* of the lock */
    struct lw_lock lock; /* without what is removed */
    struct lw_buf said;
};

/* All or none of them: a name that is not there is mistyped. */
static lw_status remove_all(struct removal *r, const struct lw_args *args, struct lw_arena *arena,
                            struct lw_err *err)
{
    const char *name;
    LW_TRY(lw_lock_load(&r->lock, (const char *)r->path.ptr, false, arena, err));
    for (size_t i = 0; (name = lw_args_operand(args, i)); i++) {
        const struct lw_lock_entry *entry = lw_lock_find(&r->lock, lw_view_c(name));
        LW_ENSURE(entry, err, LW_E_USAGE, 0, "%s is not in %.*s%s", name, LW_FMT(r->path),
                  lw_lock_hint(&r->lock, name, arena));
        lw_lock_say_removed(&r->said, entry, arena);
        (void)lw_lock_remove(&r->lock, entry->name);
    }
    return LW_OK;
}

static lw_status write_lock(struct removal *r, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    struct lw_atomic file = LW_ATOMIC_INIT;
    LW_TRY(lw_atomic_begin(&file, (const char *)r->path.ptr, err));
    lw_lock_write(&text, &r->lock);
    fwrite(text.ptr, 1, text.len, file.stream); /* which the commit asks whether it failed */
    return lw_atomic_commit(&file, err);
}

static lw_status work(struct removal *r, const struct lw_args *args, struct lw_arena *arena,
                      struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) LW_UNUSED int held = -1;
    LW_TRY(lw_lock_path(&r->path, args, arena, err));
    LW_TRY(lw_lock_hold(&held, r->path, arena, err));
    LW_TRY(remove_all(r, args, arena, err));
    return write_lock(r, err);
}

static int run(const struct lw_args *args)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    struct removal removal = { .said = LW_BUF_INIT };
    bool good = lw_ok(work(&removal, args, &arena, &err));
    if (good && !lw_args_flag(args, "quiet")) {
        fwrite(removal.said.ptr, 1, removal.said.len, stdout);
        if (removal.lock.count == 0)
            fprintf(stderr,
                    "layerward: %.*s has no layers now, and `layerward lock check` fails "
                    "on that\n",
                    LW_FMT(removal.path));
    }
    lw_buf_clear(&removal.said);
    return good ? LW_EXIT_CLEAN : lw_cli_fail(&err);
}

const struct lw_verb lw_verb_lock_remove = {
    .name = "lock remove",
    .summary = "take layers out of the lock",
    .synopsis = "NAME...",
    .description = "Says what it removes: path, content digest, and who had adopted it when and "
                   "why. A name that is not in the lock is an error, and then nothing is removed. "
                   "The file is replaced whole or not at all.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = UINT_MAX,
    .run = run,
};
