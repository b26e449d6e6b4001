/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/behavior_ruby.c - what Ruby can do, by syntax tree.
 */
#include "analyze/syntax/analyzer.h"

LW_BEHAVIOR_ANALYZER(behavior_ruby, "behavior-ruby", LW_LANG_RUBY, "Ruby");
