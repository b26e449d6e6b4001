/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/behavior_shell.c - what shell scripts can do, by syntax tree.
 */
#include "analyze/syntax/analyzer.h"

LW_BEHAVIOR_ANALYZER(behavior_shell, "behavior-shell", LW_LANG_SHELL, "shell scripts");
