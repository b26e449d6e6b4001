/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/secret_checks.c - tokens that carry a checksum, an account or a name.
 *
 * Spec:    GitHub, "Behind GitHub's new authentication token formats" (2021): CRC-32 of the random
 *          part, in base 62; Grafana, apikeygenprefixed: CRC-32, little-endian hex; the access key
 *          ids of AWS since 2019 hold the account in base 32.
 */
#include <libdeflate.h>
#include <stdio.h>

#include "analyze/secret.h"
#include "base/base64.h"

static const uint64_t ACCOUNT_MAX = 999999999999;
enum { SUM_CHARS = 6, NEAR_BYTES = 600 };

size_t lw_secret_base64(uint8_t *out, size_t capacity, struct lw_view text)
{
    uint32_t pending = 0;
    unsigned bits = 0;
    size_t count = 0;
    for (size_t i = 0; i < text.len && count < capacity; i++) {
        int value = lw_base64_digit(text.ptr[i]);
        if (value < 0)
            break;
        pending = pending << 6 | (uint32_t)value;
        bits += 6;
        if (bits < 8)
            continue;
        bits -= 8;
        out[count++] = (uint8_t)(pending >> bits);
    }
    return count;
}

/* The last six characters are the CRC-32 of the 30 before them. */
static bool sum_is_right(struct lw_view random)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    if (random.len <= SUM_CHARS)
        return false;
    size_t body = random.len - SUM_CHARS;
    uint32_t crc = libdeflate_crc32(0, random.ptr, body);
    for (size_t i = SUM_CHARS; i-- > 0; crc /= 62)
        if (random.ptr[body + i] != (uint8_t)digits[crc % 62])
            return false;
    return true;
}

/* GitHub's own scanner takes what has another sum for no token. */
bool lw_secret_github(struct lw_secret *secret)
{
    snprintf(secret->note, sizeof secret->note, "its checksum is right");
    return sum_is_right(lw_view_from(secret->value, 4));
}

/* npm says that it has a checksum, not which: a right one is proof, another is none against it. */
bool lw_secret_npm(struct lw_secret *secret)
{
    if (sum_is_right(lw_view_from(secret->value, 4)))
        snprintf(secret->note, sizeof secret->note, "its checksum is right");
    return true;
}

bool lw_secret_grafana(struct lw_secret *secret)
{
    char sum[9];
    struct lw_view v = secret->value;
    if (v.len < 10)
        return false;
    uint32_t crc = libdeflate_crc32(0, v.ptr, v.len - 9);
    snprintf(sum, sizeof sum, "%02x%02x%02x%02x", crc & 255, crc >> 8 & 255, crc >> 16 & 255,
             crc >> 24);
    snprintf(secret->note, sizeof secret->note, "its checksum is right");
    return lw_view_is(lw_view_from(v, v.len - 8), sum);
}

/* Ten characters behind the prefix are 50 bits of base 32, of which 40 from the second bit on are
 * the account; the first bit is 0 in older ids, which hold none. */
bool lw_secret_aws_key(struct lw_secret *secret)
{
    uint64_t bits = 0;
    for (size_t i = 4; i < 14; i++) {
        uint8_t c = secret->value.ptr[i];
        if (lw_is_digit(c) && (c < '2' || c > '7'))
            return false;
        bits = bits << 5 | (uint64_t)(lw_is_digit(c) ? c - '2' + 26 : c - 'A');
    }
    uint64_t account = bits >> 9 & (((uint64_t)1 << 40) - 1);
    const char *how = secret->value.ptr[1] == 'S' ? "temporary" : "";
    if (bits >> 49 == 0)
        snprintf(secret->note, sizeof secret->note, "%s", how);
    else
        snprintf(secret->note, sizeof secret->note, "%s%sof account %012llu", how, *how ? ", " : "",
                 (unsigned long long)account);
    return bits >> 49 == 0 || account <= ACCOUNT_MAX;
}

/* Every one begins so: the encoded form of a version and of the region's certificate. Beside a key
 * of AWS's documentation (AKIAIOSFODNN7EXAMPLE) stands documentation. */
bool lw_secret_aws_session(struct lw_secret *secret)
{
    size_t from = secret->at > NEAR_BYTES ? secret->at - NEAR_BYTES : 0;
    struct lw_view around = lw_view_sub(secret->bytes, from,
                                        secret->at - from + secret->value.len + NEAR_BYTES);
    if (lw_view_find(around, LW_VIEW("EXAMPLE")) != LW_NOT_FOUND)
        return false;
    static const char *const heads[] = { "FQoG", "FwoG", "IQoJ", "AQoD", "AQoE" };
    for (size_t i = 0; i < LW_COUNT(heads); i++)
        if (lw_view_starts(secret->value, lw_view_c(heads[i])))
            return true;
    return false;
}

/* The first of its three parts is the bot's id, a number, in base 64. */
bool lw_secret_discord(struct lw_secret *secret)
{
    uint8_t id[32];
    size_t dot = lw_view_find_byte(secret->value, '.');
    if (dot == LW_NOT_FOUND || lw_view_find_byte(lw_view_from(secret->value, dot + 1), '.') < 5)
        return false;
    size_t count = lw_secret_base64(id, sizeof id, lw_view_sub(secret->value, 0, dot));
    for (size_t i = 0; i < count; i++)
        if (!lw_is_digit(id[i]))
            return false;
    return count >= 15;
}

/* Of "AQE...-...-..." the last part is the value. An expression for all three would follow each
 * base64 that happens to hold "AQEx" to its end. */
bool lw_secret_adyen(struct lw_secret *secret)
{
    enum { FIRST_MOST = 604, MIDDLE_LEAST = 20, MIDDLE_MOST = 44, LEAST = 8, MOST = 24 };
    const size_t first = lw_view_find_byte(secret->value, '-');
    if (first > FIRST_MOST ||
        lw_view_find_byte(lw_view_sub(secret->value, 0, first), '_') != LW_NOT_FOUND)
        return false;
    const struct lw_view v = lw_view_from(secret->value, first + 1);
    const size_t dash = lw_view_find_byte(v, '-'), from = dash + 1;
    if (dash == LW_NOT_FOUND || dash < MIDDLE_LEAST || dash > MIDDLE_MOST ||
        lw_view_find_byte(lw_view_sub(v, 0, dash), '_') != LW_NOT_FOUND)
        return false;
    size_t end = from;
    while (end < v.len && lw_is_alnum(v.ptr[end]))
        end++;
    if (end - from < LEAST || end - from > MOST || (end < v.len && v.ptr[end] == '_'))
        return false;
    secret->at += first + 1 + from;
    secret->value = lw_view_sub(v, from, end - from);
    return true;
}
