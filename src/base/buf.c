/* SPDX-License-Identifier: Apache-2.0
 *
 * base/buf.c - growing bytes.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void lw_buf_clear(struct lw_buf *buf)
{
    free(buf->ptr);
    *buf = (struct lw_buf)LW_BUF_INIT;
}

void lw_buf_wipe_clear(struct lw_buf *buf)
{
    if (buf->ptr)
        explicit_bzero(buf->ptr, buf->capacity);
    lw_buf_clear(buf);
}

uint8_t *lw_buf_reserve(struct lw_buf *buf, size_t more)
{
    size_t wanted;
    if (__builtin_add_overflow(buf->len, more, &wanted) || wanted > SIZE_MAX / 2)
        lw_oom(SIZE_MAX);
    if (wanted > buf->capacity || !buf->ptr) {
        size_t grown = buf->capacity ? buf->capacity * 2 : 64;
        while (grown < wanted)
            grown *= 2;
        buf->ptr = lw_xrealloc(buf->ptr, grown);
        buf->capacity = grown;
    }
    return buf->ptr + buf->len;
}

void lw_buf_add(struct lw_buf *buf, struct lw_view v)
{
    if (v.len == 0)
        return;
    memcpy(lw_buf_reserve(buf, v.len), v.ptr, v.len);
    buf->len += v.len;
}

void lw_buf_add_c(struct lw_buf *buf, const char *text)
{
    lw_buf_add(buf, lw_view_c(text));
}

void lw_buf_printf(struct lw_buf *buf, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n > 0) {
        char *at = (char *)lw_buf_reserve(buf, (size_t)n + 1);
        vsnprintf(at, (size_t)n + 1, fmt, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

void lw_buf_add_le(struct lw_buf *buf, uint64_t value, unsigned width)
{
    for (unsigned i = 0; i < width; i++)
        lw_buf_add_byte(buf, (uint8_t)(value >> (8 * i)));
}

void lw_buf_add_uvarint(struct lw_buf *buf, uint64_t value)
{
    while (value >= 0x80) {
        lw_buf_add_byte(buf, (uint8_t)(value | 0x80));
        value >>= 7;
    }
    lw_buf_add_byte(buf, (uint8_t)value);
}
