/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/anomaly.c - the table of anomalies, and lists of them that stay bounded.
 */
#include <stdio.h>

#include "archive/internal.h"
#include "base/text.h"

enum { ANOMALIES_OF_A_KIND = 250 };

struct row {
    const char *name, *what;
};

static const struct row rows[LW_A_COUNT_] = {
#define LW_ANOMALY(constant, name, what) [constant] = { name, what },
#include "archive/anomaly.def"
#undef LW_ANOMALY
};

const char *lw_anomaly_name(enum lw_anomaly_kind kind)
{
    return (unsigned)kind < LW_A_COUNT_ ? rows[kind].name : "unknown";
}

const char *lw_anomaly_what(enum lw_anomaly_kind kind)
{
    return (unsigned)kind < LW_A_COUNT_ ? rows[kind].what : "unknown";
}

void lw_anomalies_add(struct lw_anomalies *to, enum lw_anomaly_kind kind, struct lw_view path,
                      uint64_t offset, const char *fmt, ...)
{
    if (++to->seen[kind] > ANOMALIES_OF_A_KIND)
        return;
    char text[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    struct lw_anomaly *anomaly = LW_PUSH(to->arena, to->list);
    *anomaly = (struct lw_anomaly){ kind, lw_arena_copy(to->arena, path), offset,
                                    lw_arena_copy(to->arena, lw_view(text, len)) };
}

void lw_anomalies_end(struct lw_anomalies *to)
{
    for (unsigned kind = 0; kind < LW_A_COUNT_; kind++) {
        size_t more = to->seen[kind] > ANOMALIES_OF_A_KIND ? to->seen[kind] - ANOMALIES_OF_A_KIND
                                                           : 0;
        if (!more)
            continue;
        struct lw_anomaly *anomaly = LW_PUSH(to->arena, to->list);
        anomaly->kind = (enum lw_anomaly_kind)kind;
        anomaly->detail = lw_arena_printf(to->arena, "%zu more of this kind", more);
    }
}

struct lw_limits lw_limits_default(void)
{
    return (struct lw_limits){
        .total_bytes = 262144000,
        .entry_bytes = 262144000,
        .entries = 200000,
        .ratio = 200,
        .depth = 4,
        .archive_bytes = 1 << 30,
    };
}

const char *lw_shown(struct lw_buf *buf, struct lw_view text)
{
    enum { LONGEST = 160 };
    buf->len = 0;
    lw_text_add_safe(buf, lw_view_sub(text, 0, LONGEST));
    if (text.len > LONGEST)
        lw_buf_add_c(buf, "...");
    lw_buf_add_byte(buf, 0);
    return (const char *)buf->ptr;
}
