/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/secret.c - from a hit to a value: alphabet, length, surroundings, entropy.
 */
#include "analyze/secret.h"

#include <math.h>

enum { CONTEXT_BYTES = 240 };

const struct lw_secret_kind lw_secret_kinds[] = {
#define LW_SECRET(constant, id, title, class, flags, expression, lead, charset, max, floor,        \
                  context, check)                                                                  \
    { id,    title, LW_SECRET_##class, LW_CS_##charset, lead, max, floor, context,                 \
      check, false, (flags)[0] == 'v' },
#define LW_ASSIGNED(constant, id, title, class, keyword, charset, min, max, floor, check)          \
    { id, title, LW_SECRET_##class, LW_CS_##charset, min, max, floor, NULL, check, true, false },
#include "analyze/secret.def"
#undef LW_SECRET
#undef LW_ASSIGNED
};
const size_t lw_secret_kind_count = LW_COUNT(lw_secret_kinds);

/* The kinds follow each other in enum lw_pattern as they do here. */
const struct lw_secret_kind *lw_secret_kind(uint32_t pattern)
{
    if (pattern < LW_SEC_AWS_KEY || pattern >= LW_SEC_AWS_KEY + LW_COUNT(lw_secret_kinds))
        return NULL;
    return &lw_secret_kinds[pattern - LW_SEC_AWS_KEY];
}

static bool is_hex(uint8_t c)
{
    return lw_is_digit(c) || (c >= 'a' && c <= 'f');
}

static bool among(uint8_t c, const char *set)
{
    return c && strchr(set, c);
}

static bool in_charset(enum lw_charset set, uint8_t c)
{
    switch (set) {
    case LW_CS_ALNUM:
        return lw_is_alnum(c);
    case LW_CS_LOWER:
        return lw_is_digit(c) || (c >= 'a' && c <= 'z');
    case LW_CS_UPPER:
        return lw_is_digit(c) || (c >= 'A' && c <= 'Z');
    case LW_CS_HEX:
        return is_hex(c);
    case LW_CS_HEXANY:
        return is_hex(lw_lower(c));
    case LW_CS_HEXDASH:
        return is_hex(c) || c == '-';
    case LW_CS_WORD:
        return lw_is_alnum(c) || among(c, "_-");
    case LW_CS_WORDEQ:
        return lw_is_alnum(c) || among(c, "_-=");
    case LW_CS_DOTTED:
        return lw_is_alnum(c) || among(c, "_-.");
    case LW_CS_TILDE:
        return lw_is_alnum(c) || among(c, "_-.~");
    case LW_CS_BASE64:
        return lw_is_alnum(c) || among(c, "+/=");
    case LW_CS_BASE64DASH:
        return lw_is_alnum(c) || among(c, "+/=_-");
    case LW_CS_URLENC:
        return lw_is_alnum(c) || among(c, "%+/-");
    }
    return false;
}

unsigned lw_entropy_tenths(struct lw_view value)
{
    uint32_t counts[256] = { 0 };
    double sum = 0;
    for (size_t i = 0; i < value.len; i++)
        counts[value.ptr[i]]++;
    for (size_t i = 0; i < 256; i++) {
        double p = counts[i] ? (double)counts[i] / (double)value.len : 0;
        sum -= counts[i] ? p * log2(p) : 0;
    }
    return (unsigned)(sum * 10);
}

/* Nothing of the same word stands before it; "\n" in a string is no letter. */
static bool begins(struct lw_view bytes, size_t at)
{
    if (at == 0 || !lw_is_alnum(bytes.ptr[at - 1]))
        return true;
    return at > 1 && bytes.ptr[at - 2] == '\\' && among(bytes.ptr[at - 1], "nrt");
}

static bool near(struct lw_view bytes, size_t at, size_t len, const char *word)
{
    size_t from = at > CONTEXT_BYTES ? at - CONTEXT_BYTES : 0, word_len = strlen(word);
    struct lw_view around = lw_view_sub(bytes, from, at - from + len + CONTEXT_BYTES);
    for (size_t i = 0; i + word_len <= around.len; i++)
        if (lw_view_eq_nocase(lw_view_sub(around, i, word_len), lw_view(word, word_len)))
            return true;
    return false;
}

bool lw_secret_look(struct lw_secret *out, const struct lw_secret_kind *kind, struct lw_view bytes,
                    uint64_t end)
{
    if (end > bytes.len || end < kind->lead)
        return false;
    size_t at = (size_t)end - kind->lead, stop = (size_t)end;
    while (stop < bytes.len && stop - at <= kind->max && in_charset(kind->charset, bytes.ptr[stop]))
        stop++;
    while (kind->varies && at > 0 && stop - at < kind->max &&
           (lw_is_alnum(bytes.ptr[at - 1]) || among(bytes.ptr[at - 1], "_-.:%")))
        at--;
    if (stop - at > kind->max || !begins(bytes, at))
        return false;
    if (stop < bytes.len && (lw_is_alnum(bytes.ptr[stop]) || bytes.ptr[stop] == '_'))
        return false;
    *out = (struct lw_secret){
        .kind = kind, .value = lw_view_sub(bytes, at, stop - at), .at = at, .bytes = bytes
    };
    if (kind->context && !near(bytes, at, stop - at, kind->context))
        return false;
    if (kind->floor && lw_entropy_tenths(out->value) < kind->floor)
        return false;
    if (kind->check && !kind->check(out))
        return false;
    return !lw_secret_is_placeholder(out->value, kind->check != lw_secret_any);
}
