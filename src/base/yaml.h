/* SPDX-License-Identifier: Apache-2.0
 *
 * base/yaml.h - small YAML documents by libyaml, as a tree with places.
 *
 * Owns:    nothing; the tree lives in the arena.
 * Trusts:  nothing. Depth is bounded, a key may stand but once; anchors and aliases are refused
 *          unless they are asked for.
 * Spec:    YAML 1.1, one document.
 */
#ifndef LW_BASE_YAML_H
#define LW_BASE_YAML_H

#include "base/arena.h"
#include "base/err.h"

enum lw_yaml_kind { LW_YAML_TEXT, LW_YAML_LIST, LW_YAML_MAP };

struct lw_yaml;

struct lw_yaml_item {
    struct lw_view key;  /* "" in a list */
    size_t line, column; /* of the key; in a list of the value */
    struct lw_yaml *value;
};

struct lw_yaml {
    enum lw_yaml_kind kind;
    size_t line, column; /* from 1 */
    struct lw_view text; /* of a text; "" for null too */
    bool plain;          /* not quoted: `true` and `2026-01-01` mean what they look like */
    struct lw_yaml_item *items;
    size_t count, capacity;
};

/* err: LW_E_FORMAT with "line L, column C", LW_E_LIMIT over `max_bytes`. An empty document gives
 * an empty text. */
LW_NODISCARD lw_status lw_yaml_parse(struct lw_yaml **out, struct lw_view text, size_t max_bytes,
                                     struct lw_arena *arena, struct lw_err *err);

/* The same for what others wrote: an alias is the node of its anchor, so that
 * nodes may have more than one parent, and whoever walks them may come by many more than the text
 * has; "<<" takes the entries of other maps in. A map has at most 8192 keys. */
LW_NODISCARD lw_status lw_yaml_parse_aliases(struct lw_yaml **out, struct lw_view text,
                                             size_t max_bytes, struct lw_arena *arena,
                                             struct lw_err *err);

/* The value of a key, or NULL. */
struct lw_yaml *lw_yaml_get(const struct lw_yaml *map, const char *key);

const char *lw_yaml_kind_name(enum lw_yaml_kind kind); /* "a text", "a list", "a map" */

#endif
