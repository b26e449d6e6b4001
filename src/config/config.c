/* SPDX-License-Identifier: Apache-2.0
 *
 * config/config.c - reads layerward.yaml, strictly.
 */
#include "config/config.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"

enum { MAX_BYTES = 4 << 20 };

static const char *const section_names[] = {
#define LW_CONFIG_SECTION(name, what) name,
#include "config/section.def"
#undef LW_CONFIG_SECTION
};

lw_status lw_config_wrong(const struct lw_config *config, const struct lw_yaml *at,
                          struct lw_err *err, const char *fmt, ...)
{
    char text[320];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    LW_FAIL(err, LW_E_CONFIG, 0, "%.*s: line %zu, column %zu: %s", LW_FMT(config->name), at->line,
            at->column, text);
}

static lw_status unknown_key(const struct lw_config *config, const struct lw_yaml_item *item,
                             struct lw_view known, struct lw_err *err)
{
    const struct lw_yaml at = { .line = item->line, .column = item->column };
    return lw_config_wrong(config, &at, err, "there is no key \"%.*s\" here (%.*s)",
                           LW_FMT(lw_view_sub(item->key, 0, 80)), LW_FMT(known));
}

static lw_status check_sections(const struct lw_config *config, struct lw_err *err)
{
    const struct lw_yaml *root = config->root;
    if (root->kind == LW_YAML_TEXT && root->text.len == 0)
        return LW_OK;
    if (root->kind != LW_YAML_MAP)
        return lw_config_wrong(config, root, err, "must be a map of sections, not %s",
                               lw_yaml_kind_name(root->kind));
    for (size_t i = 0; i < root->count; i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf names = LW_BUF_INIT;
        bool known = false;
        for (size_t k = 0; k < LW_COUNT(section_names); k++) {
            known = known || lw_view_is(root->items[i].key, section_names[k]);
            lw_buf_printf(&names, "%s%s", k ? ", " : "", section_names[k]);
        }
        if (!known)
            return unknown_key(config, &root->items[i], lw_buf_view(&names), err);
    }
    return LW_OK;
}

lw_status lw_config_parse(struct lw_config *out, struct lw_view text, const char *name,
                          struct lw_arena *arena, struct lw_err *err)
{
    struct lw_err why = { 0 };
    struct lw_yaml *root = NULL;
    struct lw_config config = { .arena = arena, .name = lw_arena_copy(arena, lw_view_c(name)) };
    lw_status status = lw_yaml_parse(&root, text, MAX_BYTES, arena, &why);
    LW_ENSURE(lw_ok(status), err, LW_E_CONFIG, why.offset, "%s: %s", name, why.text);
    config.root = root;
    config.folder = lw_path_dir(config.name);
    LW_TRY(check_sections(&config, err));
    *out = config;
    return LW_OK;
}

lw_status lw_config_load(struct lw_config *out, const char *path, struct lw_arena *arena,
                         struct lw_err *err)
{
    struct lw_view text;
    lw_status status = lw_file_read(&text, path ? path : LW_CONFIG_NAME, MAX_BYTES, arena, err);
    if (!path && status.code == LW_E_NOT_FOUND) {
        *out = (struct lw_config){ .arena = arena };
        return LW_OK;
    }
    LW_TRY(status);
    return lw_config_parse(out, text, path ? path : LW_CONFIG_NAME, arena, err);
}

const struct lw_yaml *lw_config_section(const struct lw_config *config, const char *name)
{
    const struct lw_yaml *section = config->root ? lw_yaml_get(config->root, name) : NULL;
    bool empty = section && section->kind == LW_YAML_TEXT && section->text.len == 0;
    return empty ? NULL : section;
}

static lw_status text_of(struct lw_view *out, const struct lw_config *config, struct lw_view key,
                         const struct lw_yaml *node, struct lw_err *err)
{
    if (node->kind != LW_YAML_TEXT)
        return lw_config_wrong(config, node, err, "\"%.*s\" must be a text, not %s", LW_FMT(key),
                               lw_yaml_kind_name(node->kind));
    *out = lw_view_trim(node->text);
    return out->len ? LW_OK : lw_config_wrong(config, node, err, "\"%.*s\" is empty", LW_FMT(key));
}

static lw_status texts_of(struct lw_config_texts *out, const struct lw_config *config,
                          struct lw_view key, const struct lw_yaml *node, struct lw_err *err)
{
    struct lw_view text = LW_VIEW_NONE;
    *out = (struct lw_config_texts){ 0 };
    if (node->kind == LW_YAML_TEXT) {
        LW_TRY(text_of(&text, config, key, node, err));
        *LW_PUSH(config->arena, out) = text;
        return LW_OK;
    }
    if (node->kind != LW_YAML_LIST)
        return lw_config_wrong(config, node, err, "\"%.*s\" must be a list of texts, not %s",
                               LW_FMT(key), lw_yaml_kind_name(node->kind));
    for (size_t i = 0; i < node->count; i++) {
        LW_TRY(text_of(&text, config, key, node->items[i].value, err));
        *LW_PUSH(config->arena, out) = text;
    }
    return LW_OK;
}

