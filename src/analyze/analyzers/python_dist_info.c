/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/python_dist_info.c - distributions that pip or a wheel installed.
 *
 * Spec: PEP 376 and the "Recording installed projects" page of packaging.python.org.
 */
#include "analyze/python_metadata.h"
#include "base/json.h"

enum { DIRECT_URL_MAX_BYTES = 1 << 16, METADATA_MAX_BYTES = 16 << 20 };

/* Any of these proves an installation; the first that is there speaks. */
static const char *const proofs[] = { "METADATA", "RECORD", "WHEEL", "INSTALLER", "top_level.txt" };

static struct lw_view stem_of(struct lw_view path)
{
    return lw_python_stem(lw_path_base(lw_path_dir(path)), ".dist-info");
}

static enum lw_want dist_info_wants(const struct lw_file *file)
{
    struct lw_view base = lw_path_base(file->path);
    if (base.len < 5 || base.len > 15 || stem_of(file->path).len == 0)
        return LW_WANT_NO;
    if (lw_view_is(base, "direct_url.json"))
        return LW_WANT_YES;
    for (size_t i = 0; i < LW_COUNT(proofs); i++) {
        if (lw_view_is(base, proofs[i]))
            return LW_WANT_YES;
        if (lw_place_has(file, lw_path_dir(file->path), lw_view_c(proofs[i])))
            return LW_WANT_NO;
    }
    return LW_WANT_NO;
}

/* PEP 610, 660: {"url": "file:///src/thing", "dir_info": {"editable": true}} */
static lw_status read_direct_url(struct lw_facts *out, const struct lw_file *file,
                                 struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, file->bytes, DIRECT_URL_MAX_BYTES, err));
    yyjson_val *dir_info = lw_json_obj(yyjson_doc_get_root(doc), "dir_info");
    if (!yyjson_is_true(yyjson_obj_get(dir_info, "editable")))
        return LW_OK;
    size_t before = out->packages.count;
    LW_TRY(lw_python_add(out, file, LW_VIEW_NONE, stem_of(file->path), 2, "python-dist-info", err));
    struct lw_package *package = &out->packages.items[before];
    package->flags |= LW_PKG_EDITABLE;
    package->evidence = LW_VIEW("direct_url.json: editable");
    return LW_OK;
}

static lw_status dist_info_file(struct lw_facts *out, const struct lw_file *file,
                                struct lw_err *err)
{
    struct lw_view base = lw_path_base(file->path);
    if (lw_view_is(base, "direct_url.json"))
        return read_direct_url(out, file, err);
    struct lw_view text = lw_view_is(base, "METADATA") ? file->bytes : LW_VIEW_NONE;
    return lw_python_add(out, file, lw_view_sub(text, 0, METADATA_MAX_BYTES), stem_of(file->path),
                         2, "python-dist-info", err);
}

const struct lw_analyzer lw_analyzer_python_dist_info = {
    .name = "python-dist-info",
    .what = "Python distributions by their *.dist-info folder",
    .packages = true,
    .wants = dist_info_wants,
    .file = dist_info_file,
};
