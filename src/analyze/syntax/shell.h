/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shell.h - inside of the reader of shells: what its files ask of one another.
 */
#ifndef LW_ANALYZE_SYNTAX_SHELL_H
#define LW_ANALYZE_SYNTAX_SHELL_H

#include "analyze/syntax/eval.h"

/* shell_env.c: env, declare -p, awk 'BEGIN { for (k in ENVIRON) ... }': what writes every variable
 * out, or their names. */
bool lw_shell_dumps(struct lw_view name, const struct lw_args *args);

/* export A=1, declare -x "$name=$value"; the words of env A=1 program, of which `count` stand
 * before the program; A=1 program, or A=1 of what every program is given. */
void lw_shell_export(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                     uint32_t node);
void lw_shell_env_words(struct lw_eval *e, const struct lw_args *args, size_t count, uint32_t node);
void lw_shell_assigned(struct lw_eval *e, const struct lw_ir_node *assign, struct lw_view name,
                       const struct lw_value *value, uint32_t node);

/* The name of a command that no source can have; its words are code that is run. */
#define LW_SHELL_CODE " code"

/* shell_run.c: trap 'code' EXIT, alias name='code'; a command whose first word is `callee`, where
 * others decide which it is; what a reader or a filter gives of files that anyone may write;
 * options that lead a tool elsewhere, or have it start programs. */
void lw_shell_code(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                   uint32_t node);
void lw_shell_program(struct lw_eval *e, const struct lw_value *callee, uint32_t callee_node,
                      uint32_t node);
uint32_t lw_shell_file_from(struct lw_view name, const struct lw_known *known,
                            const struct lw_args *args);
void lw_shell_options(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                      uint32_t node);

/* shell_file.c: files that are opened to everyone, made programs, or deleted by the tree. */
void lw_shell_files(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                    uint32_t node);

/* shell_socket.c: >/dev/tcp/HOST/PORT, false where the path is none; <&5 and >&5, once there is
 * such a descriptor. `fed`: what is written there, and what comes from there. */
bool lw_shell_is_socket(struct lw_view path);
bool lw_shell_socket(struct lw_eval *e, struct lw_view path, struct lw_value *fed, uint32_t node);
void lw_shell_descriptor(struct lw_eval *e, const struct lw_ir_node *n, struct lw_view number,
                         struct lw_value *fed, uint32_t node);

/* shell_check.c: whether a variable that is not set ends the script, as it asks for anywhere (set
 * -eu, set -o nounset, or in its first line); sha256sum -c sums || true, and checks that stop
 * nothing where they fail. */
bool lw_shell_unset_ends(struct lw_eval *e);
void lw_shell_checks(struct lw_eval *e);

#endif
