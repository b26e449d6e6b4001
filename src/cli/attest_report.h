/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/attest_report.h - what `attest verify` prints.
 */
#ifndef LW_CLI_ATTEST_REPORT_H
#define LW_CLI_ATTEST_REPORT_H

#include <stdio.h>

#include "attest/verify.h"

struct lw_verify_report {
    const struct lw_identity *identity;
    const struct lw_policy *policy;
    const struct lw_publisher *publisher;
    const struct lw_verification *result;
};

void lw_verify_table(FILE *out, const struct lw_verify_report *report, bool color);
void lw_verify_json(FILE *out,
                    const struct lw_verify_report *report); /* attest-verify.schema.json */

#endif
