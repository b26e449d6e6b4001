/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/ignore.c - read an ignore file and apply it.
 */
#include "scan/ignore.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/yaml.h"
#include "rules/other.h"

enum { MAX_BYTES = 16 << 20, DAY_S = 86400 };

static lw_status text_of(struct lw_view *out, const struct lw_yaml_item *item, struct lw_err *err)
{
    const struct lw_yaml *v = item->value;
    LW_ENSURE(v->kind == LW_YAML_TEXT, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: \"%.*s\" must be a text, not %s", v->line, v->column,
              LW_FMT(item->key), lw_yaml_kind_name(v->kind));
    *out = lw_view_trim(v->text);
    LW_ENSURE(out->len, err, LW_E_CONFIG, 0, "line %zu, column %zu: \"%.*s\" is empty", v->line,
              v->column, LW_FMT(item->key));
    return LW_OK;
}

/* A day alone holds to its end. */
static lw_status time_of(int64_t *out, const struct lw_yaml_item *item, struct lw_err *err)
{
    struct lw_view text = LW_VIEW_NONE;
    LW_TRY(text_of(&text, item, err));
    LW_ENSURE(lw_time_parse(out, text), err, LW_E_CONFIG, 0,
              "line %zu, column %zu: \"%.*s\" is not a day such as 2027-01-31", item->value->line,
              item->value->column, LW_FMT(text));
    *out += text.len == 10 ? DAY_S : 0;
    return LW_OK;
}

static lw_status flag_of(bool *out, const struct lw_yaml_item *item, struct lw_err *err)
{
    struct lw_view text = LW_VIEW_NONE;
    LW_TRY(text_of(&text, item, err));
    *out = lw_view_is(text, "true");
    LW_ENSURE(*out || lw_view_is(text, "false"), err, LW_E_CONFIG, 0,
              "line %zu, column %zu: \"%.*s\" must be true or false", item->value->line,
              item->value->column, LW_FMT(item->key));
    return LW_OK;
}

static lw_status read_entry(struct lw_ignore *out, const struct lw_yaml *map, struct lw_err *err)
{
    struct lw_ignore e = { .line = map->line };
    bool permanent = false, expires = false;
    LW_ENSURE(map->kind == LW_YAML_MAP, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: an entry must be a map with id and reason", map->line,
              map->column);
    for (size_t i = 0; i < map->count; i++) {
        const struct lw_yaml_item *item = &map->items[i];
        struct {
            const char *key;
            struct lw_view *text;
        } texts[] = {
            { "id", &e.id }, { "package", &e.package }, { "path", &e.path }, { "reason", &e.reason }
        };
        size_t t = 0;
        while (t < LW_COUNT(texts) && !lw_view_is(item->key, texts[t].key))
            t++;
        if (t < LW_COUNT(texts)) {
            LW_TRY(text_of(texts[t].text, item, err));
        } else if (lw_view_is(item->key, "expires")) {
            LW_TRY(time_of(&e.until_utc_s, item, err));
            expires = true;
        } else {
            LW_ENSURE(lw_view_is(item->key, "permanent"), err, LW_E_CONFIG, 0,
                      "line %zu, column %zu: there is no key \"%.*s\" (id, package, path, reason, "
                      "expires, permanent)",
                      item->line, item->column, LW_FMT(item->key));
            LW_TRY(flag_of(&permanent, item, err));
        }
    }
    LW_ENSURE(e.id.len && e.reason.len, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: the entry has no %s", map->line, map->column,
              e.id.len ? "reason" : "id");
    LW_ENSURE(expires != permanent, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: the entry needs either `expires` or `permanent: true`",
              map->line, map->column);
    if (permanent)
        e.until_utc_s = INT64_MAX;
    *out = e;
    return LW_OK;
}

static lw_status read_root(struct lw_ignore_list *out, const struct lw_yaml *root,
                           struct lw_view source, struct lw_arena *arena, struct lw_err *err)
{
    if (root->kind == LW_YAML_TEXT && root->text.len == 0)
        return LW_OK;
    LW_ENSURE(root->kind == LW_YAML_MAP, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: must be a map with the key \"ignore\"", root->line,
              root->column);
    for (size_t i = 0; i < root->count; i++) {
        const struct lw_yaml_item *item = &root->items[i];
        LW_ENSURE(lw_view_is(item->key, "ignore"), err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: there is no key \"%.*s\" here (ignore)", item->line,
                  item->column, LW_FMT(item->key));
        const struct lw_yaml *list = item->value;
        bool empty = list->kind == LW_YAML_TEXT && list->text.len == 0;
        LW_ENSURE(empty || list->kind == LW_YAML_LIST, err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: \"ignore\" must be a list", list->line, list->column);
        for (size_t k = 0; k < list->count; k++) {
            struct lw_ignore entry;
            LW_TRY(read_entry(&entry, list->items[k].value, err));
            entry.source = source;
            *LW_PUSH(arena, out) = entry;
        }
    }
    return LW_OK;
}

