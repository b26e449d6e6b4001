/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_folder.c - fixed paths in folders that anyone may fill.
 */
#include "base/map.h"
#include "review/guards.h"

static bool in_open_folder(struct lw_view text)
{
    static const char *const folders[] = { "/tmp/", "/var/tmp/", "/dev/shm/", "/tmp" };
    for (size_t i = 0; i < LW_COUNT(folders); i++)
        if (i < 3 ? lw_view_starts(text, lw_view_c(folders[i])) : lw_view_is(text, folders[i]))
            return true;
    return false;
}

void lw_guard_folders(struct lw_guard_pair *pair)
{
    struct lw_map had = LW_MAP_INIT;
    for (size_t i = 0; i < pair->from.tokens.count; i++) {
        const struct lw_token *t = &pair->from.tokens.items[i];
        if (t->kind == LW_TOKEN_TEXT && in_open_folder(t->text))
            (void)lw_map_put(&had, t->text, NULL);
    }
    for (size_t i = 0; i < pair->to.count; i++) {
        const struct lw_statement *s = &pair->to.items[i];
        for (size_t k = s->first; k < s->first + s->count; k++) {
            const struct lw_token *t = &pair->to.tokens.items[k];
            bool made = false;
            if (t->kind == LW_TOKEN_TEXT && in_open_folder(t->text))
                (void)lw_map_put(&had, t->text, &made);
            struct lw_guard *guard = made ? lw_guard_add(pair, LW_GUARD_FOLDER, t->line, t->text)
                                          : NULL;
            if (guard)
                guard->is = lw_guard_shown(pair->arena, &pair->to, i, 1);
        }
    }
    lw_map_clear(&had);
}
