/* SPDX-License-Identifier: Apache-2.0
 *
 * base/gunzip.c - gzip by libdeflate.
 */
#include "base/gunzip.h"

#include "base/arena.h"

#include <libdeflate.h>

lw_status lw_gunzip(struct lw_buf *out, struct lw_view bytes, size_t most_bytes, struct lw_err *err)
{
    struct libdeflate_decompressor *machine = libdeflate_alloc_decompressor();
    if (!machine)
        lw_oom(0);
    enum libdeflate_result result = LIBDEFLATE_SUCCESS;
    size_t room = bytes.len * 4 + (1 << 16);
    room = room < most_bytes ? room : most_bytes;
    while (bytes.len && result == LIBDEFLATE_SUCCESS &&
           out->len <= most_bytes) { /* one member after another */
        size_t used = 0, made = 0;
        uint8_t *at = lw_buf_reserve(out, room);
        result = libdeflate_gzip_decompress_ex(machine, bytes.ptr, bytes.len, at, room, &used,
                                               &made);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE && room < most_bytes) {
            room *= 2;
            result = LIBDEFLATE_SUCCESS;
            continue;
        }
        if (result == LIBDEFLATE_SUCCESS) {
            out->len += made;
            bytes = lw_view_from(bytes, used);
        }
    }
    libdeflate_free_decompressor(machine);
    LW_ENSURE(result != LIBDEFLATE_INSUFFICIENT_SPACE && out->len <= most_bytes, err, LW_E_LIMIT, 0,
              "unpacks to more than %zu bytes", most_bytes);
    LW_ENSURE(result == LIBDEFLATE_SUCCESS, err, LW_E_FORMAT, 0, "its gzip data is broken");
    return LW_OK;
}
