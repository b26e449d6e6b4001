/* SPDX-License-Identifier: Apache-2.0
 *
 * review/lock.c - reads layerward.lock, strictly.
 */
#include "review/lock.h"

#include <stdlib.h>

#include "base/arn.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"

enum { NAME_MOST = 256 };

/* A merge that nobody finished is told as such, not as bad YAML. */
static lw_status check_merged(struct lw_view text, const char *name, struct lw_err *err)
{
    static const char *const marks[] = { "<<<<<<<", "|||||||", "=======", ">>>>>>>" };
    struct lw_view line;
    for (size_t number = 1; lw_view_line(&line, &text); number++)
        for (size_t i = 0; i < LW_COUNT(marks); i++)
            LW_ENSURE(!lw_view_starts(line, lw_view_c(marks[i])), err, LW_E_CONFIG, 0,
                      "%s: line %zu, column 1: an unsolved merge conflict; keep one side, or both "
                      "where they are of different layers, and run `layerward lock check`",
                      name, number);
    return LW_OK;
}

static lw_status read_digest(struct lw_digest *out, const struct lw_config *config,
                             const struct lw_yaml *map, const char *key, struct lw_view text,
                             struct lw_err *err)
{
    if (lw_digest_from_hex(out, text))
        return LW_OK;
    const struct lw_yaml *at = lw_yaml_get(map, key);
    if (text.len != 2 * sizeof out->bytes)
        return lw_config_wrong(
            config, at, err, "\"%s\" has %zu characters; SHA-256 has 64 hex digits", key, text.len);
    return lw_config_wrong(config, at, err, "\"%s\" is not 64 hex digits", key);
}

static int by_text(const void *a, const void *b)
{
    return lw_view_cmp(*(const struct lw_view *)a, *(const struct lw_view *)b);
}

static void sort_texts(struct lw_config_texts *list)
{
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_text);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || !lw_view_eq(list->items[kept - 1], list->items[i]))
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static int by_envelope(const void *a, const void *b)
{
    const struct lw_lock_attestation *x = a, *y = b;
    return memcmp(x->envelope.bytes, y->envelope.bytes, sizeof x->envelope.bytes);
}

/* Sorted, and each once. */
static void sort_entry(struct lw_lock_entry *e)
{
    size_t kept = 0;
    sort_texts(&e->capabilities);
    sort_texts(&e->endpoints);
    sort_texts(&e->extensions);
    sort_texts(&e->notes);
    if (e->attested.count)
        qsort(e->attested.items, e->attested.count, sizeof *e->attested.items, by_envelope);
    for (size_t i = 0; i < e->attested.count; i++) {
        struct lw_lock_attestation *a = &e->attested.items[i];
        sort_texts(&a->signers);
        if (kept == 0 || by_envelope(&e->attested.items[kept - 1], a) != 0)
            e->attested.items[kept++] = *a;
    }
    e->attested.count = kept;
}

static lw_status read_attestation(struct lw_lock_entry *e, const struct lw_config *config,
                                  const struct lw_yaml *map, struct lw_err *err)
{
    struct lw_lock_attestation made = { 0 };
    struct lw_view digest = LW_VIEW_NONE;
    const struct lw_config_field fields[] = {
        { "sha256", LW_CONFIG_TEXT, &digest, true, 0, NULL },
        { "signers", LW_CONFIG_TEXTS, &made.signers, true, 0, NULL },
        { "predicate", LW_CONFIG_TEXT, &made.predicate, false, 0, NULL },
        { "repository", LW_CONFIG_TEXT, &made.repository, false, 0, NULL },
        { "commit", LW_CONFIG_TEXT, &made.commit, false, 0, NULL },
    };
    LW_TRY(lw_config_fields(config, map, fields, LW_COUNT(fields), err));
    LW_TRY(read_digest(&made.envelope, config, map, "sha256", digest, err));
    *LW_PUSH(config->arena, &e->attested) = made;
    return LW_OK;
}

/* Verified ones are maps; texts are what people noted, which locks of old have alone. */
static lw_status read_attestations(struct lw_lock_entry *e, const struct lw_config *config,
                                   const struct lw_yaml *node, struct lw_err *err)
{
    size_t count = node->kind == LW_YAML_LIST ? node->count : 1;
    for (size_t i = 0; i < count; i++) {
        const struct lw_yaml *item = node->kind == LW_YAML_LIST ? node->items[i].value : node;
        if (item->kind == LW_YAML_MAP && item != node) {
            LW_TRY(read_attestation(e, config, item, err));
            continue;
        }
        if (item->kind != LW_YAML_TEXT || (item->text.len == 0 && item != node))
            return lw_config_wrong(config, item, err,
                                   "\"attestations\" must be a list of maps or texts");
        if (item->text.len)
            *LW_PUSH(config->arena, &e->notes) = item->text;
    }
    return LW_OK;
}

