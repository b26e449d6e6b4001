/* SPDX-License-Identifier: Apache-2.0
 *
 * attest_policy_test.c - keys, who is trusted, and which signatures count.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attest/sign.h"
#include "attest/verify.h"
#include "attest_sample.h"

static void keys(void **state)
{
    (void)state;
    static const struct {
        const char *private_file, *public_file, *passphrase;
    } pairs[] = { { "ed25519.key", "ed25519.pub", NULL },
                  { "p256-encrypted.key", "p256.pub", "correct-horse" },
                  { "p384.key", NULL, NULL },
                  { "signer.key", "signer.crt", NULL } };
    struct lw_view message = LW_VIEW("message");
    for (size_t i = 0; i < LW_COUNT(pairs); i++) {
        LW_CLEANUP(lw_key_free_p) struct lw_key *key = NULL;
        LW_CLEANUP(lw_key_free_p) struct lw_key *public_key = NULL;
        LW_CLEANUP(lw_buf_clear) struct lw_buf signature = LW_BUF_INIT;
        struct lw_err err = { 0 };
        assert_int_equal(
            lw_key_read_private(&key, text_of(pairs[i].private_file),
                                lw_view_c(pairs[i].passphrase), pairs[i].passphrase != NULL, &err)
                .code,
            LW_E_OK);
        assert_int_equal(lw_key_sign(&signature, key, message, &err).code, LW_E_OK);
        assert_true(lw_key_verify(key, message, lw_buf_view(&signature)));
        assert_false(lw_key_verify(key, LW_VIEW("massage"), lw_buf_view(&signature)));
        for (size_t k = 0; k < signature.len; k++) {
            signature.ptr[k] ^= 0x40;
            assert_false(lw_key_verify(key, message, lw_buf_view(&signature)));
            signature.ptr[k] ^= 0x40;
            assert_false(lw_key_verify(key, message, lw_view_sub(lw_buf_view(&signature), 0, k)));
        }
        if (!pairs[i].public_file)
            continue;
        assert_int_equal(lw_key_read_public(&public_key, text_of(pairs[i].public_file), &err).code,
                         LW_E_OK);
        assert_true(lw_digest_eq(lw_key_id(key), lw_key_id(public_key)));
    }
}

static void keys_refused(void **state)
{
    (void)state;
    struct lw_key *key = NULL;
    struct lw_err err = { 0 };
    assert_int_equal(lw_key_read_public(&key, text_of("rsa.pub"), &err).code, LW_E_UNSUPPORTED);
    must_say(&err, "RSA");
    assert_int_equal(lw_key_read_public(&key, text_of("p521.pub"), &err).code, LW_E_UNSUPPORTED);
    must_say(&err, "secp521r1");
    assert_int_equal(lw_key_read_public(&key, text_of("ed25519.key"), &err).code, LW_E_FORMAT);
    must_say(&err, "private key where a public one belongs");
    assert_int_equal(lw_key_read_public(&key, LW_VIEW("ssh-ed25519 AAAA"), &err).code, LW_E_FORMAT);
    must_say(&err, "not PEM");
    struct lw_view pem = text_of("p256-encrypted.key");
    assert_int_equal(lw_key_read_private(&key, pem, LW_VIEW("wrong"), true, &err).code,
                     LW_E_DENIED);
    assert_int_equal(lw_key_read_private(&key, pem, LW_VIEW_NONE, false, &err).code,
                     LW_E_ENCRYPTED);
    assert_int_equal(lw_key_read_private(&key, text_of("p256.pub"), LW_VIEW_NONE, false, &err).code,
                     LW_E_FORMAT);
    struct lw_view public_pem = text_of("p256.pub");
    for (size_t i = 0; i + 30 < public_pem.len; i++)
        assert_int_not_equal(lw_key_read_public(&key, lw_view_sub(public_pem, 0, i), &err).code,
                             LW_E_OK);
    assert_null(key);
}

static struct lw_verification verify(const char *config_text, struct lw_envelope *envelope,
                                     int64_t now, struct lw_policy **policy)
{
    struct lw_config config = { 0 };
    struct lw_verification result;
    struct lw_attestation one = { .source = LW_VIEW("test"), .envelope = *envelope };
    struct lw_attestation_list list = { LW_NEW(&arena, struct lw_attestation), 1, 1 };
    struct lw_identity id = { .name = LW_VIEW("a.zip"), .have_zip = true };
    struct lw_err err = { 0 };
    *list.items = one;
    assert_true(lw_digest_from_hex(&id.zip, LW_VIEW(HEX64)));
    assert_int_equal(
        lw_config_parse(&config, lw_view_c(config_text), data("layerward.yaml"), &arena, &err).code,
        LW_E_OK);
    if (!lw_ok(lw_policy_read(policy, &config, &err)))
        fail_msg("%s", err.text);
    lw_verify(&result, &id, &list, *policy, &(*policy)->publishers.items[0], now, &arena);
    return result;
}

static struct lw_envelope sign(const char *payload, const char *const *files, size_t count)
{
    struct lw_envelope e = { .payload_type = LW_VIEW(LW_INTOTO_TYPE),
                             .payload = lw_view_c(payload) };
    struct lw_err err = { 0 };
    for (size_t i = 0; i < count; i++) {
        LW_CLEANUP(lw_key_free_p) struct lw_key *key = NULL;
        assert_int_equal(
            lw_key_read_private(&key, text_of(files[i]), LW_VIEW("correct-horse"), true, &err).code,
            LW_E_OK);
        assert_int_equal(lw_envelope_sign(&e, key, &arena, &err).code, LW_E_OK);
        assert_int_equal(lw_envelope_sign(&e, key, &arena, &err).code, LW_E_USAGE);
    }
    return e;
}

#define TWO_OF_THREE                                                                               \
    "signers:\n  - {name: a, key: ed25519.pub}\n  - {name: b, key: p256.pub}\n"                    \
    "  - {name: c, certificate: signer.crt}\npublishers:\n  - {name: p, signers: [a, b, c], "      \
    "threshold: 2}\n"
#define GOOD STATEMENT("[{\"digest\":{\"sha256\":\"" HEX64 "\"}}]")

static void thresholds(void **state)
{
    (void)state;
    static const char *const all[] = { "ed25519.key", "p256-encrypted.key", "signer.key" };
    const int64_t now = 1800000000;
    for (size_t count = 0; count <= 3; count++) {
        LW_CLEANUP(lw_policy_free_p) struct lw_policy *policy = NULL;
        struct lw_envelope e = sign(GOOD, all, count);
        struct lw_verification v = verify(TWO_OF_THREE, &e, now, &policy);
        assert_int_equal(v.signers, count);
        assert_int_equal(v.passed, count >= 2);
        if (count == 0)
            assert_string_equal(v.checks[0].problems.items[0].code, "no-signature");
    }
}

/* The same signature many times is one signer; that of a stranger none. */
static void repeated(void **state)
{
    (void)state;
    LW_CLEANUP(lw_policy_free_p) struct lw_policy *policy = NULL;
    static const char *const one[] = { "ed25519.key" }, *const stranger[] = { "p384.key" };
    struct lw_envelope e = sign(GOOD, one, 1), s = sign(GOOD, stranger, 1);
    for (size_t i = 0; i < 5; i++) {
        struct lw_signature again = e.items[0];
        *LW_PUSH(&arena, &e) = again;
    }
    *LW_PUSH(&arena, &e) = s.items[0];
    struct lw_verification v = verify(TWO_OF_THREE, &e, 1800000000, &policy);
    assert_int_equal(v.signers, 1);
    assert_false(v.passed);
    lw_policy_free_p(&policy);
    policy = NULL;
    v = verify(TWO_OF_THREE, &s, 1800000000, &policy);
    assert_string_equal(v.checks[0].problems.items[0].code, "unknown-key");
}

