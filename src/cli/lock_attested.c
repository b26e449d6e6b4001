/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_attested.c - from files with attestations to what the lock keeps of them.
 */
#include "cli/lock_attested.h"

#include "base/clock.h"
#include "base/file.h"

enum { MAX_FILE_BYTES = 48 << 20 };

lw_status lw_lock_trust_read(struct lw_lock_trust *out, const struct lw_args *args,
                             struct lw_view name, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_config config = { 0 };
    *out = (struct lw_lock_trust){ .policy = NULL };
    if (!lw_args_get(args, "attestation"))
        return LW_OK;
    LW_TRY(lw_crypto_load(err));
    LW_TRY(lw_config_load(&config, lw_args_get(args, "config"), arena, err));
    LW_ENSURE(lw_config_section(&config, "publishers"), err, LW_E_USAGE, 0,
              "--attestation: nobody is trusted: %s names no signers and publishers",
              config.name.len ? (const char *)config.name.ptr : LW_CONFIG_NAME);
    LW_TRY(lw_policy_read(&out->policy, &config, err));
    return lw_policy_choose(&out->publisher, out->policy, lw_view_c(lw_args_get(args, "publisher")),
                            name, err);
}

void lw_lock_trust_clear(struct lw_lock_trust *trust)
{
    lw_policy_free(trust->policy);
    trust->policy = NULL;
}

static struct lw_view signer_text(const struct lw_lock_trust *trust, const struct lw_accepted *a,
                                  struct lw_arena *arena)
{
    struct lw_view name = trust->policy->signers.items[a->signer].name;
    struct lw_view text = a->identity.len ? lw_arena_printf(arena, "%.*s: %.*s", LW_FMT(name),
                                                            LW_FMT(a->identity))
                                          : name;
    return lw_arena_copy(arena, text); /* the policy goes before the lock is written */
}

static void keep(struct lw_lock_entry *entry, const struct lw_check *check,
                 const struct lw_lock_trust *trust, struct lw_arena *arena)
{
    struct lw_lock_attestation *to = LW_PUSH(arena, &entry->attested);
    to->envelope = check->attestation->digest;
    for (size_t i = 0; i < check->signers.count; i++)
        *LW_PUSH(arena, &to->signers) = signer_text(trust, &check->signers.items[i], arena);
    if (!check->statement)
        return;
    to->predicate = check->statement->said.predicate_type;
    to->repository = check->statement->said.repository;
    to->commit = check->statement->said.commit;
}

lw_status lw_lock_attest(struct lw_lock_entry *entry, const struct lw_lock_trust *trust,
                         const struct lw_args *args, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_attestation_list list = { 0 };
    struct lw_verification result;
    const struct lw_identity identity = { .name = entry->name,
                                          .have_zip = entry->have_zip,
                                          .zip = entry->zip,
                                          .content = entry->content };
    const char *path;
    for (size_t i = 0; (path = lw_args_nth(args, "attestation", i)); i++) {
        struct lw_view text;
        LW_TRY(lw_file_read(&text, path, MAX_FILE_BYTES, arena, err));
        LW_TRY(lw_attestations_read(&list, text, path, arena, err));
    }
    lw_verify(&result, &identity, &list, trust->policy, trust->publisher, lw_now_utc_s(), arena);
    for (size_t i = 0; i < result.count; i++) {
        const struct lw_check *check = &result.checks[i];
        LW_ENSURE(check->accepted, err, LW_E_UNTRUSTED, 0, "%.*s: does not verify: %.*s",
                  LW_FMT(check->attestation->source),
                  LW_FMT(check->problems.count ? check->problems.items[0].text
                                               : LW_VIEW("see `layerward attest verify`")));
        keep(entry, check, trust, arena);
    }
    LW_ENSURE(result.passed, err, LW_E_UNTRUSTED, 0,
              "--attestation: %llu signers of publisher \"%.*s\" have signed, %llu are needed",
              (unsigned long long)result.signers, LW_FMT(trust->publisher->name),
              (unsigned long long)result.threshold);
    return LW_OK;
}
