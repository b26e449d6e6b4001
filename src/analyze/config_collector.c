/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/config_collector.c - a collector's settings, each by its path.
 */
#include "analyze/config_collector.h"

#include "analyze/config_value.h"
#include "analyze/endpoint.h"
#include "base/glob.h"
#include "base/json.h"
#include "base/yaml.h"

enum { MAX_NODES = 10000, MAX_NESTED = 40, KEY_BYTES = 120, PATH_BYTES = 300 };

enum says { SENDS_CREDENTIALS, SENDS_ENVIRONMENT, STEERS, WEAKENS_TLS, LISTENS, NAMES };

static const struct {
    const char *path;
    enum lw_config_test test;
    enum says says;
} settings[] = {
#define LW_COLLECTOR_KEY(path, test, says) { path, LW_TEST_##test, says },
#include "analyze/config_file.def"
#undef LW_COLLECTOR_KEY
};

struct walk {
    struct lw_emit *emit;
    struct lw_view bytes;
    struct lw_buf path;
    size_t nodes;
    unsigned depth;
};

static void walk_clear(struct walk *walk)
{
    lw_buf_clear(&walk->path);
}

static struct lw_place place_of(const struct walk *walk, const struct lw_yaml *node)
{
    size_t at = 0;
    for (size_t line = 1; line < node->line && at < walk->bytes.len; line++) {
        size_t len = lw_view_find_byte(lw_view_from(walk->bytes, at), '\n');
        at = len == LW_NOT_FOUND ? walk->bytes.len : at + len + 1;
    }
    return (struct lw_place){ .source = walk->bytes,
                              .start = (uint32_t)at,
                              .end = (uint32_t)at,
                              .line = (uint32_t)node->line,
                              .phase = "call" };
}

static void say(struct walk *walk, enum says says, const struct lw_yaml *node, struct lw_view name,
                struct lw_view value)
{
    const struct lw_place place = place_of(walk, node);
    switch (says) {
    case SENDS_CREDENTIALS:
        lw_emit_flow(walk->emit, &place, LW_FROM_CREDENTIALS, 0, "network", name);
        break;
    case SENDS_ENVIRONMENT:
        lw_emit_flow(walk->emit, &place, LW_FROM_ENVIRONMENT, 0, "network", name);
        break;
    case STEERS:
        lw_emit_capability(walk->emit, &place, LW_C_REDIRECT, name, value, false);
        break;
    case WEAKENS_TLS:
        lw_emit_capability(walk->emit, &place, LW_C_TLS_OFF, name, value, false);
        break;
    case LISTENS:
        lw_emit_capability(walk->emit, &place, LW_C_LISTEN, name, value, false);
        break;
    case NAMES:
        lw_emit_endpoint(walk->emit, &place, value);
        break;
    }
}

static void read_text(struct walk *walk, const struct lw_yaml *node)
{
    struct lw_view path = lw_buf_view(&walk->path), value = lw_view_trim(node->text);
    for (size_t i = 0; i < LW_COUNT(settings); i++)
        if (lw_config_value(settings[i].test, value, false) &&
            lw_glob_text(lw_view_c(settings[i].path), path))
            say(walk, settings[i].says, node, path, value);
}

/* "tls: {insecure: true}" sends to another machine without TLS. */
static void read_insecure(struct walk *walk, const struct lw_yaml *map)
{
    const struct lw_yaml *tls = lw_yaml_get(map, "tls"), *to = lw_yaml_get(map, "endpoint");
    const struct lw_yaml *insecure = tls ? lw_yaml_get(tls, "insecure") : NULL;
    if (!insecure || insecure->kind != LW_YAML_TEXT || !to ||
        lw_config_value(LW_TEST_LOCAL, to->text, false) ||
        !lw_view_starts(lw_buf_view(&walk->path), LW_VIEW("exporters/")) ||
        !lw_config_value(LW_TEST_YES, insecure->text, true))
        return;
    say(walk, WEAKENS_TLS, insecure,
        lw_arena_printf(&walk->emit->arena, "%.*s/tls/insecure", LW_FMT(lw_buf_view(&walk->path))),
        insecure->text);
}

