/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/cvss_metrics.h - the metrics of a CVSS vector, checked, for those that compute its score.
 */
#ifndef LW_VULN_CVSS_METRICS_H
#define LW_VULN_CVSS_METRICS_H

#include "base/view.h"

struct lw_cvss_metric {
    const char *name;
    const char *values; /* "N|L|H" */
    bool mandatory;
};

#define LW_CVSS_METRICS 32

/* One letter for each metric of its version's table; 0 where it was not given. */
struct lw_cvss_vector {
    const struct lw_cvss_metric *metrics;
    size_t count;
    char letter[LW_CVSS_METRICS]; /* the first of the value, upper case as given */
};

/* The first letter of the value of the metric called `name`, 0 where it was not given. */
char lw_cvss_letter(const struct lw_cvss_vector *v, const char *name);

/* Scores in tenths; every mandatory metric is there. */
int lw_cvss2_base(const struct lw_cvss_vector *v);
int lw_cvss3_base(const struct lw_cvss_vector *v, int minor);
int lw_cvss4_score(const struct lw_cvss_vector *v);

#endif
