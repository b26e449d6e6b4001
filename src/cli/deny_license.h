/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/deny_license.h - whether a value of --deny-license can deny anything.
 */
#ifndef LW_CLI_DENY_LICENSE_H
#define LW_CLI_DENY_LICENSE_H

#include "base/arena.h"
#include "base/err.h"

/* Takes what a licence can be compared with (rules/license.h): an SPDX id, alone or WITH an
 * exception, an exception alone, a LicenseRef-, npm's UNLICENSED, and a pattern that matches some
 * SPDX id. A list that can deny nothing is a gate that is open: all else is LW_E_USAGE, with what
 * may have been meant. */
LW_NODISCARD lw_status lw_deny_license_check(struct lw_view value, struct lw_arena *arena,
                                             struct lw_err *err);

#endif