static lw_status read_all(struct walk *walk, const struct lw_yaml *node, struct lw_err *err)
{
    LW_ENSURE(++walk->nodes <= MAX_NODES && walk->depth < MAX_NESTED, err, LW_E_LIMIT, 0,
              "line %zu: more settings than are looked at", node->line);
    if (node->kind == LW_YAML_TEXT)
        read_text(walk, node);
    if (node->kind == LW_YAML_MAP)
        read_insecure(walk, node);
    walk->depth++;
    for (size_t i = 0; i < node->count; i++) {
        const size_t len = walk->path.len;
        if (node->kind == LW_YAML_MAP && len < PATH_BYTES) {
            lw_buf_add_c(&walk->path, len ? "/" : "");
            lw_buf_add(&walk->path, lw_view_sub(node->items[i].key, 0, KEY_BYTES));
        }
        LW_TRY(read_all(walk, node->items[i].value, err));
        walk->path.len = len;
    }
    walk->depth--;
    return LW_OK;
}

/* "attributes/redact" is one of "attributes". */
static bool is_of(struct lw_view id, const char *type)
{
    return lw_view_is(lw_view_sub(id, 0, lw_view_find_byte(id, '/')), type);
}

static bool takes_out(const struct lw_yaml *action)
{
    static const char *const words[] = { "delete", "hash" };
    const struct lw_yaml *word = lw_yaml_get(action, "action");
    return word && LW_VIEW_IN_NOCASE(word->text, words);
}

static bool any_taken_out(const struct lw_yaml *actions)
{
    for (size_t i = 0; actions && i < actions->count; i++)
        if (takes_out(actions->items[i].value))
            return true;
    return false;
}

/* A processor that leaves out what others should not see. */
static bool redacts(const struct lw_yaml *processors, struct lw_view id)
{
    const struct lw_yaml *own = NULL;
    for (size_t i = 0; !own && processors->kind == LW_YAML_MAP && i < processors->count; i++)
        own = lw_view_eq(processors->items[i].key, id) ? processors->items[i].value : NULL;
    if (!own || is_of(id, "redaction"))
        return own != NULL;
    return any_taken_out(lw_yaml_get(own, is_of(id, "resource") ? "attributes" : "actions"));
}

/* A list that is there, and what it holds: what a new version has no more is told by that. */
static void say_list(struct walk *walk, const struct lw_yaml *node, struct lw_view list,
                     struct lw_view held)
{
    const struct lw_place place = place_of(walk, node);
    lw_emit_safeguard(
        walk->emit, &place, held.len ? "withheld-rest" : "withheld", list,
        held.len ? lw_arena_printf(&walk->emit->arena, "%.*s of %.*s", LW_FMT(held), LW_FMT(list))
                 : list);
}

static lw_status count_node(struct walk *walk, const struct lw_yaml *node, struct lw_err *err)
{
    LW_ENSURE(++walk->nodes <= 2 * MAX_NODES, err, LW_E_LIMIT, 0,
              "line %zu: more settings than are looked at", node->line);
    return LW_OK;
}

static lw_status read_pipelines(struct walk *walk, const struct lw_yaml *root, struct lw_err *err)
{
    const struct lw_yaml *service = lw_yaml_get(root, "service"),
                         *processors = lw_yaml_get(root, "processors");
    const struct lw_yaml *pipelines = service ? lw_yaml_get(service, "pipelines") : NULL;
    for (size_t i = 0; processors && pipelines && i < pipelines->count; i++) {
        const struct lw_yaml_item *pipeline = &pipelines->items[i];
        const struct lw_yaml *used = lw_yaml_get(pipeline->value, "processors");
        say_list(walk, pipeline->value, pipeline->key, LW_VIEW(""));
        for (size_t k = 0; used && k < used->count; k++) {
            LW_TRY(count_node(walk, used->items[k].value, err));
            if (redacts(processors, used->items[k].value->text))
                say_list(walk, used->items[k].value, pipeline->key, used->items[k].value->text);
        }
    }
    return LW_OK;
}

