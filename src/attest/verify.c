/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/verify.c - signatures, then what was signed, then how many signed.
 */
#include "attest/verify.h"

/* One call of lw_verify(). */
struct verifying {
    const struct lw_identity *identity;
    const struct lw_policy *policy;
    const struct lw_publisher *publisher;
    int64_t now_utc_s;
    struct lw_arena *arena;
};

static void add_problem(struct lw_check *check, const struct verifying *v, const char *code,
                        struct lw_view text)
{
    for (size_t i = 0; i < check->problems.count; i++)
        if (strcmp(check->problems.items[i].code, code) == 0 &&
            lw_view_eq(check->problems.items[i].text, text))
            return;
    *LW_PUSH(v->arena, &check->problems) = (struct lw_problem){ code, text };
}

static struct lw_view cut(struct lw_view text)
{
    return lw_view_sub(text, 0, 200);
}

static bool is_message(const struct lw_attestation *a)
{
    return a->is_bundle && !a->bundle.have_envelope;
}

/* Whose signatures are on it, by their own account: for a person who wonders which key to trust. */
static struct lw_view claimed_keys(const struct lw_attestation *a, struct lw_arena *arena)
{
    struct lw_view list = LW_VIEW("");
    for (size_t i = 0; i < a->envelope.count && i < 4; i++) {
        struct lw_view id = lw_view_sub(a->envelope.items[i].keyid, 0, 64);
        if (id.len)
            list = lw_arena_printf(arena, "%.*s%s%.*s", LW_FMT(list), list.len ? ", " : "",
                                   LW_FMT(id));
    }
    return list;
}

static void say_unknown(struct lw_check *check, const struct verifying *v)
{
    const struct lw_attestation *a = check->attestation;
    size_t count = is_message(a) ? 1 : a->envelope.count;
    struct lw_view keys = claimed_keys(a, v->arena);
    add_problem(
        check, v, "unknown-key",
        lw_arena_printf(v->arena, "%s by a trusted signer%s%.*s%s",
                        count == 1 ? "its signature is not" : "none of its signatures is",
                        keys.len ? " (it names the key " : "", LW_FMT(keys), keys.len ? ")" : ""));
}

static void check_signatures(struct lw_check *check, const struct verifying *v)
{
    const struct lw_attestation *a = check->attestation;
    LW_CLEANUP(lw_buf_clear) struct lw_buf message = LW_BUF_INIT;
    if (!is_message(a)) {
        if (a->envelope.count == 0) {
            add_problem(check, v, "no-signature", LW_VIEW("it has no signature"));
            return;
        }
        lw_envelope_message(&message, a->envelope.payload_type, a->envelope.payload);
    }
    struct lw_signing signing = { a, lw_buf_view(&message), v->now_utc_s, v->arena };
    bool told = false;
    for (size_t i = 0; i < v->publisher->signer_count; i++) {
        size_t index = v->publisher->signers[i];
        struct lw_accepted accepted;
        struct lw_problem why = { 0 };
        if (lw_signature_check(&accepted, &why, &signing, &v->policy->signers.items[index])) {
            accepted.signer = index;
            *LW_PUSH(v->arena, &check->signers) = accepted;
        } else if (strcmp(why.code, "unknown-key") != 0) {
            add_problem(check, v, why.code, why.text);
            told = true;
        }
    }
    if (check->signers.count == 0 && !told)
        say_unknown(check, v);
}

static void require_match(struct lw_check *check, const struct verifying *v, const char *code,
                          const struct lw_config_texts *patterns, struct lw_view value,
                          const char *what)
{
    if (patterns->count == 0 || (value.len && lw_texts_match(patterns, value)))
        return;
    struct lw_view text = value.len ? lw_arena_printf(v->arena, "the %s is \"%.*s\"", what,
                                                      LW_FMT(cut(value)))
                                    : lw_arena_printf(v->arena, "the statement names no %s", what);
    add_problem(check, v, code,
                lw_arena_printf(v->arena, "%.*s, which publisher \"%.*s\" does not take",
                                LW_FMT(text), LW_FMT(v->publisher->name)));
}

