/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/trust.h - commands and variables by which programs stop checking whom they talk to.
 */
#ifndef LW_ANALYZE_SYNTAX_TRUST_H
#define LW_ANALYZE_SYNTAX_TRUST_H

#include "analyze/syntax/eval.h"

/* curl -sfk, git -c http.sslVerify=false, pip --trusted-host: says LW_C_TLS_OFF. */
void lw_trust_command(struct lw_eval *e, struct lw_view tool, const struct lw_args *args,
                      uint32_t node);

/* GIT_SSL_NO_VERIFY=1; `value` NULL: it is taken away. */
void lw_trust_variable(struct lw_eval *e, struct lw_view variable, const struct lw_value *value,
                       uint32_t node);

#endif
