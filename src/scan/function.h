/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/function.h - a function with its layers, scanned as what Lambda puts together.
 */
#ifndef LW_SCAN_FUNCTION_H
#define LW_SCAN_FUNCTION_H

#include "scan/run.h"

/* LW_K_KIND of LW_F_SHADOW for a package whose files another layer replaces: it has a name,
 * version, purl (package), and as losers the layers that bring it. And for one of which another
 * layer has some files: it is among the packages as well. */
#define LW_SHADOW_PACKAGE "package"
#define LW_SHADOW_PART "package-part"
bool lw_is_hidden_package(const struct lw_fact *fact);
bool lw_is_part_package(const struct lw_fact *fact);

/* Called for each layer and then the function, as soon as it was scanned. */
typedef lw_status lw_scan_part_fn(void *ctx, const struct lw_scan *part, struct lw_err *err);

/* Scans `layers` in their order and `function`, and gives what they come to: the files of the
 * merged /opt and /var/task, the packages and what code does that are not hidden there, who shadows
 * whom, and what is to be said of that. The merged scan is the caller's (lw_scan_free()). */
LW_NODISCARD lw_status lw_scan_function(struct lw_scan **out, const struct lw_input *layers,
                                        size_t layer_count, const struct lw_input *function,
                                        const struct lw_scan_options *options,
                                        lw_scan_part_fn *part, void *ctx, struct lw_err *err);

#endif
