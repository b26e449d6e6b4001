/* SPDX-License-Identifier: Apache-2.0
 *
 * review/unread_language.h - code whose behaviour no analyser reads, by the names of files.
 */
#ifndef LW_REVIEW_UNREAD_LANGUAGE_H
#define LW_REVIEW_UNREAD_LANGUAGE_H

#include "base/view.h"

/* "PHP" of "lib/a.php"; NULL: it is read, or no code. */
const char *lw_unread_language(struct lw_view path);

#endif
