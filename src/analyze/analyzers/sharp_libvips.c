/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/sharp_libvips.c - the libraries that sharp's libvips has linked in, by the list
 * that it ships: most of them leave no version string in the shared object.
 *
 * Spec: https://github.com/lovell/sharp-libvips (versions.json)
 */
#include "analyze/place.h"
#include "base/json.h"

enum { LIST_MAX_BYTES = 1 << 16, LIST_MAX_ITEMS = 256 };

/* As sharp-libvips calls it, and as everybody does. The others have one name. */
static const struct {
    const char *listed, *name;
} names[] = {
    { "aom", "libaom" },
    { "archive", "libarchive" },
    { "exif", "libexif" },
    { "ffi", "libffi" },
    { "heif", "libheif" },
    { "png", "libpng" },
    { "imagequant", "libimagequant" },
    { "rsvg", "librsvg" },
    { "lcms", "lcms2" },
    { "tiff", "libtiff" },
    { "uhdr", "libultrahdr" },
    { "vips", "libvips" },
    { "webp", "libwebp" },
    { "xml2", "libxml2" },
};

static struct lw_view name_of(struct lw_view listed)
{
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(listed, names[i].listed))
            return lw_view_c(names[i].name);
    return listed;
}

static enum lw_want sharp_wants(const struct lw_file *file)
{
    struct lw_view folder = lw_path_base(lw_path_dir(file->path));
    bool mine = lw_view_is(lw_path_base(file->path), "versions.json") &&
                lw_view_starts(folder, LW_VIEW("sharp-libvips-"));
    return mine ? LW_WANT_YES : LW_WANT_NO;
}

/* The shared object that they are linked into, so that what is found in it by itself is the same
 * package; the list where there is none. */
static struct lw_view root_of(struct lw_facts *out, const struct lw_file *file)
{
    struct lw_view stem = lw_arena_printf(out->arena, "%.*s/lib/libvips-cpp.so",
                                          LW_FMT(lw_path_dir(file->path)));
    const struct lw_entry *entry = lw_place_starting(file, stem);
    return entry ? lw_location_of(out->arena, file, entry->path)
                 : lw_arena_copy(out->arena, file->location);
}

static lw_status sharp_file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, file->bytes, LIST_MAX_BYTES, err));
    yyjson_val *root = yyjson_doc_get_root(doc), *key, *value;
    LW_ENSURE(yyjson_is_obj(root) && yyjson_obj_size(root) <= LIST_MAX_ITEMS, err, LW_E_FORMAT, 0,
              "not a list of at most %d versions", LIST_MAX_ITEMS);
    struct lw_view place = root_of(out, file);
    size_t i, count;
    yyjson_obj_foreach(root, i, count, key, value)
    {
        struct lw_view version = lw_json_text(value);
        if (version.len == 0)
            continue;
        /* Of mozjpeg it is a commit, which no advisory and no person orders. */
        bool release = lw_view_find_byte(version, '.') != LW_NOT_FOUND;
        struct lw_package *package = lw_facts_package(
            out, LW_ECO_GENERIC, name_of(lw_json_text(key)), release ? version : LW_VIEW_NONE,
            file->location);
        package->root = place;
        package->evidence = LW_VIEW("versions.json of sharp-libvips");
        if (!release)
            package->evidence = lw_arena_printf(
                out->arena, "versions.json of sharp-libvips, commit %.*s", LW_FMT(version));
        package->analyzer = "sharp-libvips";
        package->flags = LW_PKG_LINKED;
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_sharp_libvips = {
    .name = "sharp-libvips",
    .what = "libraries linked into sharp's libvips, by the list that it ships",
    .packages = true,
    .wants = sharp_wants,
    .file = sharp_file,
};
