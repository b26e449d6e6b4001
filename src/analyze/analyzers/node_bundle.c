/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/node_bundle.c - Node packages merged into a script outside of node_modules.
 */
#include "analyze/bundle_facts.h"

enum { SCRIPT_MIN_BYTES = 512 };

static enum lw_want node_bundle_wants(const struct lw_file *file)
{
    struct lw_view name, inside;
    if (lw_bundle_kind(file->path) == LW_BUNDLE_NONE || file->size_bytes < SCRIPT_MIN_BYTES)
        return LW_WANT_NO;
    return lw_node_owner(&name, &inside, file->path) ? LW_WANT_NO : LW_WANT_YES;
}

static lw_status node_bundle_file(struct lw_facts *out, const struct lw_file *file,
                                  struct lw_err *err)
{
    return lw_bundle_facts(out, file, LW_VIEW_NONE, "node-bundle", err);
}

const struct lw_analyzer lw_analyzer_node_bundle = {
    .name = "node-bundle",
    .what = "Node packages merged into a bundle, by its paths, banners and source map",
    .packages = true,
    .wants = node_bundle_wants,
    .file = node_bundle_file,
};