/* Signatures as accepted by signers, and by whom they are. */
struct signed_by {
    size_t signer;
    const char *identity; /* NULL: a key */
    uint8_t key;
};

static uint64_t count_of(const struct signed_by *by, size_t count, uint64_t *fitting)
{
    struct lw_check checks[8] = { { 0 } };
    for (size_t i = 0; i < count; i++) {
        struct lw_accepted *a = LW_PUSH(&arena, &checks[i].signers);
        a->signer = by[i].signer;
        a->identity = lw_view_c(by[i].identity);
        a->key.bytes[0] = by[i].key;
        checks[i].accepted = true;
    }
    return lw_signers_count(fitting, checks, count, 3, &arena);
}

/* Patterns that overlap: one signature is one signer, whichever fit; as many as there can be. */
static void overlapping(void **state)
{
    (void)state;
    static const struct {
        struct signed_by by[4];
        size_t count;
        uint64_t signers, fitting;
    } cases[] = {
        { { { 0, "a", 1 } }, 1, 1, 1 },
        { { { 0, "a", 1 }, { 1, "a", 1 } }, 2, 1, 2 },
        { { { 0, "a", 1 }, { 1, "a", 2 } }, 2, 1, 2 },
        { { { 0, "a", 1 }, { 1, "b", 1 } }, 2, 1, 2 },
        { { { 0, NULL, 1 }, { 1, "b", 1 } }, 2, 1, 2 },
        { { { 0, NULL, 1 }, { 1, NULL, 2 } }, 2, 2, 2 },
        { { { 0, "a", 1 }, { 0, "b", 2 } }, 2, 1, 1 },
        { { { 0, "a", 1 }, { 0, "b", 2 }, { 1, "a", 1 } }, 3, 2, 2 },
        { { { 0, "a", 1 }, { 1, "a", 1 }, { 1, "b", 2 } }, 3, 2, 2 },
        { { { 0, "a", 1 }, { 1, "a", 2 }, { 2, "b", 2 } }, 3, 1, 3 },
        { { { 0, "a", 1 }, { 1, "b", 2 }, { 2, "c", 3 } }, 3, 3, 3 },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        uint64_t fitting;
        assert_int_equal(count_of(cases[i].by, cases[i].count, &fitting), cases[i].signers);
        assert_int_equal(fitting, cases[i].fitting);
    }
}

