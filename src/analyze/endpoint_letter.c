/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/endpoint_letter.c - letters of hosts that are no ASCII.
 */
#include "analyze/endpoint_letter.h"

#include "base/text.h"

size_t lw_foreign_letter(struct lw_view text, size_t at)
{
    size_t next = at;
    if (text.ptr[at] < 0xc3)
        return 0;
    uint32_t c = lw_utf8_next(text, &next);
    bool latin = (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) ||
                 (c >= 0xff21 && c <= 0xff5a);
    bool alike = (c >= 0x370 && c <= 0x52f) || (c >= 0x13a0 && c <= 0x13fd) ||
                 (c >= 0x1d400 && c <= 0x1d7ff);
    return latin || alike ? next - at : 0;
}

size_t lw_wide_dot(struct lw_view text, size_t at)
{
    size_t next = at;
    if (text.ptr[at] != 0xe3 && text.ptr[at] != 0xef)
        return 0;
    uint32_t c = lw_utf8_next(text, &next);
    return c == 0x3002 || c == 0xff0e || c == 0xff61 ? next - at : 0;
}

size_t lw_unseen_letter(struct lw_view text, size_t at)
{
    size_t next = at;
    if (text.ptr[at] != 0xc2 && text.ptr[at] != 0xe2 && text.ptr[at] != 0xef)
        return 0;
    uint32_t c = lw_utf8_next(text, &next);
    bool unseen = c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff;
    return unseen ? next - at : 0;
}
