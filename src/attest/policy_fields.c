/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/policy_fields.c - reads maps strictly.
 */
#include "attest/policy_fields.h"

bool lw_config_section_known(struct lw_view key)
{
    static const char *const known[] = { "signers",    "publishers", "accounts",  "pins",
                                         "thresholds", "verdict",    "exceptions" };
    for (size_t i = 0; i < LW_COUNT(known); i++)
        if (lw_view_is(key, known[i]))
            return true;
    return false;
}

static lw_status text_of(struct lw_view *out, const struct lw_yaml *v, struct lw_view key,
                         struct lw_err *err)
{
    LW_ENSURE(v->kind == LW_YAML_TEXT, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: \"%.*s\" must be a text, not %s", v->line, v->column,
              LW_FMT(key), lw_yaml_kind_name(v->kind));
    *out = lw_view_trim(v->text);
    LW_ENSURE(out->len, err, LW_E_CONFIG, 0, "line %zu, column %zu: \"%.*s\" is empty", v->line,
              v->column, LW_FMT(key));
    return LW_OK;
}

static lw_status texts_of(struct lw_texts *out, const struct lw_yaml *v, struct lw_view key,
                          struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view text = LW_VIEW_NONE;
    if (v->kind == LW_YAML_TEXT) {
        LW_TRY(text_of(&text, v, key, err));
        *LW_PUSH(arena, out) = text;
    }
    LW_ENSURE(v->kind != LW_YAML_MAP, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: \"%.*s\" must be a text or a list of texts", v->line,
              v->column, LW_FMT(key));
    for (size_t i = 0; i < v->count; i++) {
        LW_TRY(text_of(&text, v->items[i].value, key, err));
        *LW_PUSH(arena, out) = text;
    }
    LW_ENSURE(out->count, err, LW_E_CONFIG, 0, "line %zu, column %zu: \"%.*s\" is empty", v->line,
              v->column, LW_FMT(key));
    return LW_OK;
}

static lw_status value_of(const struct lw_field *field, const struct lw_yaml_item *item,
                          struct lw_arena *arena, struct lw_err *err)
{
    const struct lw_yaml *v = item->value;
    struct lw_view text = LW_VIEW_NONE;
    if (field->kind == LW_FIELD_TEXTS)
        return texts_of(field->into, v, item->key, arena, err);
    LW_TRY(text_of(&text, v, item->key, err));
    if (field->kind == LW_FIELD_TEXT) {
        *(struct lw_view *)field->into = text;
    } else if (field->kind == LW_FIELD_NUMBER) {
        LW_ENSURE(lw_view_u64(field->into, text, 1000000), err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: \"%.*s\" must be a number", v->line, v->column,
                  LW_FMT(item->key));
    } else {
        *(bool *)field->into = lw_view_is(text, "true");
        LW_ENSURE(lw_view_is(text, "true") || lw_view_is(text, "false"), err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: \"%.*s\" must be true or false", v->line, v->column,
                  LW_FMT(item->key));
    }
    return LW_OK;
}

static struct lw_view names_of(const struct lw_field *fields, size_t count, struct lw_arena *arena)
{
    struct lw_view list = LW_VIEW("");
    for (size_t i = 0; i < count; i++)
        list = lw_arena_printf(arena, "%.*s%s%s", LW_FMT(list), i ? ", " : "", fields[i].key);
    return list;
}

lw_status lw_fields_read(const struct lw_field *fields, size_t count, const struct lw_yaml *map,
                         const char *what, struct lw_arena *arena, struct lw_err *err)
{
    LW_ENSURE(map->kind == LW_YAML_MAP, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: %s must be a map", map->line, map->column, what);
    for (size_t i = 0; i < map->count; i++) {
        const struct lw_yaml_item *item = &map->items[i];
        size_t f = 0;
        while (f < count && !lw_view_is(item->key, fields[f].key))
            f++;
        LW_ENSURE(f < count, err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: there is no key \"%.*s\" in %s (%.*s)", item->line,
                  item->column, LW_FMT(item->key), what, LW_FMT(names_of(fields, count, arena)));
        LW_TRY(value_of(&fields[f], item, arena, err));
    }
    for (size_t f = 0; f < count; f++)
        LW_ENSURE(!fields[f].needed || lw_yaml_get(map, fields[f].key), err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: %s needs \"%s\"", map->line, map->column, what,
                  fields[f].key);
    return LW_OK;
}