static void require_repository(struct lw_check *check, const struct verifying *v,
                               struct lw_view repository)
{
    struct lw_config_texts plain = { 0 };
    for (size_t i = 0; i < v->publisher->repositories.count; i++)
        *LW_PUSH(v->arena, &plain) = lw_repository_name(v->publisher->repositories.items[i]);
    require_match(check, v, "repository", &plain, lw_repository_name(repository),
                  "source repository");
}

static void check_match(struct lw_check *check, const struct verifying *v)
{
    if (check->match == LW_MATCH_NONE)
        add_problem(check, v, "other-bytes",
                    lw_arena_printf(v->arena, "it is about other bytes than %.*s",
                                    LW_FMT(v->identity->name)));
    else if (v->publisher->exact && check->match != LW_MATCH_ZIP)
        add_problem(check, v, "other-bytes",
                    lw_arena_printf(v->arena,
                                    "it is about the same files in another zip, and publisher "
                                    "\"%.*s\" is exact",
                                    LW_FMT(v->publisher->name)));
}

static void check_said(struct lw_check *check, const struct verifying *v,
                       const struct lw_unverified_statement *said)
{
    check->match = lw_statement_match(said, v->identity);
    check_match(check, v);
    require_match(check, v, "predicate", &v->publisher->predicates, said->predicate_type,
                  "type of predicate");
    require_match(check, v, "builder", &v->publisher->builders, said->builder, "builder");
    require_repository(check, v, said->repository);
}

/* A signature over the zip and nothing else: it says who, and not whence. */
static void check_message(struct lw_check *check, const struct verifying *v)
{
    bool same = v->identity->have_zip &
                lw_digest_eq(&check->attestation->bundle.message, &v->identity->zip);
    check->match = same ? LW_MATCH_ZIP : LW_MATCH_NONE;
    check_match(check, v);
    require_match(check, v, "predicate", &v->publisher->predicates, LW_VIEW_NONE,
                  "type of predicate");
    require_match(check, v, "builder", &v->publisher->builders, LW_VIEW_NONE, "builder");
    require_repository(check, v, LW_VIEW_NONE);
}

static void check_one(struct lw_check *check, const struct verifying *v)
{
    const struct lw_attestation *a = check->attestation;
    check_signatures(check, v);
    if (is_message(a)) {
        check_message(check, v);
    } else if (!lw_view_is(a->envelope.payload_type, LW_INTOTO_TYPE)) {
        add_problem(check, v, "payload-type",
                    lw_arena_printf(v->arena, "its payload is \"%.*s\" and not " LW_INTOTO_TYPE,
                                    LW_FMT(cut(a->envelope.payload_type))));
    } else if (check->signers.count) {
        struct lw_statement *statement = LW_NEW(v->arena, struct lw_statement);
        struct lw_err err = { 0 };
        if (lw_ok(lw_statement_parse(&statement->said, a->envelope.payload, v->arena, &err))) {
            check->statement = statement;
            check_said(check, v, &statement->said);
        } else {
            add_problem(check, v, "statement", lw_arena_copy(v->arena, lw_view_c(err.text)));
        }
    }
    bool believed = check->statement || is_message(a);
    static const char *const fatal[] = { "other-bytes", "predicate", "builder", "repository" };
    check->accepted = check->signers.count && believed;
    for (size_t i = 0; i < check->problems.count; i++)
        for (size_t f = 0; f < LW_COUNT(fatal); f++)
            if (strcmp(check->problems.items[i].code, fatal[f]) == 0)
                check->accepted = false;
}

void lw_verify(struct lw_verification *out, const struct lw_identity *identity,
               const struct lw_attestation_list *attestations, const struct lw_policy *policy,
               const struct lw_publisher *publisher, int64_t now_utc_s, struct lw_arena *arena)
{
    const struct verifying v = { identity, policy, publisher, now_utc_s, arena };
    *out = (struct lw_verification){ .threshold = publisher->threshold };
    out->count = attestations->count;
    out->checks = lw_arena_array(arena, attestations->count, sizeof *out->checks);
    for (size_t i = 0; i < attestations->count; i++) {
        struct lw_check *check = &out->checks[i];
        check->attestation = &attestations->items[i];
        check_one(check, &v);
    }
    out->signers = lw_signers_count(&out->fitting, out->checks, out->count, policy->signers.count,
                                    arena);
    out->passed = out->signers >= out->threshold;
}
