/* SPDX-License-Identifier: Apache-2.0
 *
 * base/buf.h - a growing run of bytes on the heap.
 *
 * Owns:    its bytes, until lw_buf_clear(). Like the arena it never fails: see lw_oom().
 */
#ifndef LW_BASE_BUF_H
#define LW_BASE_BUF_H

#include "base/view.h"

struct lw_buf {
    uint8_t *ptr;
    size_t len, capacity;
};

#define LW_BUF_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

void lw_buf_clear(struct lw_buf *buf); /* frees; usable again; fits LW_CLEANUP */

/* Overwrites all its room with zeros, then the same. What it left behind when it grew stays as it
 * was: reserve enough first. */
void lw_buf_wipe_clear(struct lw_buf *buf);

/* Room for at least `more` bytes behind len; returns where they start. */
uint8_t *lw_buf_reserve(struct lw_buf *buf, size_t more);

void lw_buf_add(struct lw_buf *buf, struct lw_view v);
void lw_buf_add_c(struct lw_buf *buf, const char *text);
void lw_buf_printf(struct lw_buf *buf, const char *fmt, ...) LW_PRINTF(2, 3);

/* Little-endian, `width` (at most 8) bytes of `value`; and a uvarint. */
void lw_buf_add_le(struct lw_buf *buf, uint64_t value, unsigned width);
void lw_buf_add_uvarint(struct lw_buf *buf, uint64_t value);

static inline void lw_buf_add_byte(struct lw_buf *buf, uint8_t byte)
{
    uint8_t *at = buf->len < buf->capacity ? buf->ptr + buf->len : lw_buf_reserve(buf, 1);
    *at = byte;
    buf->len++;
}

static inline struct lw_view lw_buf_view(const struct lw_buf *buf)
{
    return (struct lw_view){ buf->ptr, buf->len };
}

#endif
