/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/behavior_python.c - what Python can do, by syntax tree.
 */
#include "analyze/syntax/analyzer.h"

LW_BEHAVIOR_ANALYZER(behavior_python, "behavior-python", LW_LANG_PYTHON, "Python");
