/* SPDX-License-Identifier: Apache-2.0
 *
 * php_composer.c - PHP packages that Composer installed, by vendor/composer/installed.json.
 *
 * Composer 1 writes an array of packages; Composer 2 an object with "packages", "dev" and
 * "dev-package-names". What stands there is installed, for development or not.
 * Spec:    https://getcomposer.org/doc/04-schema.md
 */
#include "analyze/analyzer.h"
#include "analyze/license.h"
#include "base/json.h"
#include "base/map.h"

enum { INSTALLED_BYTES_MAX = 32 << 20, ENTRIES_MAX = 20000 };

static enum lw_want wants(const struct lw_file *file)
{
    return lw_view_ends(file->path, LW_VIEW("composer/installed.json")) &&
                   (file->path.len == 23 || file->path.ptr[file->path.len - 24] == '/')
               ? LW_WANT_YES
               : LW_WANT_NO;
}

/* "v1.2.3" and "1.2.3" are one version to Packagist; its advisories leave the "v" out. */
static struct lw_view plain_version(struct lw_view version)
{
    bool v = version.len > 1 && (version.ptr[0] | 32) == 'v' && lw_is_digit(version.ptr[1]);
    return v ? lw_view_from(version, 1) : version;
}

/* `install-path` is relative to the folder of installed.json, "../monolog/monolog". */
static struct lw_view root_of(struct lw_facts *out, const struct lw_file *file,
                              struct lw_view install, struct lw_view name)
{
    struct lw_view folder = lw_path_dir(file->location), vendor = lw_path_dir(folder);
    const char *slash = vendor.len ? "/" : "";
    if (lw_view_starts(install, LW_VIEW("./")))
        return lw_arena_printf(out->arena, "%.*s/%.*s", LW_FMT(folder),
                               LW_FMT(lw_view_from(install, 2)));
    if (lw_view_starts(install, LW_VIEW("../")) && !lw_view_starts(install, LW_VIEW("../../")))
        name = lw_view_from(install, 3);
    return lw_arena_printf(out->arena, "%.*s%s%.*s", LW_FMT(vendor), slash, LW_FMT(name));
}

static void note_dev(struct lw_map *dev, yyjson_val *names)
{
    size_t i, count;
    yyjson_val *each;
    yyjson_arr_foreach(names, i, count, each)
    {
        (void)lw_map_put(dev, lw_json_text(each), NULL);
    }
}

static void add(struct lw_facts *out, const struct lw_file *file, yyjson_val *item,
                const struct lw_map *dev)
{
    struct lw_view name = lw_json_str(item, "name"), version = lw_json_str(item, "version");
    if (name.len == 0)
        return;
    struct lw_view root = root_of(out, file, lw_json_str(item, "install-path"), name);
    struct lw_package *p = lw_facts_package(out, LW_ECO_COMPOSER, name, plain_version(version),
                                            file->location);
    p->root = root;
    p->evidence = lw_map_get(dev, name) ? LW_VIEW("installed.json, for development")
                                        : LW_VIEW("installed.json");
    p->analyzer = "php-composer";
    yyjson_val *licenses = yyjson_obj_get(item, "license"), *each;
    size_t i, count;
    if (yyjson_is_str(licenses))
        lw_package_license(out, p, lw_license_spdx(lw_json_text(licenses)));
    yyjson_arr_foreach(licenses, i, count, each)
    {
        lw_package_license(out, p, lw_license_spdx(lw_json_text(each)));
    }
}

static lw_status installed(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    yyjson_doc *doc LW_CLEANUP(lw_json_free_p) = NULL;
    LW_TRY(lw_json_parse(&doc, file->bytes, INSTALLED_BYTES_MAX, err));
    yyjson_val *root = yyjson_doc_get_root(doc), *item;
    yyjson_val *packages = yyjson_is_arr(root) ? root : lw_json_arr(root, "packages");
    LW_ENSURE(packages, err, LW_E_FORMAT, 0, "installed.json has no list of packages");
    LW_CLEANUP(lw_map_clear) struct lw_map dev = LW_MAP_INIT;
    note_dev(&dev, lw_json_arr(root, "dev-package-names"));
    size_t i, count;
    yyjson_arr_foreach(packages, i, count, item)
    {
        if (i == ENTRIES_MAX)
            break;
        add(out, file, item, &dev);
    }
    LW_ENSURE(count <= ENTRIES_MAX, err, LW_E_LIMIT, 0,
              "%zu packages in one installed.json; %d are read", count, ENTRIES_MAX);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_php_composer = {
    .name = "php-composer",
    .what = "PHP packages by Composer's installed.json",
    .packages = true,
    .wants = wants,
    .file = installed,
};