lw_status lw_ignore_parse(struct lw_ignore_list *out, struct lw_view text, const char *name,
                          struct lw_arena *arena, struct lw_err *err)
{
    struct lw_ignore_list list = *out;
    struct lw_yaml *root;
    struct lw_err why = { 0 };
    lw_status s = lw_yaml_parse(&root, text, MAX_BYTES, arena, &why);
    if (lw_ok(s))
        s = read_root(&list, root, lw_arena_copy(arena, lw_view_c(name)), arena, &why);
    LW_ENSURE(lw_ok(s), err, LW_E_CONFIG, why.offset, "%s: %s", name, why.text);
    *out = list;
    return LW_OK;
}

lw_status lw_ignore_load(struct lw_ignore_list *out, const char *path, struct lw_arena *arena,
                         struct lw_err *err)
{
    struct lw_view text;
    LW_TRY(lw_file_read(&text, path, MAX_BYTES, arena, err));
    return lw_ignore_parse(out, text, path, arena, err);
}

/* Up to the version's "@"; a scope's "@" stands behind a slash or is escaped. */
static struct lw_view without_version(struct lw_view purl)
{
    size_t at = lw_view_rfind_byte(purl, '@');
    size_t slash = lw_view_rfind_byte(purl, '/');
    bool versioned = at != LW_NOT_FOUND && (slash == LW_NOT_FOUND || at > slash + 1);
    return versioned ? lw_view_sub(purl, 0, at) : purl;
}

static bool holds_id(const struct lw_finding *finding, struct lw_view id)
{
    bool found = lw_view_eq_nocase(finding->rule, id);
    for (size_t i = 0; i < finding->ids.count && !found; i++)
        found = lw_view_eq_nocase(finding->ids.items[i], id);
    return found;
}

static bool accepts(const struct lw_ignore *entry, const struct lw_finding *finding)
{
    if (!holds_id(finding, entry->id))
        return false;
    if (entry->path.len && !lw_glob_path(entry->path, finding->path))
        return false;
    if (entry->package.len == 0)
        return true;
    bool any_version = without_version(entry->package).len == entry->package.len;
    struct lw_view purl = any_version ? without_version(finding->purl) : finding->purl;
    return lw_glob_text(entry->package, purl);
}

static void say_expired(struct lw_finding_list *findings, const struct lw_ignore *entry,
                        struct lw_arena *arena)
{
    char day[32];
    lw_date_format(day, entry->until_utc_s - 1);
    struct lw_finding *f = lw_finding_add(findings, arena, lw_view_c(lw_rule_ignore_expired.id),
                                          lw_rule_ignore_expired.severity);
    f->title = lw_arena_printf(arena, "%.*s is no longer accepted: the entry held until %s",
                               LW_FMT(entry->id), day);
    f->evidence = lw_arena_printf(arena, "%.*s, line %zu: %.*s", LW_FMT(entry->source), entry->line,
                                  LW_FMT(entry->reason));
    f->why = LW_VIEW("what was accepted for a time must be judged anew");
    f->fix = LW_VIEW("mend the cause, or give the entry a new day, or take it out");
}

void lw_ignore_apply(struct lw_finding_list *findings, struct lw_ignore_list *ignore,
                     int64_t now_utc_s, struct lw_arena *arena)
{
    size_t judged = findings->count; /* what is added here is not to be ignored */
    for (size_t e = 0; e < ignore->count; e++) {
        struct lw_ignore *entry = &ignore->items[e];
        if (now_utc_s >= entry->until_utc_s) {
            say_expired(findings, entry, arena);
            continue;
        }
        for (size_t i = 0; i < judged; i++) {
            struct lw_finding *finding = &findings->items[i];
            if (!accepts(entry, finding))
                continue;
            entry->used = true;
            if (finding->suppressed)
                continue;
            finding->suppressed = true;
            finding->suppressed_by = lw_arena_printf(arena, "%.*s, line %zu: %.*s",
                                                     LW_FMT(entry->source), entry->line,
                                                     LW_FMT(entry->reason));
        }
    }
}
