/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/policy.c - reads signers and publishers.
 */
#include "attest/policy.h"

#include <stdlib.h>

#include "base/arn.h"
#include "base/file.h"
#include "base/glob.h"

enum { MAX_FILE_BYTES = 4 << 20, MAX_SIGNERS = 256 };

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

bool lw_texts_match(const struct lw_config_texts *patterns, struct lw_view text)
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

/* Without an ARN nobody knows whose account it is of. */
static bool fits(const struct lw_publisher *p, struct lw_view layer)
{
    struct lw_layer_arn arn;
    if (!lw_layer_arn_parse(&arn, layer))
        return p->accounts.count + p->regions.count + p->partitions.count == 0 &&
               lw_texts_match(&p->layers, layer);
    return lw_texts_match(&p->layers, arn.layer) && lw_texts_match(&p->accounts, arn.account) &&
           lw_texts_match(&p->regions, arn.region) && lw_texts_match(&p->partitions, arn.partition);
}

lw_status lw_policy_choose(const struct lw_publisher **out, const struct lw_policy *policy,
                           struct lw_view named, struct lw_view layer, struct lw_err *err)
{
    struct lw_layer_arn arn;
    size_t fitting = 0;
    if (named.len) {
        *out = lw_policy_publisher(policy, named);
        LW_ENSURE(*out, err, LW_E_USAGE, 0, "there is no publisher \"%.*s\"", LW_FMT(named));
        LW_ENSURE(!lw_layer_arn_parse(&arn, layer) || fits(*out, layer), err, LW_E_CONFIG, 0,
                  "publisher \"%.*s\" has no layer \"%.*s\"", LW_FMT(named), LW_FMT(layer));
        return LW_OK;
    }
    bool by_arn = false;
    for (size_t i = 0; i < policy->publishers.count; i++) {
        const struct lw_publisher *p = &policy->publishers.items[i];
        by_arn = by_arn || p->accounts.count || p->regions.count || p->partitions.count;
        if (!fits(p, layer))
            continue;
        fitting++;
        *out = p;
    }
    LW_ENSURE(fitting, err, LW_E_CONFIG, 0,
              "no publisher has a layer \"%.*s\": --publisher says whose it is%s", LW_FMT(layer),
              by_arn && !lw_layer_arn_parse(&arn, layer)
                  ? "; those with an account, a region or a partition are known by the layer's ARN"
                  : "");
    LW_ENSURE(fitting == 1, err, LW_E_USAGE, 0,
              "%zu publishers may have a layer \"%.*s\": --publisher says which", fitting,
              LW_FMT(layer));
    return LW_OK;
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

/* What is read into, and from. */
struct reading {
    struct lw_policy *policy;
    const struct lw_config *config;
};

static const char *path_of(const struct reading *r, struct lw_view name)
{
    return (const char *)lw_arena_copy(&r->policy->arena, lw_config_path(r->config, name)).ptr;
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
                            const struct lw_config_texts *names, const struct reading *r,
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
    struct lw_view name, key, certificate, proof;
    struct lw_config_texts trusted_roots, roots, logs, certificate_logs, identities, issuers;
};

static lw_status check_signer(const struct reading *r, const struct signer_text *t,
                              const struct lw_yaml *map, struct lw_err *err)
{
    const char *wrong = NULL;
    bool sigstore = t->trusted_roots.count || t->roots.count;
    bool keyed = t->key.len || t->certificate.len, who = t->identities.count && t->issuers.count;
    int kinds = !!t->key.len + !!t->certificate.len + sigstore;
    if (kinds != 1 && !(kinds == 2 && t->key.len && t->trusted_roots.count))
        wrong = "needs one of key, certificate, trusted-root and roots";
    else if (!keyed && !who)
        wrong = "needs identity and issuer: anybody can get a certificate";
    else if (keyed && (t->identities.count || t->issuers.count))
        wrong = "has a key of its own, so neither identity nor issuer";
    else if (!keyed && t->trusted_roots.count == 0 && t->logs.count == 0)
        wrong = "needs logs: their time tells whether the certificate was valid";
    else if (t->proof.len && t->trusted_roots.count == 0 && t->logs.count == 0)
        wrong = "asks for the proof of a log and trusts none: needs trusted-root or logs";
    if (wrong)
        return lw_config_wrong(r->config, map, err, "signer \"%.*s\" %s", LW_FMT(t->name), wrong);
    return LW_OK;
}

static lw_status check_new(const struct reading *r, const struct lw_signer *signer,
                           const struct lw_yaml *map, struct lw_err *err)
{
    const struct lw_policy *policy = r->policy;
    if (policy->signers.count >= MAX_SIGNERS)
        return lw_config_wrong(r->config, map, err, "more than %d signers", MAX_SIGNERS);
    for (size_t i = 0; i < policy->signers.count; i++) {
        const struct lw_signer *other = &policy->signers.items[i];
        if (lw_view_eq(other->name, signer->name))
            return lw_config_wrong(r->config, map, err,
                                   "there is a signer \"%.*s\" at line %zu already",
                                   LW_FMT(signer->name), other->line);
        if (other->key && signer->key &&
            lw_digest_eq(lw_key_id(other->key), lw_key_id(signer->key)))
            return lw_config_wrong(r->config, map, err,
                                   "the key of \"%.*s\" is that of \"%.*s\" too, and would count "
                                   "twice",
                                   LW_FMT(signer->name), LW_FMT(other->name));
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
    struct lw_err why = { 0 };
    static const char *const proofs[] = { "required", NULL };
    const struct lw_config_field fields[] = {
        { "name", LW_CONFIG_TEXT, &t.name, .required = true },
        { "proof", LW_CONFIG_TEXT, &t.proof, .values = proofs },
        { "key", LW_CONFIG_TEXT, &t.key },
        { "certificate", LW_CONFIG_TEXT, &t.certificate },
        { "trusted-root", LW_CONFIG_TEXTS, &t.trusted_roots },
        { "roots", LW_CONFIG_TEXTS, &t.roots },
        { "logs", LW_CONFIG_TEXTS, &t.logs },
        { "certificate-logs", LW_CONFIG_TEXTS, &t.certificate_logs },
        { "identity", LW_CONFIG_TEXTS, &t.identities },
        { "issuer", LW_CONFIG_TEXTS, &t.issuers },
    };
    LW_TRY(lw_config_fields(r->config, map, fields, LW_COUNT(fields), err));
    LW_TRY(check_signer(r, &t, map, err));
    struct lw_signer made = {
        .name = t.name,
        .identities = t.identities,
        .issuers = t.issuers,
        .proof = t.proof.len > 0,
        .line = map->line,
    };
    lw_status status = load_signer(&made, &t, r, &why);
    if (!lw_ok(status))
        status = lw_config_wrong(r->config, map, err, "%s", why.text);
    else
        status = check_new(r, &made, map, err);
    /* Into the policy in any case, which frees its keys. */
    *LW_PUSH(&r->policy->arena, &r->policy->signers) = made;
    return status;
}

static lw_status find_signers(struct lw_publisher *p, const struct lw_config_texts *names,
                              const struct reading *r, const struct lw_yaml *map,
                              struct lw_err *err)
{
    const struct lw_policy *policy = r->policy;
    p->signers = lw_arena_array(&r->policy->arena, names->count, sizeof *p->signers);
    for (size_t i = 0; i < names->count; i++) {
        size_t at = 0;
        while (at < policy->signers.count &&
               !lw_view_eq(policy->signers.items[at].name, names->items[i]))
            at++;
        if (at == policy->signers.count)
            return lw_config_wrong(r->config, map, err, "there is no signer \"%.*s\"",
                                   LW_FMT(names->items[i]));
        for (size_t k = 0; k < i; k++)
            if (p->signers[k] == at)
                return lw_config_wrong(r->config, map, err, "signer \"%.*s\" stands twice",
                                       LW_FMT(names->items[i]));
        p->signers[p->signer_count++] = at;
    }
    return LW_OK;
}

static lw_status read_publisher(struct reading *r, const struct lw_yaml *map, struct lw_err *err)
{
    struct lw_policy *policy = r->policy;
    struct lw_publisher p = { .threshold = 1, .line = map->line };
    struct lw_config_texts signers = { 0 };
    const struct lw_config_field fields[] = {
        { "name", LW_CONFIG_TEXT, &p.name, .required = true },
        { "partition", LW_CONFIG_TEXTS, &p.partitions },
        { "region", LW_CONFIG_TEXTS, &p.regions },
        { "account", LW_CONFIG_TEXTS, &p.accounts },
        { "layer", LW_CONFIG_TEXTS, &p.layers },
        { "signers", LW_CONFIG_TEXTS, &signers, .required = true },
        { "threshold", LW_CONFIG_NUMBER, &p.threshold, .max = MAX_SIGNERS },
        { "predicate", LW_CONFIG_TEXTS, &p.predicates },
        { "builder", LW_CONFIG_TEXTS, &p.builders },
        { "repository", LW_CONFIG_TEXTS, &p.repositories },
        { "exact", LW_CONFIG_FLAG, &p.exact },
    };
    LW_TRY(lw_config_fields(r->config, map, fields, LW_COUNT(fields), err));
    if (lw_policy_publisher(policy, p.name))
        return lw_config_wrong(r->config, map, err, "there is a publisher \"%.*s\" already",
                               LW_FMT(p.name));
    LW_TRY(find_signers(&p, &signers, r, map, err));
    if (p.threshold < 1 || p.threshold > p.signer_count)
        return lw_config_wrong(r->config, map, err, "a threshold of %llu of %zu signers",
                               (unsigned long long)p.threshold, p.signer_count);
    *LW_PUSH(&policy->arena, &policy->publishers) = p;
    return LW_OK;
}

static lw_status read_list(struct reading *r, const char *key,
                           lw_status (*read)(struct reading *r, const struct lw_yaml *map,
                                             struct lw_err *err),
                           struct lw_err *err)
{
    const struct lw_yaml *list = lw_config_section(r->config, key);
    if (!list)
        return LW_OK;
    if (list->kind != LW_YAML_LIST)
        return lw_config_wrong(r->config, list, err, "\"%s\" must be a list, not %s", key,
                               lw_yaml_kind_name(list->kind));
    for (size_t i = 0; i < list->count; i++)
        LW_TRY(read(r, list->items[i].value, err));
    return LW_OK;
}

lw_status lw_policy_read(struct lw_policy **out, const struct lw_config *config, struct lw_err *err)
{
    LW_CLEANUP(lw_policy_free_p) struct lw_policy *policy = lw_policy_new();
    struct reading r = { policy, config };
    LW_TRY(read_list(&r, "signers", read_signer, err));
    LW_TRY(read_list(&r, "publishers", read_publisher, err));
    *out = lw_steal(&policy);
    return LW_OK;
}
