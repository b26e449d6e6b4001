/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/pattern_data.h - the databases that the build writes (tools/gen/patterns.c).
 */
#ifndef LW_ANALYZE_PATTERN_DATA_H
#define LW_ANALYZE_PATTERN_DATA_H

#include "base/view.h"

enum lw_pattern_set { LW_SET_TEXT, LW_SET_ALL, LW_SET_COUNT };

struct lw_pattern_data {
    const char *platform;
    struct lw_view sets[LW_SET_COUNT]; /* as hs_serialize_database() gave them */
};

extern const struct lw_pattern_data lw_pattern_data[]; /* the fastest first */
extern const size_t lw_pattern_data_count;

#endif
