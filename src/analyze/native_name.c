/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_name.c - versions by the file name of a library: "libz.so.1.2.13".
 *
 * Only for libraries whose number is their release (most count their interface instead); asked
 * last, for what the content does not say.
 */
#include "analyze/native_version.h"

enum how {
    AS_IT_IS, /* libz.so.1.2.13 */
    LIBPNG,   /* libpng16.so.16.39.0: 1.6.39 */
    GLIB,     /* libglib-2.0.so.0.7400.6: 2.74.6 */
    HARFBUZZ, /* libharfbuzz.so.0.60000.0: 6.0.0 */
    FREETYPE, /* libfreetype.so.6.18.3: 2.12.1, by its docs/VERSIONS.TXT */
    LIBVIPS,  /* libvips-cpp.so.8.18.7, as sharp names it; elsewhere 42.16.1 is the interface */
};

static const struct row {
    const char *stem, *name;
    enum how how;
} rows[] = {
    { "libz", "zlib", AS_IT_IS },
    { "libxml2", "libxml2", AS_IT_IS },
    { "libxslt", "libxslt", AS_IT_IS },
    { "libbz2", "bzip2", AS_IT_IS },
    { "libzstd", "zstd", AS_IT_IS },
    { "liblz4", "lz4", AS_IT_IS },
    { "liblzma", "xz", AS_IT_IS },
    { "libbrotlidec", "brotli", AS_IT_IS },
    { "libbrotlienc", "brotli", AS_IT_IS },
    { "libbrotlicommon", "brotli", AS_IT_IS },
    { "libicuuc", "icu", AS_IT_IS },
    { "libicui18n", "icu", AS_IT_IS },
    { "libicudata", "icu", AS_IT_IS },
    { "libvips-cpp", "libvips", LIBVIPS },
    { "libpng16", "libpng", LIBPNG },
    { "libglib-2.0", "glib", GLIB },
    { "libharfbuzz", "harfbuzz", HARFBUZZ },
    { "libfreetype", "freetype", FREETYPE },
};

static const struct {
    unsigned minor, patch;
    const char *release;
} freetype[] = {
    { 16, 0, "2.9.1" },  { 16, 1, "2.9.1" },  { 17, 0, "2.10.0" }, { 17, 1, "2.10.1" },
    { 17, 2, "2.10.2" }, { 17, 3, "2.10.3" }, { 17, 4, "2.10.4" }, { 18, 0, "2.11.0" },
    { 18, 1, "2.11.1" }, { 18, 2, "2.12.0" }, { 18, 3, "2.12.1" }, { 20, 0, "2.13.0" },
    { 20, 1, "2.13.2" }, { 20, 2, "2.13.3" },
};

static bool has(const struct lw_native_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].name, name) == 0)
            return true;
    return false;
}

static struct lw_view convert(struct lw_arena *arena, enum how how, struct lw_view text)
{
    unsigned n[3];
    struct lw_view piece, rest = text;
    uint64_t value;
    if (how == AS_IT_IS || (how == LIBVIPS && lw_view_starts(text, LW_VIEW("8."))))
        return text;
    for (size_t i = 0; i < LW_COUNT(n); i++) {
        if (!lw_view_split(&piece, &rest, '.') || !lw_view_u64(&value, piece, 9999999))
            return LW_VIEW_NONE;
        n[i] = (unsigned)value;
    }
    if (how == LIBPNG)
        return lw_arena_printf(arena, "1.%u.%u", n[0] % 10, n[1]);
    if (how == GLIB)
        return lw_arena_printf(arena, "2.%u.%u", n[1] / 100, n[2]);
    if (how == HARFBUZZ && n[1] >= 10000)
        return lw_arena_printf(arena, "%u.%u.%u", n[1] / 10000, n[1] / 100 % 100, n[1] % 100);
    if (how == FREETYPE)
        for (size_t i = 0; i < LW_COUNT(freetype); i++)
            if (freetype[i].minor == n[1] && freetype[i].patch == n[2])
                return lw_view_c(freetype[i].release);
    return LW_VIEW_NONE;
}

void lw_native_by_name(struct lw_native_list *out, struct lw_view path)
{
    struct lw_view base = lw_path_base(path);
    size_t mark = lw_view_find(base, LW_VIEW(".so.")), version, all;
    if (mark == LW_NOT_FOUND)
        return;
    struct lw_view stem = lw_view_sub(base, 0, mark), text = lw_view_from(base, mark + 4);
    if (!lw_version_match(&version, &all, "d.d[.d]", text) || all != text.len)
        return;
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        if (!lw_view_is(stem, rows[i].stem) || has(out, rows[i].name))
            continue;
        struct lw_native found = { .name = rows[i].name,
                                   .version = convert(out->arena, rows[i].how, text) };
        found.evidence = lw_arena_printf(out->arena, "file name %.*s", LW_FMT(base));
        if (found.version.len)
            lw_native_add(out, found);
    }
}
