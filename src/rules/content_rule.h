/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/content_rule.h - a rule over what a layer contains: one file, one descriptor.
 *
 * rules/content/NAME.c defines `const struct lw_content_rule lw_content_rule_NAME`. The id is the
 * file's name with "-" for "_". A rule reads facts and never files.
 */
#ifndef LW_RULES_CONTENT_RULE_H
#define LW_RULES_CONTENT_RULE_H

#include "rules/finding.h"

struct lw_content_config {
    struct lw_views denied_licenses; /* SPDX ids, upper or lower case */
    bool require_license;
    struct lw_views declared_runtimes;      /* "python3.12"; empty: not declared */
    struct lw_views declared_architectures; /* "x86_64", "arm64" */
    int64_t now_utc_s;
};

struct lw_rule_context {
    const struct lw_facts *facts;
    const struct lw_content_config *config;
    struct lw_finding_list *out;
    struct lw_arena *arena;
};

/* One kind of anomaly (archive/anomaly.def) that a rule judges. In an archive within the artifact,
 * which only its own reader unpacks, it may weigh less; LW_SEVERITY_UNKNOWN: not reported there. */
struct lw_anomaly_case {
    const char *kind;
    enum lw_severity top, nested;
    const char *title;
};

struct lw_content_rule {
    const char *id;
    enum lw_severity severity; /* the usual one; check() may set another */
    const char *title;         /* in the catalogue */
    const char *why;
    const char *fix;
    const char *attack;                      /* ATT&CK technique "T1525", or NULL */
    const char *cwe;                         /* "CWE-732", or NULL */
    const char *const *controls;             /* "FSBP Lambda.2" ..., NULL-terminated; or NULL */
    const struct lw_anomaly_case *anomalies; /* ends with a NULL kind; or NULL */
    void (*check)(const struct lw_content_rule *rule, struct lw_rule_context *ctx);
};

extern const struct lw_content_rule *const lw_content_rule_all[];
extern const size_t lw_content_rule_count;

/* NULL where there is none of that id. */
const struct lw_content_rule *lw_content_rule_find(struct lw_view id);

/* Adds a finding with the rule's texts; the evidence by printf. */
struct lw_finding *lw_rule_find(struct lw_rule_context *ctx, const struct lw_content_rule *rule,
                                struct lw_view path, uint32_t line, const char *evidence_fmt, ...)
    LW_PRINTF(5, 6);

/* The most findings of one rule that are told one by one; the rest becomes one that says how many
 * more there are, and what kept them: a layer zipped with mode 0777 throughout is one fault. */
enum { LW_RULE_FINDINGS_MAX = 20 };

/* Runs every rule, worst findings of each first; the whole list is to be sorted afterwards. */
void lw_content_rules_run(struct lw_rule_context *ctx);

#endif
