/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/java_code.h - what one class of Java does, as facts: by the methods that its code calls
 * (java_calls.def), at load where its static initialiser or an agent's entry leads there.
 *
 * Not:     values. What a method reads and what it, or a method of its class, talks to counts as a
 *          flow where both stand in one of them, or in one and the next.
 */
#ifndef LW_ANALYZE_JAVA_CODE_H
#define LW_ANALYZE_JAVA_CODE_H

#include "analyze/analyzer.h"

/* err: LW_E_FORMAT where it is no class file as it should be; nothing is said of it then. */
LW_NODISCARD lw_status lw_java_code(struct lw_facts *out, const struct lw_file *file,
                                    struct lw_err *err);

#endif
