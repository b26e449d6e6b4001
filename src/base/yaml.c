/* SPDX-License-Identifier: Apache-2.0
 *
 * base/yaml.c - libyaml's events, made into a tree.
 */
#include "base/yaml.h"

#include <yaml.h>

#include "base/map.h"

/* The latter two of documents that others wrote. */
enum { MAX_DEPTH = 32, MAX_KEYS = 8192, MAX_STEPS = 4000000 };

struct reading {
    yaml_parser_t parser;
    struct lw_arena *arena;
    struct lw_map anchors; /* to nodes */
    size_t steps;          /* of merging */
    unsigned depth;
    bool aliases;
};

static void parser_delete(struct reading *r)
{
    yaml_parser_delete(&r->parser);
    lw_map_clear(&r->anchors);
}

static lw_status next_event(yaml_event_t *event, struct reading *r, struct lw_err *err)
{
    if (yaml_parser_parse(&r->parser, event))
        return LW_OK;
    const yaml_mark_t *mark = &r->parser.problem_mark;
    LW_FAIL(err, LW_E_FORMAT, r->parser.problem_offset, "line %zu, column %zu: %s", mark->line + 1,
            mark->column + 1, r->parser.problem ? r->parser.problem : "not YAML");
}

static lw_status read_node(struct lw_yaml **out, yaml_event_t *event, struct reading *r,
                           struct lw_err *err);

/* The next node in full; `*out` NULL at the end of the list or map that is being read. */
static lw_status read_next(struct lw_yaml **out, struct reading *r, struct lw_err *err)
{
    yaml_event_t event;
    LW_TRY(next_event(&event, r, err));
    lw_status s = LW_OK;
    *out = NULL;
    if (event.type != YAML_SEQUENCE_END_EVENT && event.type != YAML_MAPPING_END_EVENT)
        s = read_node(out, &event, r, err);
    yaml_event_delete(&event);
    return s;
}

static bool has_key(const struct lw_yaml *map, struct lw_view key)
{
    for (size_t i = 0; i < map->count; i++)
        if (lw_view_eq(map->items[i].key, key))
            return true;
    return false;
}

/* Entries of another map that this one has not. */
static lw_status merge_map(struct lw_yaml *map, const struct lw_yaml *from, struct reading *r,
                           struct lw_err *err)
{
    for (size_t i = 0; from->kind == LW_YAML_MAP && i < from->count; i++) {
        r->steps += map->count + 1;
        LW_ENSURE(r->steps <= MAX_STEPS && map->count < MAX_KEYS, err, LW_E_LIMIT, 0,
                  "line %zu: too much is taken in by \"<<\"", map->line);
        if (!has_key(map, from->items[i].key))
            *LW_PUSH(r->arena, map) = from->items[i];
    }
    return LW_OK;
}

/* "<<: *base", "<<: [*a, *b]": https://yaml.org/type/merge.html */
static lw_status merge(struct lw_yaml *map, struct reading *r, struct lw_err *err)
{
    const struct lw_yaml *from = r->aliases ? lw_yaml_get(map, "<<") : NULL;
    if (!from)
        return LW_OK;
    for (size_t i = 0; from->kind == LW_YAML_LIST && i < from->count; i++)
        LW_TRY(merge_map(map, from->items[i].value, r, err));
    return merge_map(map, from, r, err);
}

static lw_status read_map(struct lw_yaml *map, struct reading *r, struct lw_err *err)
{
    for (;;) {
        struct lw_yaml *key, *value;
        LW_TRY(read_next(&key, r, err));
        if (!key)
            return merge(map, r, err);
        LW_ENSURE(!r->aliases || map->count < MAX_KEYS, err, LW_E_LIMIT, 0,
                  "line %zu, column %zu: a map of more than %d keys", key->line, key->column,
                  MAX_KEYS);
        LW_ENSURE(key->kind == LW_YAML_TEXT, err, LW_E_FORMAT, 0,
                  "line %zu, column %zu: a key must be a text", key->line, key->column);
        LW_ENSURE(!has_key(map, key->text), err, LW_E_FORMAT, 0,
                  "line %zu, column %zu: \"%.*s\" stands here for the second time", key->line,
                  key->column, LW_FMT(key->text));
        LW_TRY(read_next(&value, r, err));
        *LW_PUSH(r->arena, map) = (struct lw_yaml_item){ key->text, key->line, key->column, value };
    }
}

static lw_status read_list(struct lw_yaml *list, struct reading *r, struct lw_err *err)
{
    for (;;) {
        struct lw_yaml *value;
        LW_TRY(read_next(&value, r, err));
        if (!value)
            return LW_OK;
        *LW_PUSH(r->arena, list) = (struct lw_yaml_item){ LW_VIEW(""), value->line, value->column,
                                                          value };
    }
}

static bool means_null(struct lw_view text)
{
    return lw_view_is(text, "~") || lw_view_is(text, "null");
}

