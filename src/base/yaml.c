/* SPDX-License-Identifier: Apache-2.0
 *
 * base/yaml.c - libyaml's events, made into a tree.
 */
#include "base/yaml.h"

#include <yaml.h>

enum { MAX_DEPTH = 32 };

struct reading {
    yaml_parser_t parser;
    struct lw_arena *arena;
    unsigned depth;
};

static void parser_delete(struct reading *r)
{
    yaml_parser_delete(&r->parser);
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

static lw_status read_map(struct lw_yaml *map, struct reading *r, struct lw_err *err)
{
    for (;;) {
        struct lw_yaml *key, *value;
        LW_TRY(read_next(&key, r, err));
        if (!key)
            return LW_OK;
        LW_ENSURE(key->kind == LW_YAML_TEXT, err, LW_E_FORMAT, 0,
                  "line %zu, column %zu: a key must be a text", key->line, key->column);
        for (size_t i = 0; i < map->count; i++)
            LW_ENSURE(!lw_view_eq(map->items[i].key, key->text), err, LW_E_FORMAT, 0,
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

static lw_status read_node(struct lw_yaml **out, yaml_event_t *event, struct reading *r,
                           struct lw_err *err)
{
    struct lw_yaml *node = LW_NEW(r->arena, struct lw_yaml);
    node->line = event->start_mark.line + 1;
    node->column = event->start_mark.column + 1;
    bool anchored = event->type == YAML_ALIAS_EVENT;
    if (event->type == YAML_SCALAR_EVENT) {
        anchored = event->data.scalar.anchor != NULL;
        node->text = lw_arena_copy(r->arena,
                                   lw_view(event->data.scalar.value, event->data.scalar.length));
        node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        if (node->plain && means_null(node->text))
            node->text = LW_VIEW("");
    }
    LW_ENSURE(!anchored, err, LW_E_UNSUPPORTED, event->start_mark.index,
              "line %zu, column %zu: anchors and aliases are not read", node->line, node->column);
    LW_ENSURE(++r->depth <= MAX_DEPTH, err, LW_E_LIMIT, event->start_mark.index,
              "line %zu, column %zu: nested too deep", node->line, node->column);
    if (event->type == YAML_MAPPING_START_EVENT) {
        node->kind = LW_YAML_MAP;
        LW_TRY(read_map(node, r, err));
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        node->kind = LW_YAML_LIST;
        LW_TRY(read_list(node, r, err));
    }
    r->depth--;
    *out = node;
    return LW_OK;
}

lw_status lw_yaml_parse(struct lw_yaml **out, struct lw_view text, size_t max_bytes,
                        struct lw_arena *arena, struct lw_err *err)
{
    LW_ENSURE(text.len <= max_bytes, err, LW_E_LIMIT, max_bytes, "is over the limit of %zu bytes",
              max_bytes);
    LW_CLEANUP(parser_delete) struct reading r = { .arena = arena };
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