static lw_status choice_of(const struct lw_config *config, const struct lw_config_field *field,
                           struct lw_view text, const struct lw_yaml *node, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf names = LW_BUF_INIT;
    for (const char *const *v = field->values; v && *v; v++) {
        if (lw_view_is(text, *v))
            return LW_OK;
        lw_buf_printf(&names, "%s%s", names.len ? ", " : "", *v);
    }
    if (!field->values)
        return LW_OK;
    return lw_config_wrong(config, node, err, "\"%s\" cannot be \"%.*s\" (%.*s)", field->key,
                           LW_FMT(lw_view_sub(text, 0, 80)), LW_FMT(lw_buf_view(&names)));
}

static lw_status simple_of(const struct lw_config *config, const struct lw_config_field *field,
                           const struct lw_yaml *node, struct lw_err *err)
{
    struct lw_view text = LW_VIEW_NONE, shown;
    LW_TRY(text_of(&text, config, lw_view_c(field->key), node, err));
    shown = lw_view_sub(text, 0, 80);
    uint64_t most = field->max ? field->max : UINT64_MAX;
    switch (field->type) {
    case LW_CONFIG_FLAG:
        if (!lw_view_is(text, "true") && !lw_view_is(text, "false"))
            return lw_config_wrong(config, node, err, "\"%s\" must be true or false, not \"%.*s\"",
                                   field->key, LW_FMT(shown));
        *(bool *)field->out = lw_view_is(text, "true");
        return LW_OK;
    case LW_CONFIG_NUMBER:
        if (!lw_view_u64(field->out, text, most))
            return lw_config_wrong(config, node, err,
                                   "\"%s\" must be a whole number of at most %llu, not \"%.*s\"",
                                   field->key, (unsigned long long)most, LW_FMT(shown));
        return LW_OK;
    case LW_CONFIG_TIME:
        if (!lw_time_parse(field->out, text))
            return lw_config_wrong(config, node, err,
                                   "\"%s\": \"%.*s\" is not a day such as 2027-01-31", field->key,
                                   LW_FMT(shown));
        return LW_OK;
    default:
        LW_TRY(choice_of(config, field, text, node, err));
        *(struct lw_view *)field->out = text;
        return LW_OK;
    }
}

static lw_status field_of(const struct lw_config *config, const struct lw_config_field *field,
                          const struct lw_yaml *node, struct lw_err *err)
{
    if (field->type == LW_CONFIG_NODE) {
        *(const struct lw_yaml **)field->out = node;
        return LW_OK;
    }
    if (field->type == LW_CONFIG_TEXTS)
        return texts_of(field->out, config, lw_view_c(field->key), node, err);
    return simple_of(config, field, node, err);
}

lw_status lw_config_fields(const struct lw_config *config, const struct lw_yaml *map,
                           const struct lw_config_field *fields, size_t count, struct lw_err *err)
{
    if (!map)
        return LW_OK;
    if (map->kind != LW_YAML_MAP)
        return lw_config_wrong(config, map, err, "must be a map, not %s",
                               lw_yaml_kind_name(map->kind));
    LW_CLEANUP(lw_buf_clear) struct lw_buf names = LW_BUF_INIT;
    for (size_t f = 0; f < count; f++)
        lw_buf_printf(&names, "%s%s", f ? ", " : "", fields[f].key);
    for (size_t i = 0; i < map->count; i++) {
        size_t f = 0;
        while (f < count && !lw_view_is(map->items[i].key, fields[f].key))
            f++;
        if (f == count)
            return unknown_key(config, &map->items[i], lw_buf_view(&names), err);
        LW_TRY(field_of(config, &fields[f], map->items[i].value, err));
    }
    for (size_t f = 0; f < count; f++)
        if (fields[f].required && !lw_yaml_get(map, fields[f].key))
            return lw_config_wrong(config, map, err, "has no \"%s\"", fields[f].key);
    return LW_OK;
}

struct lw_view lw_config_path(const struct lw_config *config, struct lw_view path)
{
    if (config->folder.len == 0 || lw_view_starts(path, LW_VIEW("/")))
        return lw_arena_copy(config->arena, path);
    return lw_arena_printf(config->arena, "%.*s/%.*s", LW_FMT(config->folder), LW_FMT(path));
}
