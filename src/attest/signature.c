/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/signature.c - one signer against one attestation.
 */
#include "attest/log.h"
#include "attest/verify.h"
#include "base/base64.h"
#include "base/clock.h"
#include "base/reader.h"

static bool fail(struct lw_problem *why, const char *code, struct lw_view text)
{
    *why = (struct lw_problem){ code, text };
    return false;
}

static bool fail_with(struct lw_problem *why, const char *code, const struct lw_signing *s,
                      const struct lw_err *err)
{
    return fail(why, code, lw_arena_copy(s->arena, lw_view_c(err->text)));
}

/* Whether `key` made one of the signatures. */
static bool signed_by(const struct lw_signing *s, const struct lw_key *key)
{
    const struct lw_attestation *a = s->attestation;
    if (a->is_bundle && !a->bundle.have_envelope)
        return lw_key_verify_digest(key, &a->bundle.message, a->bundle.message_signature);
    for (size_t i = 0; i < a->envelope.count; i++)
        if (lw_key_verify(key, s->message, a->envelope.items[i].bytes))
            return true;
    return false;
}

/* A key id is a hint, but one that names this key and does not verify tells more than "unknown". */
static bool claims(const struct lw_signing *s, const struct lw_key *key)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, lw_key_id(key));
    for (size_t i = 0; i < s->attestation->envelope.count; i++)
        if (lw_view_is(s->attestation->envelope.items[i].keyid, hex))
            return true;
    return lw_view_is(s->attestation->bundle.key_hint, hex);
}

/* All log entries must be good; their first promised time counts. */
static bool check_log(struct lw_accepted *out, struct lw_problem *why, const struct lw_signing *s,
                      const struct lw_signer *signer, const struct lw_key *key,
                      const struct lw_certificate *leaf)
{
    const struct lw_bundle *bundle = &s->attestation->bundle;
    bool proof = signer->proof || bundle->has_proofs;
    struct lw_err err = { 0 };
    if (!s->attestation->is_bundle || bundle->entry_count == 0)
        return fail(why, "log", LW_VIEW("no log holds it: it is no bundle with a log entry"));
    for (size_t i = 0; i < bundle->entry_count; i++) {
        const struct lw_log_entry *entry = &bundle->entries[i];
        struct lw_log_check check;
        if (!lw_ok(lw_log_check_entry(&check, entry, &signer->trust.logs, proof, s->arena, &err)) ||
            !lw_ok(lw_log_check_body(entry, bundle, key, leaf, s->arena, &err)))
            return fail_with(why, "log", s, &err);
        out->log_index = out->in_log ? out->log_index : entry->index;
        out->in_log = true;
        if (check.promised && out->time_utc_s == 0)
            out->time_utc_s = check.time_utc_s;
    }
    return true;
}

static struct lw_view day_of(const struct lw_signing *s, int64_t utc_s)
{
    char text[32];
    lw_time_format(text, utc_s);
    return lw_arena_copy(s->arena, lw_view_c(text));
}

/* A certificate of the configuration: it must be valid when it signed, as a log says, or now. */
static bool check_validity(struct lw_problem *why, const struct lw_signing *s,
                           const struct lw_signer *signer, int64_t at)
{
    const struct lw_certificate *c = signer->certificate;
    if (at > lw_certificate_not_after(c))
        return fail(
            why, "expired",
            lw_arena_printf(s->arena, "the certificate of \"%.*s\" expired at %.*s",
                            LW_FMT(signer->name), LW_FMT(day_of(s, lw_certificate_not_after(c)))));
    if (at < lw_certificate_not_before(c))
        return fail(
            why, "expired",
            lw_arena_printf(s->arena, "the certificate of \"%.*s\" is not valid before %.*s",
                            LW_FMT(signer->name), LW_FMT(day_of(s, lw_certificate_not_before(c)))));
    return true;
}

