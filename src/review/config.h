/* SPDX-License-Identifier: Apache-2.0
 *
 * review/config.h - the section "review" of layerward.yaml.
 *
 *     review:
 *       vulnerability-severity: high    # from which on an introduced one is for a person
 *       finding-severity: high          # the same for what rules find in the new version alone
 *       hosts: [api.example.com, "*.example.org"]   # servers that the layer is known to talk to
 *       own: ["python/ours.py"]        # code of one's own, where new code needs no package
 *       levels:
 *         native-added: note            # off, note, review or block for a rule
 *       accept:
 *         - rule: package-added
 *           path: "**.so"        # optional
 *           reason: ours
 *           expires: 2027-01-31         # or permanent: true
 *
 * Trusts:  nothing; what is not known is an error with its line and column.
 */
#ifndef LW_REVIEW_CONFIG_H
#define LW_REVIEW_CONFIG_H

#include "config/config.h"
#include "facts/severity.h"

struct lw_review_level { /* of a rule, by the configuration */
    struct lw_view rule;
    int level; /* enum lw_level */
};

struct lw_review_accept {
    struct lw_view rule, path, reason; /* path may be "" */
    int64_t until_utc_s;               /* INT64_MAX: for ever */
    size_t line;
};

struct lw_review_config {
    enum lw_severity vulnerability_severity; /* LW_SEVERITY_HIGH unless said */
    enum lw_severity finding_severity;       /* LW_SEVERITY_HIGH unless said */
    struct lw_config_texts hosts, own;
    struct {
        struct lw_review_level *items;
        size_t count, capacity;
    } levels;
    struct {
        struct lw_review_accept *items;
        size_t count, capacity;
    } accept;
    struct lw_view lock;   /* path of the lock; "" unless said */
    struct lw_view source; /* name of the file, for messages */
};

/* What holds where no configuration says otherwise. */
struct lw_review_config lw_review_config_default(void);

/* Reads the section; texts live in the configuration's arena. Rules and capabilities that do not
 * exist are errors. err: LW_E_CONFIG. */
LW_NODISCARD lw_status lw_review_config_read(struct lw_review_config *out,
                                             const struct lw_config *config, struct lw_err *err);

#endif