/* The name that a node is given by "&name", or that an alias calls. */
static struct lw_view anchor_of(const yaml_event_t *event)
{
    const yaml_char_t *name = NULL;
    if (event->type == YAML_ALIAS_EVENT)
        name = event->data.alias.anchor;
    else if (event->type == YAML_SCALAR_EVENT)
        name = event->data.scalar.anchor;
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        name = event->data.sequence_start.anchor;
    else if (event->type == YAML_MAPPING_START_EVENT)
        name = event->data.mapping_start.anchor;
    return lw_view_c((const char *)name);
}

static lw_status read_alias(struct lw_yaml **out, const yaml_event_t *event, struct reading *r,
                            struct lw_err *err)
{
    const uint64_t *node = lw_map_get(&r->anchors, anchor_of(event));
    LW_ENSURE(node, err, LW_E_FORMAT, event->start_mark.index,
              "line %zu, column %zu: an alias without an anchor", event->start_mark.line + 1,
              event->start_mark.column + 1);
    *out = (struct lw_yaml *)(uintptr_t)*node;
    return LW_OK;
}

static void read_text(struct lw_yaml *node, const yaml_event_t *event, struct lw_arena *arena)
{
    node->text = lw_arena_copy(arena, lw_view(event->data.scalar.value, event->data.scalar.length));
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (node->plain && means_null(node->text))
        node->text = LW_VIEW("");
}

static lw_status read_node(struct lw_yaml **out, yaml_event_t *event, struct reading *r,
                           struct lw_err *err)
{
    const yaml_mark_t *at = &event->start_mark;
    const bool alias = event->type == YAML_ALIAS_EVENT, scalar = event->type == YAML_SCALAR_EVENT;
    struct lw_view anchor = anchor_of(event);
    LW_ENSURE(r->aliases || !(alias || (scalar && anchor.ptr)), err, LW_E_UNSUPPORTED, at->index,
              "line %zu, column %zu: anchors and aliases are not read", at->line + 1,
              at->column + 1);
    if (alias)
        return read_alias(out, event, r, err);
    struct lw_yaml *node = LW_NEW(r->arena, struct lw_yaml);
    node->line = at->line + 1;
    node->column = at->column + 1;
    LW_ENSURE(++r->depth <= MAX_DEPTH, err, LW_E_LIMIT, at->index,
              "line %zu, column %zu: nested too deep", node->line, node->column);
    if (scalar) {
        read_text(node, event, r->arena);
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        node->kind = LW_YAML_MAP;
        LW_TRY(read_map(node, r, err));
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        node->kind = LW_YAML_LIST;
        LW_TRY(read_list(node, r, err));
    }
    r->depth--;
    /* Only now: no node is within itself. */
    if (r->aliases && anchor.ptr)
        *lw_map_put_copy(&r->anchors, anchor, r->arena, NULL) = (uintptr_t)node;
    *out = node;
    return LW_OK;
}

static lw_status parse(struct lw_yaml **out, struct lw_view text, size_t max_bytes, bool aliases,
                       struct lw_arena *arena, struct lw_err *err)
{
    LW_ENSURE(text.len <= max_bytes, err, LW_E_LIMIT, max_bytes, "is over the limit of %zu bytes",
              max_bytes);
    LW_CLEANUP(parser_delete) struct reading r = { .arena = arena, .aliases = aliases };
    if (!yaml_parser_initialize(&r.parser))
        lw_oom(0);
    yaml_parser_set_input_string(&r.parser, text.ptr ? text.ptr : (const uint8_t *)"", text.len);
    struct lw_yaml *root = NULL;
    for (bool more = true; more;) {
        yaml_event_t event;
        LW_TRY(next_event(&event, &r, err));
        lw_status s = LW_OK;
        if (event.type == YAML_DOCUMENT_START_EVENT && root)
            s = lw_err_set(err, LW_E_FORMAT, event.start_mark.index, __FILE__, __LINE__,
                           "line %zu: a second document", event.start_mark.line + 1);
        else if (event.type == YAML_STREAM_END_EVENT)
            more = false;
        else if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT &&
                 event.type != YAML_DOCUMENT_END_EVENT)
            s = read_node(&root, &event, &r, err);
        yaml_event_delete(&event);
        LW_TRY(s);
    }
    if (!root) {
        root = LW_NEW(arena, struct lw_yaml);
        root->line = root->column = 1;
    }
    *out = root;
    return LW_OK;
}

lw_status lw_yaml_parse(struct lw_yaml **out, struct lw_view text, size_t max_bytes,
                        struct lw_arena *arena, struct lw_err *err)
{
    return parse(out, text, max_bytes, false, arena, err);
}

lw_status lw_yaml_parse_aliases(struct lw_yaml **out, struct lw_view text, size_t max_bytes,
                                struct lw_arena *arena, struct lw_err *err)
{
    return parse(out, text, max_bytes, true, arena, err);
}

struct lw_yaml *lw_yaml_get(const struct lw_yaml *map, const char *key)
{
    for (size_t i = 0; map->kind == LW_YAML_MAP && i < map->count; i++) {
        if (lw_view_is(map->items[i].key, key))
            return map->items[i].value;
    }
    return NULL;
}

const char *lw_yaml_kind_name(enum lw_yaml_kind kind)
{
    static const char *const names[] = { "a text", "a list", "a map" };
    return names[kind];
}
