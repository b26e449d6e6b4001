/* SPDX-License-Identifier: Apache-2.0
 *
 * base/arn.c - ARNs of layer versions.
 */
#include "base/arn.h"

enum { PARTS = 8, ACCOUNT_DIGITS = 12 };

/* They go into addresses and headers, and onto terminals. */
static bool is_plain(struct lw_view text, size_t most)
{
    for (size_t i = 0; i < text.len; i++)
        if (!lw_is_alnum(text.ptr[i]) && text.ptr[i] != '-' && text.ptr[i] != '_')
            return false;
    return text.len && text.len <= most;
}

bool lw_layer_arn_parse(struct lw_layer_arn *out, struct lw_view text)
{
    struct lw_view parts[PARTS], part, rest = text;
    size_t count = 0;
    while (lw_view_split(&part, &rest, ':')) {
        if (count == PARTS)
            return false;
        parts[count++] = part;
    }
    if (count != PARTS)
        return false;
    uint64_t account;
    *out = (struct lw_layer_arn){
        .partition = parts[1], .region = parts[3], .account = parts[4], .layer = parts[6]
    };
    return lw_view_is(parts[0], "arn") && lw_view_starts(parts[1], LW_VIEW("aws")) &&
           lw_view_is(parts[2], "lambda") && is_plain(parts[1], 32) && is_plain(parts[3], 32) &&
           parts[4].len == ACCOUNT_DIGITS && lw_view_u64(&account, parts[4], UINT64_MAX) &&
           lw_view_is(parts[5], "layer") && is_plain(parts[6], 140) &&
           lw_view_u64(&out->version, parts[7], UINT64_MAX) && out->version > 0;
}
