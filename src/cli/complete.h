/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/complete.h - completions and manual pages, written from the verbs' tables.
 */
#ifndef LW_CLI_COMPLETE_H
#define LW_CLI_COMPLETE_H

#include "cli/verb.h"

void lw_complete_bash(FILE *out);
void lw_complete_zsh(FILE *out);

/* A page in man(7) form; NULL: that of the program. */
void lw_manual(FILE *out, const struct lw_verb *verb);

#endif
