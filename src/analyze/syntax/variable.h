/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/variable.h - variables of the environment: what they hold, and what setting them does to
 * others (variable.def).
 */
#ifndef LW_ANALYZE_SYNTAX_VARIABLE_H
#define LW_ANALYZE_SYNTAX_VARIABLE_H

#include "analyze/syntax/value.h"

enum lw_steers {
    LW_STEERS_NOTHING,
    LW_STEERS_SETTINGS, /* where a program finds its settings, or others that it may start */
    LW_STEERS_CODE,     /* what code is loaded, or whom others talk to */
};

/* By its name alone, upper or lower case. */
enum lw_steers lw_variable_steers(struct lw_view variable);

/* The same for a value; what is not known of it is "{}". */
enum lw_steers lw_variable_set(struct lw_view variable, struct lw_view value);

/* LW_FROM_CREDENTIALS, LW_FROM_SECRET_VARIABLE or LW_FROM_VARIABLE, by its name. */
enum lw_from lw_variable_from(struct lw_view variable);

/* Whether the variable is there in Lambda, and scarcely elsewhere: who asks for it asks where the
 * code runs. Source: AWS Lambda, "Defined runtime environment variables". */
bool lw_variable_of_lambda(struct lw_view variable);

/* A folder that whoever runs in the function can write to, or what is in it. */
bool lw_writable_folder(struct lw_view path);

#endif
