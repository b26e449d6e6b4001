/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/behavior_javascript.c - what JavaScript can do, by syntax tree.
 */
#include "analyze/syntax/analyzer.h"

LW_BEHAVIOR_ANALYZER(behavior_javascript, "behavior-javascript", LW_LANG_JAVASCRIPT, "JavaScript");
