/* SPDX-License-Identifier: Apache-2.0
 *
 * report/table.h - the sections of the format "table".
 */
#ifndef LW_REPORT_TABLE_H
#define LW_REPORT_TABLE_H

#include "report/columns.h"
#include "report/format.h"
#include "report/summary.h"

struct lw_table {
    struct lw_painter p;
    const struct lw_scan *scan;
    struct lw_report_summary summary;
    bool verbose;
};

/* Each writes its section, with an empty line before it, or nothing where it has nothing to say. */
void lw_table_head(struct lw_table *t);
void lw_table_incomplete(struct lw_table *t);
void lw_table_vulnerabilities(struct lw_table *t);
void lw_table_findings(struct lw_table *t);
void lw_table_suppressed(struct lw_table *t);
void lw_table_shadows(struct lw_table *t);
void lw_table_hidden(struct lw_table *t); /* packages: part of lw_table_packages() */
void lw_table_behavior(struct lw_table *t);
void lw_table_packages(struct lw_table *t);
void lw_table_files(struct lw_table *t);
void lw_table_summary(struct lw_table *t);

/* The name of an input, shortened in its middle where it has no room. */
void lw_table_input(struct lw_painter *p, struct lw_view input);

/* "VULNERABILITIES (3)" behind an empty line. */
void lw_table_section(struct lw_table *t, const char *title, size_t count);

const char *lw_severity_style(enum lw_severity severity);

#endif