static lw_status read_redaction(struct walk *walk, const struct lw_yaml *root, struct lw_err *err)
{
    const struct lw_yaml *processors = lw_yaml_get(root, "processors");
    for (size_t i = 0; processors && i < processors->count; i++) {
        const struct lw_yaml_item *item = &processors->items[i];
        const struct lw_yaml *actions = lw_yaml_get(item->value, "actions");
        for (size_t k = 0; actions && k < actions->count; k++) {
            const struct lw_yaml *action = actions->items[k].value,
                                 *key = lw_yaml_get(action, "key");
            LW_TRY(count_node(walk, action, err));
            if (k == 0)
                say_list(walk, item->value, item->key, LW_VIEW(""));
            if (key && takes_out(action))
                say_list(walk, action, item->key, key->text);
        }
    }
    return LW_OK;
}

static const char *const sections[] = { "receivers",  "processors", "exporters",
                                        "extensions", "connectors", "service" };

bool lw_collector_likely(struct lw_view bytes)
{
    /* Escapes, and other encodings than UTF-8, may hide the words. */
    static const char *const marks[] = { "\\x", "\\u", "\\U", "\xff\xfe", "\xfe\xff" };
    for (size_t i = 0; i + 1 < LW_COUNT(sections); i++)
        if (lw_view_find(bytes, lw_view_c(sections[i])) != LW_NOT_FOUND)
            return true;
    for (size_t i = 0; i < LW_COUNT(marks); i++)
        if (lw_view_find(bytes, lw_view_c(marks[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

static bool is_collector(const struct lw_yaml *root)
{
    size_t count = 0;
    for (size_t i = 0; i < LW_COUNT(sections); i++) {
        const struct lw_yaml *section = lw_yaml_get(root, sections[i]);
        count += section && section->kind == LW_YAML_MAP;
    }
    return count >= 2;
}

/* It has the words that none is without. */
static bool reads_like_one(struct lw_view bytes)
{
    return lw_view_find(bytes, LW_VIEW("exporters:")) != LW_NOT_FOUND &&
           lw_view_find(bytes, LW_VIEW("pipelines:")) != LW_NOT_FOUND;
}

/* JSON, which is read ten times as fast as what it is also, has its sections at the top. What is
 * not strict is left to the reader of YAML. */
static bool is_other_json(struct lw_view bytes)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    size_t count = 0, at, max;
    yyjson_val *key, *value;
    if (!lw_view_starts(lw_view_trim(lw_view_sub(bytes, 0, KEY_BYTES)), LW_VIEW("{")) ||
        !lw_ok(lw_json_parse(&doc, bytes, LW_COLLECTOR_MAX_BYTES, NULL)))
        return false;
    yyjson_obj_foreach(yyjson_doc_get_root(doc), at, max, key, value)
    {
        for (size_t i = 0; i < LW_COUNT(sections); i++)
            count += yyjson_is_obj(value) && yyjson_equals_str(key, sections[i]);
    }
    return count < 2;
}

lw_status lw_collector(struct lw_emit *emit, struct lw_view bytes, struct lw_err *err)
{
    struct lw_yaml *root = NULL;
    struct lw_err why;
    if (is_other_json(bytes))
        return LW_OK;
    lw_status s = lw_yaml_parse_aliases(&root, bytes, LW_COLLECTOR_MAX_BYTES, &emit->arena, &why);
    if (!lw_ok(s)) {
        LW_ENSURE(!reads_like_one(bytes), err, why.code, why.offset,
                  "a collector's configuration that was not read: %s", why.text);
        return LW_OK;
    }
    if (!is_collector(root))
        return LW_OK;
    LW_CLEANUP(walk_clear) struct walk walk = { .emit = emit, .bytes = bytes };
    LW_TRY(read_all(&walk, root, err));
    LW_TRY(read_pipelines(&walk, root, err));
    return read_redaction(&walk, root, err);
}
