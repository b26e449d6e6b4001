/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/behavior.h - what one file of source code does, as facts.
 */
#ifndef LW_ANALYZE_SYNTAX_BEHAVIOR_H
#define LW_ANALYZE_SYNTAX_BEHAVIOR_H

#include "analyze/analyzer.h"
#include "analyze/syntax/ir.h"

/* Adds capabilities, AWS calls, flows and hidden endpoints of the file's code. err: LW_E_LIMIT
 * where it was not looked at as a whole; what was found until then is there. */
LW_NODISCARD lw_status lw_behavior(struct lw_facts *out, const struct lw_file *file,
                                   enum lw_language language, struct lw_err *err);

#endif
