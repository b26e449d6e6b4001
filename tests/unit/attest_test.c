/* SPDX-License-Identifier: Apache-2.0
 *
 * attest_test.c - envelopes, statements, proofs, keys and policies; what is refused, and how.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "attest/checkpoint.h"
#include "attest/predicate.h"
#include "attest/sign.h"
#include "attest/source.h"
#include "attest/verify.h"
#include "base/base64.h"
#include "base/file.h"

static struct lw_arena arena = LW_ARENA_INIT;

static int clear(void **state)
{
    (void)state;
    lw_arena_clear(&arena);
    return 0;
}

static const char *data(const char *name)
{
    return (const char *)lw_arena_printf(&arena, "%s/tests/unit/data/attest/%s",
                                         getenv("LAYERWARD_SOURCE_ROOT"), name)
        .ptr;
}

static struct lw_view text_of(const char *name)
{
    struct lw_view text = LW_VIEW_NONE;
    struct lw_err err = { 0 };
    assert_int_equal(lw_file_read(&text, data(name), 1 << 20, &arena, &err).code, LW_E_OK);
    return text;
}

static void must_say(const struct lw_err *err, const char *what)
{
    if (!strstr(err->text, what))
        fail_msg("\"%s\" lacks \"%s\"", err->text, what);
}

static void base64(void **state)
{
    (void)state;
    static const struct {
        const char *text, *bytes; /* NULL: refused */
    } cases[] = {
        { "", "" },
        { "Zg==", "f" },
        { "Zg", "f" },
        { "Zm8=", "fo" },
        { "Zm9v", "foo" },
        { "Zm9vYg==", "foob" },
        { "Zm9vYmE", "fooba" },
        { "Zm9vYmFy", "foobar" },
        { "-_-_", "\xfb\xff\xbf" },
        { "+/+/", "\xfb\xff\xbf" },
        { "+_+_", NULL },
        { "Z", NULL },
        { "Zg=", NULL },
        { "Zh==", NULL },
        { "Zm 9v", NULL },
        { "Zg==Zg==", NULL },
        { "====", NULL },
        { "Zm9v\n", NULL },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_view got;
        struct lw_err err = { 0 };
        lw_status status = lw_base64_decode(&got, lw_view_c(cases[i].text), &arena, &err);
        if (!cases[i].bytes) {
            assert_int_equal(status.code, LW_E_FORMAT);
            continue;
        }
        assert_int_equal(status.code, LW_E_OK);
        assert_true(lw_view_is(got, cases[i].bytes));
    }
    assert_true(lw_view_is(lw_base64_text(&arena, LW_VIEW("fooba")), "Zm9vYmE="));
}

/* The vector of the DSSE specification, whose signature is bare. */
static void dsse_vector(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf message = LW_BUF_INIT;
    LW_CLEANUP(lw_key_free_p) struct lw_key *key = NULL;
    struct lw_envelope e;
    struct lw_err err = { 0 };
    const char *text =
        "{\"payload\":\"aGVsbG8gd29ybGQ=\",\"payloadType\":\"http://example.com/HelloWorld\","
        "\"signatures\":[{\"keyid\":\"66301bbf\",\"sig\":\"A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+"
        "FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==\"}]}";
    assert_int_equal(lw_envelope_parse(&e, lw_view_c(text), &arena, &err).code, LW_E_OK);
    lw_envelope_message(&message, e.payload_type, e.payload);
    assert_true(lw_view_is(lw_buf_view(&message),
                           "DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
    assert_int_equal(lw_key_read_public(&key, text_of("dsse-spec.pub"), &err).code, LW_E_OK);
    assert_true(lw_key_verify(key, lw_buf_view(&message), e.items[0].bytes));
    message.ptr[message.len - 1] ^= 1;
    assert_false(lw_key_verify(key, lw_buf_view(&message), e.items[0].bytes));
}

static void envelopes_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
        enum lw_code code;
    } cases[] = {
        { "", "empty", LW_E_FORMAT },
        { "[]", "must be a JSON object", LW_E_FORMAT },
        { "{\"payload\":\"YQ==\",\"signatures\":[]}", "payloadType", LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\"signatures\":[]}", "no \"payload\"", LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\"payload\":7,\"signatures\":[]}", "\"payload\" must be a text",
          LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\"payload\":\"Y!==\",\"signatures\":[]}",
          "\"payload\": not base64: byte 21 at byte 1", LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\"payload\":\"YQ==\"}", "no list \"signatures\"", LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\"payload\":\"YQ==\",\"signatures\":[{\"keyid\":\"x\"}]}",
          "signature 1 of the envelope: there is no \"sig\"", LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\"payload\":\"YQ==\",\"signatures\":[{\"sig\":\"\"}]}",
          "signature 1 of the envelope is empty", LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\n\"payload\":\"YQ==\", \"payload\":\"Yg==\",\"signatures\":[]}",
          "line 2, column 20: \"payload\" stands twice", LW_E_FORMAT },
        { "{\"payloadType\":\"a\",\"p\\u0061yload\":\"\",\"payload\":\"\",\"signatures\":[]}",
          "stands twice", LW_E_FORMAT },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_envelope e;
        struct lw_err err = { 0 };
        assert_int_equal(lw_envelope_parse(&e, lw_view_c(cases[i].text), &arena, &err).code,
                         cases[i].code);
        must_say(&err, cases[i].why);
    }
}

