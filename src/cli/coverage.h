/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/coverage.h - what an advisory index does not hold, told on stderr.
 */
#ifndef LW_CLI_COVERAGE_H
#define LW_CLI_COVERAGE_H

#include "cli/verb.h"
#include "vuln/import.h"

/* "the index holds no advisories for Go: 192 packages were not looked up ..."; nothing where all
 * counts are 0. */
void lw_cli_say_not_checked(const size_t counts[LW_ECO_COUNT]);

/* That vulnerabilities were not looked for, unless --quiet; that the index is old. */
void lw_cli_say_no_index(const struct lw_args *args);
void lw_cli_say_old(const struct lw_vuln_index *index, int64_t now_utc_s);

/* What was replaced held more: "no longer in the index: Go ..."; nothing where it did not. */
void lw_cli_say_gone(const struct lw_vuln_import_result *result);

/* Whether OSV's files of that name ("PyPI", "Debian:12") can be read. err: LW_E_USAGE, which lists
 * what can, and names what may have been meant. */
LW_NODISCARD lw_status lw_cli_check_ecosystem(struct lw_view name, struct lw_err *err);

#endif
