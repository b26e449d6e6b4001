/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/complete.h - completions and manual pages, written from the verbs' tables.
 */
#ifndef LW_CLI_COMPLETE_H
#define LW_CLI_COMPLETE_H

#include "cli/verb.h"

void lw_complete_bash(FILE *out);
void lw_complete_fish(FILE *out);
void lw_complete_zsh(FILE *out);

/* Whether an option's or an operand's `values` are words; paths are none. Writes them, a space
 * behind each, and returns whether there are any. */
bool lw_complete_has_words(const char *values);
bool lw_complete_words(FILE *out, const char *values);

/* "db" of "db import"; the whole name of a verb of one word. */
struct lw_view lw_verb_first_word(const struct lw_verb *verb);
bool lw_verb_in_group(const struct lw_verb *verb);

/* Of lw_verb_all: visible, and the first with its first word, so that each is offered once. */
bool lw_verb_begins_word(size_t i);

/* What a group is for; and of a first word: of its group, or of the verb that it is. */
const char *lw_verb_group_summary(struct lw_view word);
const char *lw_verb_word_summary(const struct lw_verb *verb);

/* A page in man(7) form; NULL: that of the program. And the page of a group of verbs; false: there
 * is none of that name. */
void lw_manual(FILE *out, const struct lw_verb *verb);
bool lw_manual_group(FILE *out, const char *word);

#endif
