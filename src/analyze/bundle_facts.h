/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/bundle_facts.h - from the traces in a script or source map to packages.
 */
#ifndef LW_ANALYZE_BUNDLE_FACTS_H
#define LW_ANALYZE_BUNDLE_FACTS_H

#include "analyze/js_bundle.h"
#include "analyze/node_manifest.h"

enum lw_bundle_kind {
    LW_BUNDLE_NONE,
    LW_BUNDLE_SCRIPT,
    LW_BUNDLE_MAP,
    LW_BUNDLE_LICENSES, /* "main.js.LICENSE.txt" */
};

enum lw_bundle_kind lw_bundle_kind(struct lw_view path);

/* Adds a package for each one merged into the file, but for `owner`, the package it belongs to.
 * err: LW_E_LIMIT where it names more than LW_BUNDLE_MAX. */
LW_NODISCARD lw_status lw_bundle_facts(struct lw_facts *out, const struct lw_file *file,
                                       struct lw_view owner, const char *analyzer,
                                       struct lw_err *err);

#endif