#define HEX64 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define STATEMENT(subject)                                                                         \
    "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":" subject                          \
    ",\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\":{}}"

static void statements_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
        enum lw_code code;
    } cases[] = {
        { "{", "the statement: not JSON at line 1", LW_E_FORMAT },
        { "{}", "no \"_type\"", LW_E_FORMAT },
        { "{\"_type\":\"https://in-toto.io/Statement/v2\"}", "Statement/v2", LW_E_UNSUPPORTED },
        { "{\"_type\":\"https://in-toto.io/Statement/v1\"}", "predicateType", LW_E_FORMAT },
        { STATEMENT("[]"), "about nothing", LW_E_FORMAT },
        { STATEMENT("[{\"name\":\"a\"}]"), "subject 1 has no digest", LW_E_FORMAT },
        { STATEMENT("[{\"digest\":{\"sha256\":\"00\"}}]"),
          "subject 1: the digest \"sha256\" has 2 digits in place of 64", LW_E_FORMAT },
        { STATEMENT("[{\"digest\":{\"sha256\":\"" HEX64 "\"}},{\"digest\":{\"layerwardContentV1\":"
                    "\"" HEX64 "00\"}}]"),
          "subject 2: the digest \"layerwardContentV1\" has 66 digits", LW_E_FORMAT },
        { STATEMENT(
              "[{\"digest\":{\"sha256\":\"AA112233445566778899aabbccddeeff00112233445566778899"
              "aabbccddeeff\"}}]"),
          "not lower-case hex", LW_E_FORMAT },
        { STATEMENT("[{\"digest\":{\"sha256\":\"" HEX64 "\",\"sha256\":\"" HEX64 "\"}}]"),
          "stands twice", LW_E_FORMAT },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_unverified_statement s;
        struct lw_err err = { 0 };
        assert_int_equal(lw_statement_parse(&s, lw_view_c(cases[i].text), &arena, &err).code,
                         cases[i].code);
        must_say(&err, cases[i].why);
    }
}

static void subjects(void **state)
{
    (void)state;
    struct lw_unverified_statement s;
    struct lw_identity id = { .have_zip = true };
    struct lw_err err = { 0 };
    const char *text = STATEMENT("[{\"digest\":{\"md5\":\"x\"}},{\"digest\":{\"sha256\":\"" HEX64
                                 "\",\"layerwardContentV1\":\"" HEX64 "\"}}]");
    assert_int_equal(lw_statement_parse(&s, lw_view_c(text), &arena, &err).code, LW_E_OK);
    assert_int_equal(lw_statement_match(&s, &id), LW_MATCH_NONE);
    assert_true(lw_digest_from_hex(&id.content, LW_VIEW(HEX64)));
    assert_int_equal(lw_statement_match(&s, &id), LW_MATCH_CONTENT);
    id.zip = id.content;
    assert_int_equal(lw_statement_match(&s, &id), LW_MATCH_ZIP);
    id.have_zip = false;
    id.content.bytes[31] ^= 1;
    assert_int_equal(lw_statement_match(&s, &id), LW_MATCH_NONE);
}

static void repositories(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "git+https://example.com/a/b.git@refs/heads/x@y", "https://example.com/a/b" },
        { "https://user@example.com/a/b", "https://user@example.com/a/b" },
        { "https://example.com/a/b.git", "https://example.com/a/b" },
        { "git+ssh://git@example.com/a@v1", "ssh://git@example.com/a" },
        { "", "" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++)
        assert_true(lw_view_is(lw_repository_name(lw_view_c(cases[i][0])), cases[i][1]));
}

