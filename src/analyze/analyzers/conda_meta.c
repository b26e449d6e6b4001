/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/conda_meta.c - packages that conda installed, by their records.
 *
 * Spec: https://docs.conda.io/projects/conda, "The conda-meta directory".
 */
#include "analyze/license.h"
#include "analyze/python_metadata.h"
#include "base/json.h"

enum { RECORD_MAX_BYTES = 64 << 20 };

static enum lw_want conda_wants(const struct lw_file *file)
{
    bool in_folder = lw_view_is(lw_path_base(lw_path_dir(file->path)), "conda-meta");
    return in_folder && lw_view_ends(file->path, LW_VIEW(".json")) ? LW_WANT_YES : LW_WANT_NO;
}

static lw_status conda_file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, file->bytes, RECORD_MAX_BYTES, err));
    yyjson_val *root = yyjson_doc_get_root(doc);
    struct lw_view name = lw_json_str(root, "name"), version = lw_json_str(root, "version");
    LW_ENSURE(name.len && version.len, err, LW_E_FORMAT, 0,
              "a conda record without name or version");
    struct lw_package *package = lw_facts_package(out, LW_ECO_CONDA, name, version, file->location);
    package->root = lw_arena_copy(out->arena, lw_location_above(file->location, 2));
    package->evidence = LW_VIEW("conda-meta");
    package->analyzer = "conda-meta";
    lw_package_license(out, package, lw_license_spdx(lw_json_str(root, "license")));
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_conda_meta = {
    .name = "conda-meta",
    .what = "Conda packages by their record in conda-meta",
    .packages = true,
    .wants = conda_wants,
    .file = conda_file,
};
