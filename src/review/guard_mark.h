/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_mark.h - words of a statement, and marks of how code lets through and refuses;
 * inside of guard_marks.c.
 */
#ifndef LW_REVIEW_GUARD_MARK_H
#define LW_REVIEW_GUARD_MARK_H

#include "review/guard_weakness.h"

enum { LW_MARK_FAR = 120 }; /* how far around a token is looked, in tokens */

/* Whether the token `at` is in the statement, and is `text`. */
bool lw_mark_one(const struct lw_mark_place *p, size_t at, const char *text);

/* Whether one of the words stands in the statement, not farther away than that. */
bool lw_mark_has(const struct lw_mark_place *p, size_t at, const char *const *words, size_t count);
#define LW_MARK_HAS(place, at, words) lw_mark_has((place), (at), (words), LW_COUNT(words))

/* Whether the statement that is `ahead` of this one begins with a word. */
bool lw_mark_begins(const struct lw_mark_place *p, size_t ahead, const char *word);

/* As struct lw_mark.is has them. */
bool lw_mark_lets_pass(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_asks_caller(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_refusal_kept(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_refuses_failed(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_key_instead(struct lw_view *member, const struct lw_mark_place *p, size_t at);

/* The same, of what a function newly does to those who rely on it; guard_trap.c. */
bool lw_mark_chance_ends(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_header_taken(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_script_brought(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_left_open(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_waits_long(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_header_tells(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_prints(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_file_asked(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_every_object(struct lw_view *member, const struct lw_mark_place *p, size_t at);

/* The same, of what a function newly changes in what passes through it; guard_tamper.c. */
bool lw_mark_one_operation(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_address_rewritten(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_host_moved(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_password_cut(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_payee_named(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_limit_lifted(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_checked_at_times(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_brings_module(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_tells_all(struct lw_view *member, const struct lw_mark_place *p, size_t at);
bool lw_mark_logs_asked(struct lw_view *member, const struct lw_mark_place *p, size_t at);

#endif
