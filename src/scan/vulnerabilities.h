/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/vulnerabilities.h - findings for the packages that advisories speak of.
 */
#ifndef LW_SCAN_VULNERABILITIES_H
#define LW_SCAN_VULNERABILITIES_H

#include "scan/scan.h"
#include "vuln/index.h"

/* Adds a finding "vulnerability" for each fault of each package, and a finding "unknown-version"
 * for a package that has advisories but no version; fills scan->database* and scan->not_checked,
 * where `name` is what a person is told of the index. Texts are copied into the scan's arena. The
 * list is not sorted. err: LW_E_FORMAT where the index is damaged. */
LW_NODISCARD lw_status lw_scan_add_vulnerabilities(struct lw_scan *scan,
                                                   const struct lw_vuln_index *index,
                                                   struct lw_view name, struct lw_err *err);

#endif
