/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diff_html.h - the parts of a review's page.
 *
 * Trusts: nothing; every text goes through lw_html_text().
 */
#ifndef LW_REPORT_DIFF_HTML_H
#define LW_REPORT_DIFF_HTML_H

#include "report/diff_format.h"
#include "report/html.h"

/* In the order of the page. */
void lw_diff_html_overview(struct lw_diff_report *report);
void lw_diff_html_reasons(struct lw_diff_report *report);
void lw_diff_html_packages(struct lw_diff_report *report);

/* The tree as data, and each changed file with its hunks. err: LW_E_IO. */
LW_NODISCARD lw_status lw_diff_html_files(struct lw_diff_report *report, struct lw_err *err);

#endif
