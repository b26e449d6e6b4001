/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/node_manifest.h - what package.json and its path say of a Node package.
 *
 * Spec: https://docs.npmjs.com/cli/configuring-npm/package-json, Node.js "Loading from
 *       node_modules folders".
 */
#ifndef LW_ANALYZE_NODE_MANIFEST_H
#define LW_ANALYZE_NODE_MANIFEST_H

#include "analyze/place.h"
#include "base/json.h"

/* Cuts "NAME" or "@scope/NAME" off the front of `rest`, which stands behind "node_modules/", and
 * the '/' after it. False where no name can stand there (".bin", ".pnpm", "@scope" alone). */
bool lw_node_cut_name(struct lw_view *name, struct lw_view *rest);

/* For ".../node_modules/NAME/REST" (the last node_modules that a name follows): the name, and what
 * is left of the path in it. False outside of node_modules. */
bool lw_node_owner(struct lw_view *name, struct lw_view *inside, struct lw_view path);

/* Whether a path leads through a folder of tests of some installed package. */
bool lw_node_is_fixture(struct lw_view path);

/* A name that the registry can hold, old ones with capitals too; a version that starts with a
 * number. */
bool lw_node_name_valid(struct lw_view name);
bool lw_node_version_valid(struct lw_view version);

/* Adds `license` and `licenses` in each of the forms that were ever allowed: text, object with
 * `type`, list of either. */
void lw_node_licenses(struct lw_facts *out, struct lw_package *package, yyjson_val *manifest);

#endif