static lw_status check_time(const struct lw_config *config, const struct lw_yaml *map,
                            struct lw_view text, struct lw_err *err)
{
    int64_t when;
    if (text.len == 0 || lw_time_parse(&when, text))
        return LW_OK;
    return lw_config_wrong(config, lw_yaml_get(map, "adopted-at"), err,
                           "\"adopted-at\" is not a time such as 2026-11-22T10:00:00Z");
}

static lw_status check_verdict(const struct lw_config *config, const struct lw_yaml *map,
                               struct lw_view text, struct lw_err *err)
{
    static const char *const known[] = { "adopt", "review", "block", LW_LOCK_UNREVIEWED };
    if (text.len == 0 || LW_VIEW_IN(text, known))
        return LW_OK;
    return lw_config_wrong(config, lw_yaml_get(map, "verdict"), err,
                           "\"verdict\" is one of adopt, review, block, " LW_LOCK_UNREVIEWED);
}

static lw_status read_entry(struct lw_lock_entry *out, const struct lw_config *config,
                            const struct lw_yaml_item *item, struct lw_err *err)
{
    const struct lw_yaml *map = item->value;
    const struct lw_yaml at = { .line = item->line, .column = item->column };
    struct lw_lock_entry e = { .name = item->key, .line = item->line };
    struct lw_view zip = LW_VIEW_NONE, content = LW_VIEW_NONE;
    struct lw_err why = { 0 };
    const struct lw_yaml *attestations = NULL;
    const struct lw_config_field fields[] = {
        { "zip-sha256", LW_CONFIG_TEXT, &zip, false, 0, NULL },
        { "content-digest", LW_CONFIG_TEXT, &content, true, 0, NULL },
        { "bytes", LW_CONFIG_NUMBER, &e.bytes, true, 0, NULL },
        { "path", LW_CONFIG_TEXT, &e.path, false, 0, NULL },
        { "publisher", LW_CONFIG_TEXT, &e.publisher, false, 0, NULL },
        { "adopted-by", LW_CONFIG_TEXT, &e.adopted_by, false, 0, NULL },
        { "adopted-at", LW_CONFIG_TEXT, &e.adopted_at, false, 0, NULL },
        { "reason", LW_CONFIG_TEXT, &e.reason, false, 0, NULL },
        { "verdict", LW_CONFIG_TEXT, &e.verdict, false, 0, NULL },
        { "capabilities", LW_CONFIG_TEXTS, &e.capabilities, false, 0, NULL },
        { "endpoints", LW_CONFIG_TEXTS, &e.endpoints, false, 0, NULL },
        { "extensions", LW_CONFIG_TEXTS, &e.extensions, false, 0, NULL },
        { "attestations", LW_CONFIG_NODE, &attestations, false, 0, NULL },
    };
    if (!lw_ok(lw_lock_check_name(e.name, &why)))
        return lw_config_wrong(config, &at, err, "%s", why.text);
    LW_TRY(lw_config_fields(config, map, fields, LW_COUNT(fields), err));
    e.have_zip = zip.len > 0;
    e.have_content = true;
    if (e.have_zip)
        LW_TRY(read_digest(&e.zip, config, map, "zip-sha256", zip, err));
    LW_TRY(read_digest(&e.content, config, map, "content-digest", content, err));
    LW_TRY(check_time(config, map, e.adopted_at, err));
    LW_TRY(check_verdict(config, map, e.verdict, err));
    if (attestations)
        LW_TRY(read_attestations(&e, config, attestations, err));
    sort_entry(&e);
    *out = e;
    return LW_OK;
}

static lw_status read_root(struct lw_lock *out, const struct lw_config *config, struct lw_err *err)
{
    uint64_t version = 0;
    const struct lw_yaml *layers = NULL;
    const struct lw_config_field fields[] = {
        { "version", LW_CONFIG_NUMBER, &version, true, 0, NULL },
        { "layers", LW_CONFIG_NODE, &layers, false, 0, NULL },
    };
    LW_TRY(lw_config_fields(config, config->root, fields, LW_COUNT(fields), err));
    if (version != LW_LOCK_VERSION)
        return lw_config_wrong(config, lw_yaml_get(config->root, "version"), err,
                               "the lock has version %llu; this program knows %d",
                               (unsigned long long)version, LW_LOCK_VERSION);
    if (!layers || (layers->kind == LW_YAML_TEXT && layers->text.len == 0))
        return LW_OK;
    if (layers->kind != LW_YAML_MAP)
        return lw_config_wrong(config, layers, err, "\"layers\" must be a map of layers, not %s",
                               lw_yaml_kind_name(layers->kind));
    for (size_t i = 0; i < layers->count; i++) {
        struct lw_lock_entry entry;
        LW_TRY(read_entry(&entry, config, &layers->items[i], err));
        *LW_PUSH(out->arena, out) = entry;
    }
    return LW_OK;
}

