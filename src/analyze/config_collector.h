/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/config_collector.h - what a configuration has an OpenTelemetry collector do.
 *
 * Trusts:  nothing; limits on bytes, depth and nodes.
 * Spec:    https://opentelemetry.io/docs/collector/configuration/
 */
#ifndef LW_ANALYZE_CONFIG_COLLECTOR_H
#define LW_ANALYZE_CONFIG_COLLECTOR_H

#include "analyze/syntax/emit.h"

enum { LW_COLLECTOR_MAX_BYTES = 256 << 10 };

/* By its words, before it is read: a text in YAML or JSON that may be one. */
bool lw_collector_likely(struct lw_view bytes);

/* Says nothing of what is no such configuration. err: LW_E_FORMAT, LW_E_LIMIT where it reads like
 * one and was not looked at as a whole. */
LW_NODISCARD lw_status lw_collector(struct lw_emit *emit, struct lw_view bytes, struct lw_err *err);

#endif
