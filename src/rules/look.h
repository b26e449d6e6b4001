/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/look.h - what many content rules do: walk facts of a kind, judge anomalies, name subjects.
 */
#ifndef LW_RULES_LOOK_H
#define LW_RULES_LOOK_H

#include "rules/content_rule.h"

/* The next fact of a kind after `fact` (NULL: the first), or NULL. */
const struct lw_fact *lw_rule_next(const struct lw_rule_context *ctx, enum lw_fact_kind kind,
                                   const struct lw_fact *fact);

#define LW_EACH_FACT(fact, ctx, kind)                                                              \
    const struct lw_fact *fact = lw_rule_next((ctx), (kind), NULL);                                \
    fact;                                                                                          \
    fact = lw_rule_next((ctx), (kind), fact)

/* Inside of an archive within the artifact: "java/lib/a.jar!/x". */
bool lw_is_nested(struct lw_view location);

/* A component of the path is one of these words ("tests", "testdata" ...): made to be tried. */
bool lw_is_in_tests(struct lw_view location);

/* A program of Go's own linker: it is not position-independent and has no RELRO unless told to, and
 * its code is safe from stray writes by its language: a line for each would tell nobody
 * anything. */
bool lw_elf_is_go(const struct lw_fact *elf);

/* Lambda starts it itself; the other extensions are loaded by a runtime ("internal"). */
bool lw_extension_is_external(const struct lw_fact *extension);

/* The file that an extension, wrapper or bootstrap is can be started. */
bool lw_fact_is_program(const struct lw_fact *fact);

/* Any value of the key is `value`. */
bool lw_fact_has(const struct lw_fact *fact, enum lw_fact_key key, struct lw_view value);

/* The values of the key that are among `names`, in that order, ", " between them. */
struct lw_view lw_rule_values_among(const struct lw_rule_context *ctx, const struct lw_fact *fact,
                                    enum lw_fact_key key, const char *const *names, size_t count);

/* Names the subject in the title. */
void lw_rule_title(struct lw_rule_context *ctx, struct lw_finding *finding, const char *fmt, ...)
    LW_PRINTF(3, 4);

/* The check() of rules that only judge anomalies: one finding for each fact of the rule's kinds. */
void lw_rule_check_anomalies(const struct lw_content_rule *rule, struct lw_rule_context *ctx);

/* What the whole content runs on: all values of LW_K_RUNTIME or LW_K_ARCHITECTURE. */
struct lw_views lw_rule_runs_on(const struct lw_rule_context *ctx, enum lw_fact_key key);
bool lw_views_have(const struct lw_views *list, struct lw_view value);

/* "a, b, c"; "a, b and 7 more" where there are more than `few`. */
struct lw_view lw_views_join(const struct lw_rule_context *ctx, const struct lw_views *list,
                             size_t few);

#endif
