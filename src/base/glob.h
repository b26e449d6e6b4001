/* SPDX-License-Identifier: Apache-2.0
 *
 * base/glob.h - patterns with *, ** and ?.
 */
#ifndef LW_BASE_GLOB_H
#define LW_BASE_GLOB_H

#include "base/view.h"

/* The whole text: "*" is any run of bytes within a path component, "**" any run at all (between two
 * slashes also none: such a pattern matches "a/b" too), "?" one byte that is no "/". No classes,
 * no escapes. Takes at most pattern times text steps. */
bool lw_glob_path(struct lw_view pattern, struct lw_view text);

/* The same with "*" over everything, "/" too. */
bool lw_glob_text(struct lw_view pattern, struct lw_view text);

/* The same, upper or lower case of ASCII not regarded. */
bool lw_glob_text_nocase(struct lw_view pattern, struct lw_view text);

/* It has a "*" or a "?". */
bool lw_is_glob(struct lw_view text);

#endif