static struct lw_digest node(struct lw_digest a, struct lw_digest b)
{
    uint8_t text[65] = { 1 };
    memcpy(text + 1, a.bytes, 32);
    memcpy(text + 33, b.bytes, 32);
    return lw_sha256(lw_view(text, sizeof text));
}

/* The leaves and roots that implementations of RFC 6962 test with. */
static void merkle(void **state)
{
    (void)state;
    static const struct lw_view leaves[] = {
        { (const uint8_t *)"", 0 },
        { (const uint8_t *)"\0", 1 },
        { (const uint8_t *)"\x10", 1 },
        { (const uint8_t *)"\x20\x21", 2 },
        { (const uint8_t *)"\x30\x31", 2 },
        { (const uint8_t *)"\x40\x41\x42\x43", 4 },
        { (const uint8_t *)"\x50\x51\x52\x53\x54\x55\x56\x57", 8 },
        { (const uint8_t *)"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16 },
    };
    struct lw_digest h[8], root;
    for (size_t i = 0; i < 8; i++)
        h[i] = lw_merkle_leaf(leaves[i]);
    assert_true(lw_digest_from_hex(
        &root, LW_VIEW("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")));
    struct lw_digest low = node(node(h[0], h[1]), node(h[2], h[3]));
    struct lw_digest path[] = { h[4], node(h[6], h[7]), low };
    assert_true(lw_merkle_includes(&root, 8, 5, &h[5], path, 3));
    assert_false(lw_merkle_includes(&root, 8, 4, &h[5], path, 3));
    assert_false(lw_merkle_includes(&root, 8, 5, &h[4], path, 3));
    assert_false(lw_merkle_includes(&root, 9, 5, &h[5], path, 3));
    assert_false(lw_merkle_includes(&root, 8, 5, &h[5], path, 2));
    assert_false(lw_merkle_includes(&root, 8, 8, &h[5], path, 3));
    assert_false(lw_merkle_includes(&root, 0, 0, &h[5], path, 0));
    assert_true(lw_digest_from_hex(
        &root, LW_VIEW("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")));
    struct lw_digest last[] = { node(h[0], h[1]) };
    assert_true(lw_merkle_includes(&root, 3, 2, &h[2], last, 1));
}

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

static void mappings(void **state)
{
    (void)state;
    static const struct lw_place_pair pairs[] = {
        { { (const uint8_t *)"python/a/b.py", 13 }, { (const uint8_t *)"src/a/b.py", 10 } },
        { { (const uint8_t *)"python/a/c.py", 13 }, { (const uint8_t *)"src/a/c.py", 10 } },
        { { (const uint8_t *)"bin/x", 5 }, { (const uint8_t *)"bin/x", 5 } },
        { { (const uint8_t *)"q", 1 }, { (const uint8_t *)"other", 5 } },
    };
    struct lw_mapping_list list;
    struct lw_view path;
    lw_mappings_find(&list, pairs, LW_COUNT(pairs), &arena);
    assert_int_equal(list.count, 2);
    assert_true(lw_view_is(list.items[0].layer, "python"));
    assert_true(lw_view_is(list.items[0].tree, "src"));
    assert_int_equal(list.items[0].files, 2);
    assert_true(lw_mapping_apply(&path, &list.items[0], LW_VIEW("python/z.py"), &arena));
    assert_true(lw_view_is(path, "src/z.py"));
    assert_false(lw_mapping_apply(&path, &list.items[0], LW_VIEW("python3/z.py"), &arena));
}

static void locks(void **state)
{
    (void)state;
    LW_CLEANUP(lw_locks_clear) struct lw_locks table = { .arena = &arena };
    static const struct {
        const char *path, *text;
        enum lw_lock_family family;
        const char *name, *version;
    } cases[] = {
        { "a/requirements.txt", "Six[x]==1.16.0 ; a\n-r b==1\n", LW_LOCK_PYTHON, "six", "1.16.0" },
        { "poetry.lock",
          "[[package]]\nname = \"A.B_c\"\nversion = \"2\"\n[metadata]\nname = \"z\"\n",
          LW_LOCK_PYTHON, "a-b-c", "2" },
        { "Pipfile.lock", "{\"default\":{\"q\":{\"version\":\"==3\"}}}", LW_LOCK_PYTHON, "q", "3" },
        { "package-lock.json", "{\"packages\":{\"x/node_modules/@b/c\":{\"version\":\"1.2.3\"}}}",
          LW_LOCK_NODE, "@b/c", "1.2.3" },
        { "npm-shrinkwrap.json",
          "{\"dependencies\":{\"d\":{\"version\":\"4\",\"dependencies\":{\"e\":{\"version\":\"5\"}}"
          "}}}",
          LW_LOCK_NODE, "e", "5" },
        { "yarn.lock", "\"@a/b@^1\", \"@a/b@~1.1\":\n  version \"1.1.2\"\n", LW_LOCK_NODE, "@a/b",
          "1.1.2" },
        { "w/yarn.lock", "\"f@npm:^1\":\n  version: 1.9.0\n", LW_LOCK_NODE, "f", "1.9.0" },
        { "pnpm-lock.yaml", "packages:\n  /@g/h@1.0.0(i@2):\n", LW_LOCK_NODE, "@g/h", "1.0.0" },
        { "composer.lock", "{\"packages\":[{\"name\":\"a/b\",\"version\":\"v1.0\"}]}", LW_LOCK_PHP,
          "a/b", "1.0" },
        { "Gemfile.lock", "GEM\n  specs:\n    rack (2.2.3)\n      x (1)\n", LW_LOCK_RUBY, "rack",
          "2.2.3" },
        { "go.sum", "e.com/a v1.2.3 h1:x=\n", LW_LOCK_GO, "e.com/a", "1.2.3" },
        { "Cargo.lock", "[[package]]\nname = \"serde\"\nversion = \"1.0\"\n", LW_LOCK_RUST, "serde",
          "1.0" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        assert_true(lw_lock_known(lw_view_c(cases[i].path)));
        assert_true(lw_locks_add(&table, lw_view_c(cases[i].path), lw_view_c(cases[i].text)));
        assert_true(lw_view_is(lw_locks_find(&table, cases[i].family, lw_view_c(cases[i].name),
                                             lw_view_c(cases[i].version)),
                               cases[i].path));
        assert_int_equal(
            lw_locks_find(&table, cases[i].family, lw_view_c(cases[i].name), LW_VIEW("0.0.0")).len,
            0);
    }
    assert_int_equal(lw_locks_find(&table, LW_LOCK_PYTHON, LW_VIEW("z"), LW_VIEW("2")).len, 0);
    assert_int_equal(lw_locks_find(&table, LW_LOCK_NODE, LW_VIEW("six"), LW_VIEW("1.16.0")).len, 0);
    assert_false(lw_lock_known(LW_VIEW("notes.txt")));
    assert_false(lw_locks_add(&table, LW_VIEW("package-lock.json"), LW_VIEW("{")));
}

static void provenance_refused(void **state)
{
    (void)state;
    struct lw_err err = { 0 };
    struct lw_provenance p = { .builder = LW_VIEW("https://ci.example.com") };
    assert_int_equal(lw_provenance_check(&p, &err).code, LW_E_OK);
    p.commit = LW_VIEW("9fceb02");
    assert_int_equal(lw_provenance_check(&p, &err).code, LW_E_USAGE);
    p.commit = LW_VIEW("9fceb02d0ae598e95dc970b74767f19372d61af8");
    assert_int_equal(lw_provenance_check(&p, &err).code, LW_E_USAGE);
    must_say(&err, "--repository");
    p.repository = LW_VIEW("example.com/a");
    assert_int_equal(lw_provenance_check(&p, &err).code, LW_E_USAGE);
    p.repository = LW_VIEW("https://example.com/a");
    assert_int_equal(lw_provenance_check(&p, &err).code, LW_E_OK);
    p.started = LW_VIEW("yesterday");
    assert_int_equal(lw_provenance_check(&p, &err).code, LW_E_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(base64, clear),
        cmocka_unit_test_teardown(dsse_vector, clear),
        cmocka_unit_test_teardown(envelopes_refused, clear),
        cmocka_unit_test_teardown(statements_refused, clear),
        cmocka_unit_test_teardown(subjects, clear),
        cmocka_unit_test_teardown(repositories, clear),
        cmocka_unit_test_teardown(merkle, clear),
        cmocka_unit_test_teardown(keys, clear),
        cmocka_unit_test_teardown(keys_refused, clear),
        cmocka_unit_test_teardown(thresholds, clear),
        cmocka_unit_test_teardown(repeated, clear),
        cmocka_unit_test_teardown(overlapping, clear),
        cmocka_unit_test_teardown(not_counted, clear),
        cmocka_unit_test_teardown(policies_refused, clear),
        cmocka_unit_test_teardown(mappings, clear),
        cmocka_unit_test_teardown(locks, clear),
        cmocka_unit_test_teardown(provenance_refused, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