static bool check_key(struct lw_accepted *out, struct lw_problem *why, const struct lw_signing *s,
                      const struct lw_signer *signer)
{
    out->key = *lw_key_id(signer->key);
    if (!signed_by(s, signer->key)) {
        if (!claims(s, signer->key))
            return fail(why, "unknown-key", LW_VIEW(""));
        return fail(why, "bad-signature",
                    lw_arena_printf(s->arena,
                                    "a signature names the key of \"%.*s\" and is not by it over "
                                    "these bytes",
                                    LW_FMT(signer->name)));
    }
    if (signer->logged && !check_log(out, why, s, signer, signer->key, signer->certificate))
        return false;
    return !signer->certificate ||
           check_validity(why, s, signer, out->time_utc_s ? out->time_utc_s : s->now_utc_s);
}

/* An issuer's URL: as UTF8String in DER (.1.8), or bare (.1.1, of old). */
static struct lw_view issuer_of(const struct lw_certificate *leaf, struct lw_arena *arena)
{
    struct lw_view value;
    if (lw_certificate_extension(&value, leaf, "1.3.6.1.4.1.57264.1.8")) {
        struct lw_reader r = lw_reader(value);
        uint8_t tag = lw_u8(&r), first = lw_u8(&r);
        uint64_t len = first < 0x80 ? first : first == 0x81 ? lw_u8(&r) : 0;
        struct lw_view text = lw_take(&r, len);
        bool good = !r.bad && tag == 0x0c && lw_left(&r) == 0;
        return good ? lw_arena_copy(arena, text) : LW_VIEW("");
    }
    if (lw_certificate_extension(&value, leaf, "1.3.6.1.4.1.57264.1.1"))
        return lw_arena_copy(arena, value);
    return LW_VIEW("");
}

static bool check_identity(struct lw_accepted *out, struct lw_problem *why,
                           const struct lw_signing *s, const struct lw_signer *signer,
                           const struct lw_certificate *leaf)
{
    struct lw_name_list names = { 0 };
    bool matches = false;
    lw_certificate_names(&names, leaf, s->arena);
    for (size_t i = 0; i < names.count && !matches; i++) {
        matches = lw_texts_match(&signer->identities, names.items[i]);
        out->identity = names.items[i];
    }
    if (!matches)
        return fail(why, "identity",
                    lw_arena_printf(s->arena,
                                    "it is signed by \"%.*s\", which is not whom \"%.*s\" "
                                    "stands for",
                                    LW_FMT(out->identity), LW_FMT(signer->name)));
    out->issuer = issuer_of(leaf, s->arena);
    if (out->issuer.len == 0 || !lw_texts_match(&signer->issuers, out->issuer))
        return fail(why, "issuer",
                    lw_arena_printf(s->arena,
                                    "\"%.*s\" vouches for the identity, which \"%.*s\" "
                                    "does not take",
                                    LW_FMT(out->issuer), LW_FMT(signer->name)));
    return true;
}

/* The bundle's own certificates behind the leaf, and the authority's. Borrowed, not owned. */
static struct lw_certificate_list join(const struct lw_certificate_list *a,
                                       const struct lw_certificate_list *b, struct lw_arena *arena)
{
    struct lw_certificate_list all = { 0 };
    for (size_t i = 1; i < a->count; i++)
        *LW_PUSH(arena, &all) = a->items[i];
    for (size_t i = 0; i < b->count; i++)
        *LW_PUSH(arena, &all) = b->items[i];
    return all;
}

static bool check_chain(struct lw_certificate **issuer, struct lw_problem *why,
                        const struct lw_signing *s, const struct lw_signer *signer,
                        const struct lw_certificate_list *given, int64_t at)
{
    const struct lw_trust *trust = &signer->trust;
    const struct lw_certificate *leaf = given->items[0];
    struct lw_err err = { 0 };
    if (at < lw_certificate_not_before(leaf) || at > lw_certificate_not_after(leaf))
        return fail(why, "expired",
                    lw_arena_printf(s->arena,
                                    "the certificate was valid from %.*s to %.*s, and the log's "
                                    "time is %.*s",
                                    LW_FMT(day_of(s, lw_certificate_not_before(leaf))),
                                    LW_FMT(day_of(s, lw_certificate_not_after(leaf))),
                                    LW_FMT(day_of(s, at))));
    for (size_t i = 0; i < trust->authorities.count; i++) {
        const struct lw_authority *authority = &trust->authorities.items[i];
        struct lw_certificate_list between = join(given, &authority->between, s->arena);
        if (!lw_span_holds(authority->span, at))
            continue;
        if (lw_ok(lw_certificate_chain(issuer, leaf, &between, &authority->roots, at, &err)))
            return lw_certificate_signs_code(leaf) ||
                   fail(why, "certificate", LW_VIEW("the certificate is not for signing code"));
    }
    if (err.code == LW_E_OK)
        return fail(
            why, "certificate",
            lw_arena_printf(s->arena, "no authority counted at %.*s", LW_FMT(day_of(s, at))));
    return fail_with(why, "certificate", s, &err);
}

