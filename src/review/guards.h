/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guards.h - what changed code does to what guards: switches that turn, checks that are
 * other ones, folders that anyone may fill, servers that are asked without encryption.
 *
 * Both versions of Python and JavaScript are read as statements (statement.h); what only a new
 * layout makes differ is no change. Of a shell's only the addresses are compared.
 */
#ifndef LW_REVIEW_GUARDS_H
#define LW_REVIEW_GUARDS_H

#include "review/pair.h"
#include "review/statement.h"

/* Of one source; what is longer is told, and not compared. */
enum { LW_GUARD_FILE_BYTES = 4 << 20, LW_GUARD_TOKENS = 1 << 20 };

/* Fills review->guards from changed and renamed files of Python, JavaScript and a shell.
 * err: LW_E_IO, LW_E_INTERRUPTED. */
LW_NODISCARD lw_status lw_review_guards(struct lw_review *review, const struct lw_sides *sides,
                                        struct lw_err *err);

/* Both versions of one file, and what is found; inside of the comparison. */
struct lw_guard_pair {
    struct lw_statements from, to;
    struct lw_guard_list out;
    size_t file;            /* of the review's changes, from 1 */
    struct lw_view path;    /* of the new file */
    struct lw_arena *arena; /* of what is found */
    struct lw_arena *work;  /* until the file is done */
};

/* Fills pair->out from both versions of the source at `path`. */
void lw_guard_compare(struct lw_guard_pair *pair, struct lw_view path, struct lw_view from,
                      struct lw_view to);

/* A finding; the name is cut, and masked where it is a secret. NULL: there are too many, which the
 * last one says. */
struct lw_guard *lw_guard_add(struct lw_guard_pair *pair, enum lw_guard_kind kind, uint32_t line,
                              struct lw_view name);
/* Statements first .. first + count, as they are shown; at most so many bytes. */
struct lw_view lw_guard_shown(struct lw_arena *arena, const struct lw_statements *statements,
                              size_t first, size_t count);

/* guard_switch.c, guard_folder.c, guard_plain.c, guard_check.c; of a check, statements of both that
 * differ. */
void lw_guard_switches(struct lw_guard_pair *pair);
void lw_guard_folders(struct lw_guard_pair *pair);
/* Both sources: https://host that became http://host. */
void lw_guard_schemes(struct lw_guard_pair *pair, struct lw_view from, struct lw_view to);
void lw_guard_check(struct lw_guard_pair *pair, size_t from, size_t from_end, size_t to,
                    size_t to_end);

#endif
