/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/shadow.h - what a function's own package hides of the runtime's.
 */
#ifndef LW_ANALYZE_SHADOW_H
#define LW_ANALYZE_SHADOW_H

#include "facts/facts.h"

struct lw_scan_file; /* analyze/engine.h */

/* Adds a shadow fact, of class "function", for each module of /var/task that hides one of the
 * runtime: it is the first place where Python and Node.js look. `files` are sorted by path. */
void lw_shadows_of_function(struct lw_facts *facts, const struct lw_scan_file *files, size_t count);

#endif