/* Where logs of certificates are trusted, one must have seen this one. */
static bool check_logged(struct lw_problem *why, const struct lw_signing *s,
                         const struct lw_signer *signer, const struct lw_certificate *leaf,
                         const struct lw_certificate *issuer, int64_t at)
{
    const struct lw_log_list *logs = &signer->trust.certificate_logs;
    struct lw_key_list keys = { 0 };
    struct lw_err err = { 0 };
    size_t good = 0;
    if (logs->count == 0)
        return true;
    for (size_t i = 0; i < logs->count; i++)
        if (lw_span_holds(logs->items[i].span, at))
            *LW_PUSH(s->arena, &keys) = logs->items[i].key;
    if (!lw_ok(lw_certificate_logged(&good, leaf, issuer, &keys, &err)))
        return fail_with(why, "certificate", s, &err);
    return good || fail(why, "certificate",
                        LW_VIEW("no trusted log of certificates has seen the certificate"));
}

static bool check_certificates(struct lw_accepted *out, struct lw_problem *why,
                               const struct lw_signing *s, const struct lw_signer *signer,
                               const struct lw_certificate_list *given)
{
    LW_CLEANUP(lw_certificate_free_p) struct lw_certificate *issuer = NULL;
    const struct lw_certificate *leaf = given->items[0];
    const struct lw_key *key = lw_certificate_key(leaf);
    if (!key)
        return fail(why, "certificate", LW_VIEW("the certificate's key is of a kind not taken"));
    out->key = *lw_key_id(key);
    if (!check_log(out, why, s, signer, key, leaf))
        return false;
    if (out->time_utc_s == 0)
        return fail(why, "log",
                    s->attestation->bundle.timestamps
                        ? LW_VIEW("no log promised a time, and timestamps of other authorities "
                                  "are not read")
                        : LW_VIEW("no log promised a time, so nobody knows whether the "
                                  "certificate was valid"));
    return check_chain(&issuer, why, s, signer, given, out->time_utc_s) &&
           check_logged(why, s, signer, leaf, issuer, out->time_utc_s) &&
           check_identity(out, why, s, signer, leaf) &&
           (signed_by(s, key) ||
            fail(why, "bad-signature",
                 LW_VIEW("the signature is not by the certificate's key over these bytes")));
}

static bool check_sigstore(struct lw_accepted *out, struct lw_problem *why,
                           const struct lw_signing *s, const struct lw_signer *signer)
{
    const struct lw_bundle *bundle = &s->attestation->bundle;
    struct lw_certificate_list given = { 0 };
    struct lw_err err = { 0 };
    bool good = true;
    if (!s->attestation->is_bundle || bundle->certificate_count == 0)
        return fail(why, "unknown-key", LW_VIEW(""));
    for (size_t i = 0; i < bundle->certificate_count && good; i++) {
        struct lw_certificate *certificate = NULL;
        good = lw_ok(lw_certificate_read(&certificate, bundle->certificates[i], &err));
        if (good)
            *LW_PUSH(s->arena, &given) = certificate;
    }
    good = good ? check_certificates(out, why, s, signer, &given)
                : fail_with(why, "certificate", s, &err);
    lw_certificates_free(&given);
    return good;
}

bool lw_signature_check(struct lw_accepted *out, struct lw_problem *why,
                        const struct lw_signing *signing, const struct lw_signer *signer)
{
    *out = (struct lw_accepted){ .time_utc_s = 0 };
    if (signer->kind == LW_SIGNER_SIGSTORE)
        return check_sigstore(out, why, signing, signer);
    return check_key(out, why, signing, signer);
}