lw_status lw_lock_parse(struct lw_lock *out, struct lw_view text, const char *name,
                        struct lw_arena *arena, struct lw_err *err)
{
    struct lw_err why = { 0 };
    struct lw_yaml *root = NULL;
    struct lw_view safe = lw_arena_copy(arena, lw_view_c(name));
    struct lw_lock lock = { .arena = arena, .name = safe };
    LW_TRY(check_merged(text, name, err));
    lw_status status = lw_yaml_parse(&root, text, LW_LOCK_MAX_BYTES, arena, &why);
    LW_ENSURE(lw_ok(status), err, LW_E_CONFIG, why.offset, "%s: %s", name, why.text);
    const struct lw_config config = { .arena = arena, .name = safe, .root = root };
    LW_TRY(read_root(&lock, &config, err));
    *out = lock;
    return LW_OK;
}

lw_status lw_lock_load(struct lw_lock *out, const char *path, bool may_lack, struct lw_arena *arena,
                       struct lw_err *err)
{
    struct lw_view text;
    lw_status status = lw_file_read(&text, path, LW_LOCK_MAX_BYTES, arena, err);
    if (may_lack && status.code == LW_E_NOT_FOUND) {
        *out = (struct lw_lock){ .arena = arena, .name = lw_arena_copy(arena, lw_view_c(path)) };
        return LW_OK;
    }
    LW_ENSURE(status.code != LW_E_NOT_FOUND, err, LW_E_NOT_FOUND, 0,
              "%s: there is no such lock; `layerward lock add` begins one", path);
    LW_TRY(status);
    return lw_lock_parse(out, text, path, arena, err);
}

struct lw_lock_entry *lw_lock_find(const struct lw_lock *lock, struct lw_view name)
{
    for (size_t i = 0; i < lock->count; i++)
        if (lw_view_eq(lock->items[i].name, name))
            return &lock->items[i];
    return NULL;
}

void lw_lock_put(struct lw_lock *lock, const struct lw_lock_entry *entry)
{
    struct lw_lock_entry *old = lw_lock_find(lock, entry->name);
    if (!old)
        old = LW_PUSH(lock->arena, lock);
    *old = *entry;
    sort_entry(old);
}

bool lw_lock_remove(struct lw_lock *lock, struct lw_view name)
{
    struct lw_lock_entry *entry = lw_lock_find(lock, name);
    if (!entry)
        return false;
    size_t behind = lock->count - 1 - (size_t)(entry - lock->items);
    memmove(entry, entry + 1, behind * sizeof *entry);
    lock->count--;
    return true;
}

bool lw_lock_is_arn(struct lw_view name)
{
    struct lw_layer_arn arn;
    return lw_layer_arn_parse(&arn, name);
}

struct lw_view lw_lock_account(struct lw_view name)
{
    struct lw_layer_arn arn;
    return lw_layer_arn_parse(&arn, name) ? arn.account : LW_VIEW_NONE;
}

lw_status lw_lock_check_name(struct lw_view name, struct lw_err *err)
{
    LW_ENSURE(name.len && name.len <= NAME_MOST, err, LW_E_USAGE, 0,
              "a layer's name has 1 to %d characters", NAME_MOST);
    LW_ENSURE(lw_view_trim(name).len == name.len, err, LW_E_USAGE, 0,
              "a layer's name neither begins nor ends with a blank");
    LW_ENSURE(lw_utf8_valid(name), err, LW_E_USAGE, 0, "a layer's name is not valid UTF-8");
    for (size_t at = 0; at < name.len;)
        LW_ENSURE(!lw_char_hidden(lw_utf8_next(name, &at)), err, LW_E_USAGE, 0,
                  "a layer's name has characters that do not show");
    LW_ENSURE(!lw_view_starts(name, LW_VIEW("arn:")) || lw_lock_is_arn(name), err, LW_E_USAGE, 0,
              "\"%.*s\" is not the ARN of a layer version "
              "(arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION)",
              LW_FMT(name));
    return LW_OK;
}
