/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_string.c - versions by the strings of native.def, and by a sign and a version
 * that stands alone.
 */
#include "analyze/native_version.h"

enum {
    FIRST_NATIVE = 0
#define LW_PATTERN(constant, set, flags, expression) +1
#include "analyze/patterns.def"
#undef LW_PATTERN
};

enum { EVIDENCE_MAX_BYTES = 80, VERSION_MAX_BYTES = 48 };

static const struct row {
    const char *name, *grammar;
    unsigned flags;
    struct lw_view prefix, suffix;
} rows[] = {
#define VIEW(text)                                                                                 \
    {                                                                                              \
        (const uint8_t *)(text), sizeof(text) - 1                                                  \
    }
#define LW_NATIVE(constant, name, flags, prefix, grammar, suffix)                                  \
    { name, grammar, flags, VIEW(prefix), VIEW(suffix) },
#include "analyze/native.def"
#undef LW_NATIVE
};

void lw_native_add(struct lw_native_list *list, struct lw_native item)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].name, item.name) == 0 &&
            lw_view_eq(list->items[i].version, item.version))
            return;
    *LW_PUSH(list->arena, list) = item;
}

static bool printable(uint8_t c)
{
    return c >= ' ' && c < 0x7f;
}

/* Texts in a program need no NUL before them: the first of a section follows other data. */
static bool begins_text(struct lw_view bytes, size_t at)
{
    return at == 0 || !printable(bytes.ptr[at - 1]);
}

static bool ends_text(struct lw_view bytes, size_t at)
{
    return at >= bytes.len || !printable(bytes.ptr[at]);
}

/* The printable text around a place: what a person sees of it. */
static struct lw_view text_at(struct lw_view bytes, size_t at)
{
    size_t n = 0;
    struct lw_view from = lw_view_from(bytes, at);
    while (n < from.len && n < EVIDENCE_MAX_BYTES && printable(from.ptr[n]))
        n++;
    return lw_view_trim(lw_view_sub(from, 0, n));
}

/* Where the version that ends at `end` begins. */
static size_t version_start(struct lw_view bytes, size_t end)
{
    size_t at = end;
    while (at > 0 && end - at < VERSION_MAX_BYTES &&
           (lw_is_digit(bytes.ptr[at - 1]) || bytes.ptr[at - 1] == '.'))
        at--;
    return at;
}

/* One hit against its row. `end` is behind the digit that follows the prefix, or behind the
 * suffix where there is no prefix, or behind the prefix where there is no grammar. */
static bool check(struct lw_native *out, const struct row *row, struct lw_view bytes, size_t end)
{
    size_t start, version_at, version = 0, all = 0, digit = *row->grammar ? 1 : 0;
    if (row->prefix.len) {
        start = end - digit - row->prefix.len;
        version_at = end - digit;
    } else {
        start = version_at = version_start(bytes, end - row->suffix.len);
    }
    if (*row->grammar &&
        !lw_version_match(&version, &all, row->grammar, lw_view_from(bytes, version_at)))
        return false;
    size_t behind = version_at + all;
    if (!lw_view_starts(lw_view_from(bytes, behind), row->suffix) ||
        (row->prefix.len == 0 && behind + row->suffix.len != end) ||
        ((row->flags & LW_NV_START) && !begins_text(bytes, start)) ||
        ((row->flags & LW_NV_END) && !ends_text(bytes, behind + row->suffix.len)))
        return false;
    if (row->flags & LW_NV_WHOLE) {
        version += version_at - start;
        version_at = start;
    }
    *out = (struct lw_native){ .name = row->name,
                               .version = lw_view_sub(bytes, version_at, version),
                               .evidence = text_at(bytes, start),
                               .offset = start,
                               .runtime = row->flags & LW_NV_RUNTIME };
    return true;
}

static const struct {
    const char *name, *library;
} linked[] = {
    { "openssl", "libcrypto.so" },  { "openssl", "libssl.so" }, { "zlib", "libz.so" },
    { "libcurl", "libcurl" },       { "libpng", "libpng" },     { "libjpeg-turbo", "libjpeg" },
    { "libtiff", "libtiff" },       { "expat", "libexpat" },    { "lua", "liblua" },
    { "pcre2", "libpcre2" },        { "pcre", "libpcre.so" },   { "gnutls", "libgnutls" },
    { "libarchive", "libarchive" }, { "libxml2", "libxml2" },   { "python", "libpython" },
    { "libgcrypt", "libgcrypt" },   { "bzip2", "libbz2" },      { "sqlite", "libsqlite3" },
};

