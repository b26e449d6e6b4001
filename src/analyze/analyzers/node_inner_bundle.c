/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/node_inner_bundle.c - Node packages merged into a file of another package.
 *
 * Not: a part of the package list alone: it would have to unpack every larger script.
 */
#include "analyze/bundle_facts.h"

enum { SCRIPT_MIN_BYTES = 20 << 10 };

static enum lw_want inner_bundle_wants(const struct lw_file *file)
{
    struct lw_view name, inside;
    if (file->size_bytes < SCRIPT_MIN_BYTES || lw_bundle_kind(file->path) == LW_BUNDLE_NONE)
        return LW_WANT_NO;
    return lw_node_owner(&name, &inside, file->path) ? LW_WANT_YES : LW_WANT_NO;
}

static lw_status inner_bundle_file(struct lw_facts *out, const struct lw_file *file,
                                   struct lw_err *err)
{
    struct lw_view owner = LW_VIEW_NONE, inside;
    (void)lw_node_owner(&owner, &inside, file->path);
    return lw_bundle_facts(out, file, owner, "node-inner-bundle", err);
}

const struct lw_analyzer lw_analyzer_node_inner_bundle = {
    .name = "node-inner-bundle",
    .what = "Node packages merged into a script of an installed package",
    .packages = false,
    .wants = inner_bundle_wants,
    .file = inner_bundle_file,
};
