/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/yara_rules.h - what yara_rules.c (loads and compiles) and yara.c (scans) share; not for
 * others.
 */
#ifndef LW_ANALYZE_YARA_RULES_H
#define LW_ANALYZE_YARA_RULES_H

#include <pthread.h>
#include <stdatomic.h>

#include <yara.h>

#include "analyze/yara.h"

struct lw_yara_calls {
#define LW_YARA_CALL(name) __typeof__(&name) name;
#include "analyze/yara.def"
#undef LW_YARA_CALL
};

struct lw_yara {
    const struct lw_yara_calls *y;
    YR_RULES *rules;
    struct lw_digest digest;
    pthread_mutex_t lock; /* of the scanners that nobody uses */
    struct {
        YR_SCANNER **items;
        size_t count, capacity;
    } idle;
    struct lw_arena arena; /* of the list */
    atomic_bool timed_out;
};

#endif