static void not_counted(void **state)
{
    (void)state;
    static const char *const one[] = { "ed25519.key" };
    static const char config[] = "signers:\n  - {name: a, certificate: expired.crt}\npublishers:\n"
                                 "  - {name: p, signers: a}\n";
    static const struct {
        const char *payload, *type, *config, *code;
        int64_t now;
    } cases[] = {
        { GOOD, LW_INTOTO_TYPE, config, NULL, 1578000000 },
        { GOOD, LW_INTOTO_TYPE, config, "expired", 1800000000 },
        { GOOD, LW_INTOTO_TYPE, config, "expired", 1500000000 },
        { GOOD, "text/plain", config, "payload-type", 1578000000 },
        { "{}", LW_INTOTO_TYPE, config, "statement", 1578000000 },
        { STATEMENT("[{\"digest\":{\"sha512\":\"00\"}}]"), LW_INTOTO_TYPE, config, "other-bytes",
          1578000000 },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        LW_CLEANUP(lw_policy_free_p) struct lw_policy *policy = NULL;
        LW_CLEANUP(lw_key_free_p) struct lw_key *key = NULL;
        struct lw_envelope e = { .payload_type = lw_view_c(cases[i].type),
                                 .payload = lw_view_c(cases[i].payload) };
        struct lw_err err = { 0 };
        assert_int_equal(lw_key_read_private(&key, text_of(one[0]), LW_VIEW_NONE, false, &err).code,
                         LW_E_OK);
        assert_int_equal(lw_envelope_sign(&e, key, &arena, &err).code, LW_E_OK);
        struct lw_verification v = verify(cases[i].config, &e, cases[i].now, &policy);
        assert_int_equal(v.passed, cases[i].code == NULL);
        if (cases[i].code)
            assert_string_equal(v.checks[0].problems.items[0].code, cases[i].code);
    }
}

static void policies_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        { "signers: 7\n", "line 1, column 10: \"signers\" must be a list" },
        { "signers:\n  - name: a\n    keyy: b\n", "line 3, column 5: there is no key \"keyy\"" },
        { "signers:\n  - name: a\n", "line 2, column 5: signer \"a\" needs one of" },
        { "signers:\n  - {name: a, key: ed25519.pub, certificate: signer.crt}\n", "needs one of" },
        { "signers:\n  - {name: a, key: gone.pub}\n", "gone.pub: " },
        { "signers:\n  - {name: a, key: rsa.pub}\n", "the key is RSA" },
        { "signers:\n  - {name: a, certificate: ed25519.pub}\n", "holds no certificate" },
        { "signers:\n  - {name: a, roots: signer.crt}\n", "needs identity and issuer" },
        { "signers:\n  - {name: a, roots: signer.crt, identity: x, issuer: y}\n", "needs logs" },
        { "signers:\n  - {name: a, key: ed25519.pub, identity: x}\n", "a key of its own" },
        { "signers:\n  - {name: a, key: ed25519.pub}\n  - {name: a, key: p256.pub}\n",
          "a signer \"a\" at line 2 already" },
        { "signers:\n  - {name: a, key: ed25519.pub}\n  - {name: b, certificate: expired.crt}\n",
          "would count twice" },
        { "signers:\n  - {name: a, key: ed25519.pub, proof: required}\n", "trusts none" },
        { "signers:\n  - {name: a, key: ed25519.pub, logs: p256.pub, proof: maybe}\n", "proof" },
        { "publishers:\n  - {name: p, signers: [x]}\n", "there is no signer \"x\"" },
        { "publishers:\n  - {name: p}\n", "signers" },
        { "signers:\n  - {name: a, key: ed25519.pub}\npublishers:\n  - {name: p, signers: [a, "
          "a]}\n",
          "stands twice" },
        { "signers:\n  - {name: a, key: ed25519.pub}\npublishers:\n  - {name: p, signers: a, "
          "threshold: 2}\n",
          "a threshold of 2 of 1" },
        { "signers:\n  - {name: a, key: ed25519.pub}\npublishers:\n  - {name: p, signers: a, "
          "threshold: 0}\n",
          "a threshold of 0 of 1" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_config config = { 0 };
        struct lw_policy *policy = NULL;
        struct lw_err err = { 0 };
        assert_int_equal(
            lw_config_parse(&config, lw_view_c(cases[i].text), data("layerward.yaml"), &arena, &err)
                .code,
            LW_E_OK);
        assert_int_equal(lw_policy_read(&policy, &config, &err).code, LW_E_CONFIG);
        must_say(&err, cases[i].why);
        assert_null(policy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(keys, clear),
        cmocka_unit_test_teardown(keys_refused, clear),
        cmocka_unit_test_teardown(thresholds, clear),
        cmocka_unit_test_teardown(repeated, clear),
        cmocka_unit_test_teardown(overlapping, clear),
        cmocka_unit_test_teardown(not_counted, clear),
        cmocka_unit_test_teardown(policies_refused, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
