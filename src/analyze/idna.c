/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/idna.c - labels of letters and digits back to what they stand for.
 */
#include "analyze/idna.h"

#include "base/text.h"

/* RFC 3492, section 5. */
enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, BIAS = 72, FIRST = 0x80 };
enum { LETTERS_MAX = 63 }; /* of a label */

struct label {
    uint32_t letters[LETTERS_MAX];
    uint32_t count;
};

static uint32_t adapted(uint32_t delta, uint32_t count, bool first)
{
    uint32_t k = 0;
    delta = first ? delta / DAMP : delta / 2;
    delta += delta / count;
    for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE)
        delta /= BASE - T_MIN;
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static int digit_of(uint8_t c)
{
    c = lw_lower(c);
    return lw_is_digit(c) ? c - '0' + 26 : c >= 'a' && c <= 'z' ? c - 'a' : -1;
}

/* The next delta, a number of digits whose weights depend on the bias; false: there is none. */
static bool next_delta(uint32_t *out, struct lw_view *text, uint32_t bias)
{
    uint64_t value = 0, weight = 1;
    for (uint32_t k = BASE;; k += BASE) {
        const int digit = text->len ? digit_of(text->ptr[0]) : -1;
        if (digit < 0)
            return false;
        *text = lw_view_from(*text, 1);
        value += (uint64_t)digit * weight;
        const uint32_t t = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
        if (value > UINT32_MAX)
            return false;
        if ((uint32_t)digit < t)
            break;
        weight *= BASE - t;
        if (weight > UINT32_MAX)
            return false;
    }
    *out = (uint32_t)value;
    return true;
}

/* RFC 3492, section 6.2; `text` is what stands behind "xn--". */
static bool decode(struct label *out, struct lw_view text)
{
    const size_t dash = lw_view_rfind_byte(text, '-');
    struct lw_view plain = lw_view_sub(text, 0, dash == LW_NOT_FOUND ? 0 : dash);
    uint64_t letter = FIRST;
    uint32_t at = 0, bias = BIAS;
    out->count = 0;
    if (text.len > LETTERS_MAX)
        return false;
    for (size_t i = 0; i < plain.len; i++)
        out->letters[out->count++] = plain.ptr[i];
    text = lw_view_from(text, dash == LW_NOT_FOUND ? 0 : dash + 1);
    for (uint32_t delta; text.len; at++) {
        if (!next_delta(&delta, &text, bias) || out->count == LETTERS_MAX)
            return false;
        const uint64_t sum = (uint64_t)at + delta, count = out->count + 1;
        letter += sum / count;
        if (letter > 0x10ffff || (letter >= 0xd800 && letter < 0xe000))
            return false;
        bias = adapted(delta, (uint32_t)count, out->count == plain.len);
        at = (uint32_t)(sum % count);
        memmove(out->letters + at + 1, out->letters + at,
                (out->count - at) * sizeof out->letters[0]);
        out->letters[at] = (uint32_t)letter;
        out->count++;
    }
    return out->count > 0;
}

void lw_idna_add_shown(struct lw_buf *out, struct lw_view host)
{
    struct lw_view part, rest = host;
    bool first = true;
    while (lw_view_split(&part, &rest, '.')) {
        struct label label;
        lw_buf_add_c(out, first ? "" : ".");
        first = false;
        const bool encoded = part.len > 4 &&
                             lw_view_eq_nocase(lw_view_sub(part, 0, 4), LW_VIEW("xn--"));
        if (!encoded || !decode(&label, lw_view_from(part, 4))) {
            lw_buf_add(out, part);
            continue;
        }
        for (uint32_t i = 0; i < label.count; i++)
            lw_utf8_add(out, label.letters[i]);
    }
}
