/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/policy.c - reads signers and publishers.
 */
#include "attest/policy.h"

#include <stdlib.h>

#include "attest/policy_fields.h"
#include "base/file.h"
#include "base/glob.h"

enum { MAX_CONFIG_BYTES = 4 << 20, MAX_FILE_BYTES = 4 << 20, MAX_SIGNERS = 256 };

struct lw_policy *lw_policy_new(void)
{
    return lw_xcalloc(1, sizeof(struct lw_policy));
}

void lw_policy_free(struct lw_policy *policy)
{
    if (!policy)
        return;
    for (size_t i = 0; i < policy->signers.count; i++) {
        struct lw_signer *s = &policy->signers.items[i];
        lw_key_free(s->key);
        lw_certificate_free(s->certificate);
        lw_trust_clear(&s->trust);
    }
    lw_arena_clear(&policy->arena);
    free(policy);
}

void lw_policy_free_p(struct lw_policy **slot)
{
    lw_policy_free(*slot);
}

bool lw_texts_match(const struct lw_texts *patterns, struct lw_view text)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (lw_glob_text(patterns->items[i], text))
            return true;
    return patterns->count == 0;
}

const struct lw_publisher *lw_policy_publisher(const struct lw_policy *policy, struct lw_view name)
{
    for (size_t i = 0; i < policy->publishers.count; i++)
        if (lw_view_eq(policy->publishers.items[i].name, name))
            return &policy->publishers.items[i];
    return NULL;
}

static lw_status read_certificate(struct lw_signer *signer, struct lw_view pem,
                                  struct lw_policy *policy, struct lw_err *err)
{
    struct lw_certificate_list list = { 0 };
    lw_status status = lw_certificates_read_pem(&list, pem, &policy->arena, err);
    if (lw_ok(status) && list.count != 1)
        status = lw_err_set(err, LW_E_FORMAT, 0, __FILE__, __LINE__,
                            "holds %zu certificates; one is the signer's", list.count);
    if (lw_ok(status)) {
        signer->certificate = list.items[0];
        list.count = 0;
        status = lw_key_read_public(&signer->key, pem, err);
    }
    lw_certificates_free(&list);
    return status;
}

