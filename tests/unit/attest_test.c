/* SPDX-License-Identifier: Apache-2.0
 *
 * attest_test.c - envelopes, statements and proofs; what is refused, and how.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attest/checkpoint.h"
#include "attest/policy.h"
#include "attest/predicate.h"
#include "attest/sign.h"
#include "attest_sample.h"
#include "base/base64.h"

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
        cmocka_unit_test_teardown(provenance_refused, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