/* Does the file load this library from elsewhere? */
static bool is_linked(const struct lw_elf *elf, const char *name)
{
    struct lw_elf_dynamic d;
    for (size_t i = 0; elf && lw_elf_dynamic(&d, elf, i); i++) {
        if (d.tag != LW_DT_NEEDED)
            continue;
        struct lw_view needed = lw_elf_dynamic_text(elf, d.value);
        for (size_t l = 0; l < LW_COUNT(linked); l++)
            if (strcmp(linked[l].name, name) == 0 &&
                lw_view_starts(needed, lw_view_c(linked[l].library)))
                return true;
    }
    return false;
}

void lw_native_by_string(struct lw_native_list *out, struct lw_view bytes, const struct lw_elf *elf,
                         const struct lw_pattern_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        struct lw_native found;
        uint32_t pattern = hits->items[i].pattern;
        if (pattern >= FIRST_NATIVE && pattern - FIRST_NATIVE < LW_COUNT(rows) &&
            check(&found, &rows[pattern - FIRST_NATIVE], bytes, (size_t)hits->items[i].end) &&
            !is_linked(elf, found.name))
            lw_native_add(out, found);
    }
}

/* A version that is a text of its own, nearest to `near`. `head` is how it begins ("3."). */
static bool find_alone(struct lw_view *out, size_t *offset, struct lw_view bytes, const char *head,
                       const char *grammar, size_t near)
{
    size_t best = LW_NOT_FOUND, version, all;
    for (size_t from = 0;; from++) {
        size_t at = lw_view_find(lw_view_from(bytes, from), lw_view_c(head));
        if (at == LW_NOT_FOUND)
            break;
        from += at;
        if (!begins_text(bytes, from) ||
            !lw_version_match(&version, &all, grammar, lw_view_from(bytes, from)) ||
            from + all >= bytes.len || bytes.ptr[from + all] != 0)
            continue;
        size_t distance = from > near ? from - near : near - from;
        if (distance >= best)
            continue;
        best = distance;
        *out = lw_view_sub(bytes, from, version);
        *offset = from;
    }
    return best != LW_NOT_FOUND;
}

static const struct sign {
    enum lw_pattern pattern;
    const char *name, *head, *grammar;
    bool runtime;
} signs[] = {
    { LW_PAT_SQLITE_SOURCE, "sqlite", "3.", "d.d.d", false },
    { LW_PAT_PERL, "perl", "v5.", "vd.d.d", true },
    { LW_PAT_PYTHON, "python", "3.", "d.d.ds", true },
    { LW_PAT_PYTHON, "python", "2.7.", "d.d.ds", true },
    { LW_PAT_JQ, "jq", "1.", "d.d[.d]|s", false },
};

/* False where no version stands alone. */
static bool by_sign(struct lw_native_list *out, const struct sign *sign, struct lw_view bytes,
                    size_t hit)
{
    struct lw_native found = { .name = sign->name, .runtime = sign->runtime };
    size_t offset;
    if (!find_alone(&found.version, &offset, bytes, sign->head, sign->grammar, hit))
        return false;
    found.offset = offset;
    if (found.version.ptr[0] == 'v')
        found.version = lw_view_from(found.version, 1);
    found.evidence = lw_arena_printf(out->arena, "%.*s alone, with strings of %s",
                                     LW_FMT(found.version), found.name);
    lw_native_add(out, found);
    return true;
}

/* The first hit of a pattern that this file has, or NULL. */
static const struct lw_pattern_hit *first_hit(const struct lw_pattern_hits *hits,
                                              enum lw_pattern pattern)
{
    for (size_t i = 0; hits->seen[pattern] && i < hits->count; i++)
        if (hits->items[i].pattern == pattern)
            return &hits->items[i];
    return NULL;
}

void lw_native_by_sign(struct lw_native_list *out, struct lw_view bytes,
                       const struct lw_pattern_hits *hits)
{
    for (size_t s = 0; s < LW_COUNT(signs); s++) {
        const struct lw_pattern_hit *hit = first_hit(hits, signs[s].pattern);
        /* Rows of one pattern are alternatives. */
        if (hit && by_sign(out, &signs[s], bytes, (size_t)hit->end))
            while (s + 1 < LW_COUNT(signs) && signs[s + 1].pattern == signs[s].pattern)
                s++;
    }
}