lw_status lw_policy_add_key(struct lw_policy *policy, struct lw_signer *signer, const char *path,
                            struct lw_err *err)
{
    struct lw_view pem;
    LW_TRY(lw_file_read(&pem, path, MAX_FILE_BYTES, &policy->arena, err));
    bool certificate = lw_view_find(pem, LW_VIEW("BEGIN CERTIFICATE")) != LW_NOT_FOUND;
    signer->kind = certificate ? LW_SIGNER_CERTIFICATE : LW_SIGNER_KEY;
    lw_status status = certificate ? read_certificate(signer, pem, policy, err)
                                   : lw_key_read_public(&signer->key, pem, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", path);
    return status;
}

/* What stands in a file of the configuration, and where it stands. */
struct reading {
    struct lw_policy *policy;
    struct lw_view folder;
};

static const char *path_of(const struct reading *r, struct lw_view name)
{
    bool whole = name.len && name.ptr[0] == '/';
    struct lw_arena *arena = &r->policy->arena;
    if (whole || r->folder.len == 0)
        return (const char *)lw_arena_copy(arena, name).ptr;
    return (const char *)lw_arena_printf(arena, "%.*s/%.*s", LW_FMT(r->folder), LW_FMT(name)).ptr;
}

enum file_kind { FILE_ROOT_JSON, FILE_AUTHORITY, FILE_LOG, FILE_CERTIFICATE_LOG };

static lw_status add_trust(struct lw_trust *trust, enum file_kind kind, struct lw_view text,
                           struct lw_arena *arena, struct lw_err *err)
{
    switch (kind) {
    case FILE_ROOT_JSON:
        return lw_trust_add_root(trust, text, arena, err);
    case FILE_AUTHORITY:
        return lw_trust_add_authority(trust, text, arena, err);
    case FILE_LOG:
        return lw_trust_add_log(&trust->logs, text, arena, err);
    default:
        return lw_trust_add_log(&trust->certificate_logs, text, arena, err);
    }
}

static lw_status read_files(struct lw_trust *trust, enum file_kind kind,
                            const struct lw_texts *names, const struct reading *r,
                            struct lw_err *err)
{
    struct lw_arena *arena = &r->policy->arena;
    for (size_t i = 0; i < names->count; i++) {
        const char *path = path_of(r, names->items[i]);
        struct lw_view text;
        LW_TRY(lw_file_read(&text, path, MAX_FILE_BYTES, arena, err));
        lw_status status = add_trust(trust, kind, text, arena, err);
        if (!lw_ok(status))
            lw_err_prefix(err, "%s", path);
        LW_TRY(status);
    }
    return LW_OK;
}

/* One signer as it is written. */
struct signer_text {
    struct lw_view name, key, certificate;
    struct lw_texts trusted_roots, roots, logs, certificate_logs, identities, issuers;
};

static lw_status check_signer(const struct signer_text *t, const struct lw_yaml *map,
                              struct lw_err *err)
{
    bool sigstore = t->trusted_roots.count || t->roots.count;
    int kinds = !!t->key.len + !!t->certificate.len + sigstore;
    LW_ENSURE(kinds == 1 || (kinds == 2 && t->key.len && t->trusted_roots.count), err, LW_E_CONFIG,
              0,
              "line %zu, column %zu: signer \"%.*s\" needs one of key, certificate, trusted-root "
              "and roots",
              map->line, map->column, LW_FMT(t->name));
    bool keyed = t->key.len || t->certificate.len;
    LW_ENSURE(keyed || (t->identities.count && t->issuers.count), err, LW_E_CONFIG, 0,
              "line %zu, column %zu: signer \"%.*s\" needs identity and issuer: anybody can get a "
              "certificate",
              map->line, map->column, LW_FMT(t->name));
    LW_ENSURE(!keyed || (t->identities.count == 0 && t->issuers.count == 0), err, LW_E_CONFIG, 0,
              "line %zu, column %zu: signer \"%.*s\" has a key of its own, so neither identity nor "
              "issuer",
              map->line, map->column, LW_FMT(t->name));
    LW_ENSURE(keyed || t->trusted_roots.count || t->logs.count, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: signer \"%.*s\" needs logs: their time tells whether the "
              "certificate was valid",
              map->line, map->column, LW_FMT(t->name));
    return LW_OK;
}

static lw_status check_new(const struct lw_policy *policy, const struct lw_signer *signer,
                           const struct lw_yaml *map, struct lw_err *err)
{
    LW_ENSURE(policy->signers.count < MAX_SIGNERS, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: more than %d signers", map->line, map->column, MAX_SIGNERS);
    for (size_t i = 0; i < policy->signers.count; i++) {
        const struct lw_signer *other = &policy->signers.items[i];
        LW_ENSURE(!lw_view_eq(other->name, signer->name), err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: there is a signer \"%.*s\" at line %zu already", map->line,
                  map->column, LW_FMT(signer->name), other->line);
        bool same = other->key && signer->key &&
                    lw_digest_eq(lw_key_id(other->key), lw_key_id(signer->key));
        LW_ENSURE(!same, err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: the key of \"%.*s\" is that of \"%.*s\" too, and would "
                  "count twice",
                  map->line, map->column, LW_FMT(signer->name), LW_FMT(other->name));
    }
    return LW_OK;
}

static lw_status load_signer(struct lw_signer *s, const struct signer_text *t,
                             const struct reading *r, struct lw_err *err)
{
    struct lw_view file = t->key.len ? t->key : t->certificate;
    s->kind = LW_SIGNER_SIGSTORE;
    if (file.len) {
        const char *path = path_of(r, file);
        LW_TRY(lw_policy_add_key(r->policy, s, path, err));
        LW_ENSURE(t->key.len || s->certificate, err, LW_E_CONFIG, 0, "%s: holds no certificate",
                  path);
    }
    LW_TRY(read_files(&s->trust, FILE_ROOT_JSON, &t->trusted_roots, r, err));
    LW_TRY(read_files(&s->trust, FILE_AUTHORITY, &t->roots, r, err));
    LW_TRY(read_files(&s->trust, FILE_LOG, &t->logs, r, err));
    LW_TRY(read_files(&s->trust, FILE_CERTIFICATE_LOG, &t->certificate_logs, r, err));
    s->logged = s->trust.logs.count > 0;
    LW_ENSURE(s->key || (s->trust.authorities.count && s->logged), err, LW_E_CONFIG, 0,
              "signer \"%.*s\": its trusted root names no authority or no log", LW_FMT(s->name));
    return LW_OK;
}

static lw_status read_signer(struct reading *r, const struct lw_yaml *map, struct lw_err *err)
{
    struct signer_text t = { .name = LW_VIEW_NONE };
    const struct lw_field fields[] = {
        { "name", LW_FIELD_TEXT, &t.name, true },
        { "key", LW_FIELD_TEXT, &t.key, false },
        { "certificate", LW_FIELD_TEXT, &t.certificate, false },
        { "trusted-root", LW_FIELD_TEXTS, &t.trusted_roots, false },
        { "roots", LW_FIELD_TEXTS, &t.roots, false },
        { "logs", LW_FIELD_TEXTS, &t.logs, false },
        { "certificate-logs", LW_FIELD_TEXTS, &t.certificate_logs, false },
        { "identity", LW_FIELD_TEXTS, &t.identities, false },
        { "issuer", LW_FIELD_TEXTS, &t.issuers, false },
    };
    LW_TRY(lw_fields_read(fields, LW_COUNT(fields), map, "a signer", &r->policy->arena, err));
    LW_TRY(check_signer(&t, map, err));
    struct lw_signer made = {
        .name = t.name, .identities = t.identities, .issuers = t.issuers, .line = map->line
    };
    lw_status status = load_signer(&made, &t, r, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "line %zu, column %zu", map->line, map->column);
    else
        status = check_new(r->policy, &made, map, err);
    /* Into the policy in any case, which frees its keys. */
    *LW_PUSH(&r->policy->arena, &r->policy->signers) = made;
    return status;
}

static lw_status find_signers(struct lw_publisher *p, const struct lw_texts *names,
                              struct lw_policy *policy, const struct lw_yaml *map,
                              struct lw_err *err)
{
    p->signers = lw_arena_array(&policy->arena, names->count, sizeof *p->signers);
    for (size_t i = 0; i < names->count; i++) {
        size_t at = 0;
        while (at < policy->signers.count &&
               !lw_view_eq(policy->signers.items[at].name, names->items[i]))
            at++;
        LW_ENSURE(at < policy->signers.count, err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: there is no signer \"%.*s\"", map->line, map->column,
                  LW_FMT(names->items[i]));
        for (size_t k = 0; k < i; k++)
            LW_ENSURE(p->signers[k] != at, err, LW_E_CONFIG, 0,
                      "line %zu, column %zu: signer \"%.*s\" stands twice", map->line, map->column,
                      LW_FMT(names->items[i]));
        p->signers[p->signer_count++] = at;
    }
    return LW_OK;
}

static lw_status read_publisher(struct reading *r, const struct lw_yaml *map, struct lw_err *err)
{
    struct lw_policy *policy = r->policy;
    struct lw_publisher p = { .threshold = 1, .line = map->line };
    struct lw_texts signers = { 0 };
    const struct lw_field fields[] = {
        { "name", LW_FIELD_TEXT, &p.name, true },
        { "partition", LW_FIELD_TEXTS, &p.partitions, false },
        { "region", LW_FIELD_TEXTS, &p.regions, false },
        { "account", LW_FIELD_TEXTS, &p.accounts, false },
        { "layer", LW_FIELD_TEXTS, &p.layers, false },
        { "signers", LW_FIELD_TEXTS, &signers, true },
        { "threshold", LW_FIELD_NUMBER, &p.threshold, false },
        { "predicate", LW_FIELD_TEXTS, &p.predicates, false },
        { "builder", LW_FIELD_TEXTS, &p.builders, false },
        { "repository", LW_FIELD_TEXTS, &p.repositories, false },
        { "exact", LW_FIELD_FLAG, &p.exact, false },
    };
    LW_TRY(lw_fields_read(fields, LW_COUNT(fields), map, "a publisher", &policy->arena, err));
    LW_ENSURE(!lw_policy_publisher(policy, p.name), err, LW_E_CONFIG, 0,
              "line %zu, column %zu: there is a publisher \"%.*s\" already", map->line, map->column,
              LW_FMT(p.name));
    LW_TRY(find_signers(&p, &signers, policy, map, err));
    LW_ENSURE(p.threshold >= 1 && p.threshold <= p.signer_count, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: a threshold of %llu of %zu signers", map->line, map->column,
              (unsigned long long)p.threshold, p.signer_count);
    *LW_PUSH(&policy->arena, &policy->publishers) = p;
    return LW_OK;
}

static lw_status read_list(struct reading *r, const struct lw_yaml *root, const char *key,
                           lw_status (*read)(struct reading *r, const struct lw_yaml *map,
                                             struct lw_err *err),
                           struct lw_err *err)
{
    const struct lw_yaml *list = lw_yaml_get(root, key);
    if (!list || (list->kind == LW_YAML_TEXT && list->text.len == 0))
        return LW_OK;
    LW_ENSURE(list->kind == LW_YAML_LIST, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: \"%s\" must be a list", list->line, list->column, key);
    for (size_t i = 0; i < list->count; i++)
        LW_TRY(read(r, list->items[i].value, err));
    return LW_OK;
}

static lw_status read_root(struct reading *r, const struct lw_yaml *root, struct lw_err *err)
{
    LW_ENSURE(root->kind == LW_YAML_MAP, err, LW_E_CONFIG, 0,
              "line %zu, column %zu: must be a map with signers and publishers", root->line,
              root->column);
    for (size_t i = 0; i < root->count; i++)
        LW_ENSURE(lw_config_section_known(root->items[i].key), err, LW_E_CONFIG, 0,
                  "line %zu, column %zu: there is no section \"%.*s\"", root->items[i].line,
                  root->items[i].column, LW_FMT(root->items[i].key));
    LW_TRY(read_list(r, root, "signers", read_signer, err));
    return read_list(r, root, "publishers", read_publisher, err);
}

lw_status lw_policy_parse(struct lw_policy **out, struct lw_view text, const char *name,
                          struct lw_view folder, struct lw_err *err)
{
    LW_CLEANUP(lw_policy_free_p) struct lw_policy *policy = lw_policy_new();
    struct reading r = { policy, folder };
    struct lw_yaml *root = NULL;
    struct lw_err why = { 0 };
    lw_status s = lw_yaml_parse(&root, text, MAX_CONFIG_BYTES, &policy->arena, &why);
    if (lw_ok(s))
        s = read_root(&r, root, &why);
    LW_ENSURE(lw_ok(s), err, LW_E_CONFIG, why.offset, "%s: %s", name, why.text);
    *out = lw_steal(&policy);
    return LW_OK;
}

lw_status lw_policy_load(struct lw_policy **out, const char *path, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text;
    LW_TRY(lw_file_read(&text, path, MAX_CONFIG_BYTES, &arena, err));
    return lw_policy_parse(out, text, path, lw_path_dir(lw_view_c(path)), err);
}
