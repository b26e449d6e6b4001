/* SPDX-License-Identifier: Apache-2.0
 *
 * private_key_test.c - keys that are keys, and what only looks like one. The keys were made for
 * this test and open nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/patterns.h"
#include "base/file.h"

extern const struct lw_analyzer lw_analyzer_private_key;

/* Joined at run time, so that this file is no key either. */
#define BEGIN "-----BEGIN "
#define END "-----END "
#define EC_BODY(sep)                                                                               \
    "MHcCAQEEIFgL5UMdGb5gIcy9/OsYAzGLCkIydeI7HUh8SBsRjDzAoAoGCCqGSM49" sep                         \
    "AwEHoUQDQgAEW23ykKvyInps3eoKWx5S7wJOhSlg19H4AQCYkqKd5D5/fQb+jh8v" sep                         \
    "kHMvMYQl+uVzdT6h5bCaj5xzGZDRKNGSTQ==" sep
#define ED_BODY "MC4CAQAwBQYDK2VwBCIEICUNH0JIfFNy5H4ZGZyomBoG2M+T1u6GNkf1EKSrrDIv"

static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;

static struct lw_facts analyze(struct lw_arena *arena, struct lw_view bytes)
{
    struct lw_facts facts = lw_facts(arena);
    struct lw_err err;
    struct lw_file file = { .path = LW_VIEW("x"),
                            .location = LW_VIEW("x"),
                            .bytes = bytes,
                            .size_bytes = bytes.len,
                            .hits = &hits };
    lw_pattern_hits_reset(&hits);
    assert_true(lw_ok(lw_analyzer_private_key.file(&facts, &file, &err)));
    return facts;
}

static const struct {
    const char *text, *kind, *encrypted; /* kind NULL: no key */
    unsigned line;
} cases[] = {
    { "# key\n" BEGIN "EC PRIVATE KEY-----\n" EC_BODY("\n") END "EC PRIVATE KEY-----\n", "EC", "no",
      2 },
    { BEGIN "EC PRIVATE KEY-----\r\n" EC_BODY("\r\n") END "EC PRIVATE KEY-----", "EC", "no", 1 },
    { "{\"private_key\": \"" BEGIN "PRIVATE KEY-----\\n" ED_BODY "\\n" END "PRIVATE KEY-----\\n\"}",
      "PKCS #8", "no", 1 },
    { "k = (\n '" BEGIN "EC PRIVATE KEY-----\\n'\n  '" EC_BODY("\\n'\n  '") END
      "EC PRIVATE KEY-----')",
      "EC", "no", 2 },
    { BEGIN "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n" EC_BODY(
          "\n") END "RSA PRIVATE KEY-----\n",
      "RSA", "yes", 1 },
    { "PuTTY-User-Key-File-2: ssh-ed25519\nEncryption: aes256-cbc\nComment: x\nPublic-Lines: 1\n"
      "AAAAC3NzaC1lZDI1\nPrivate-Lines: 1\n" ED_BODY "\nPrivate-MAC: 00\n",
      "PuTTY", "yes", 1 },
    { "BZh = 1\n" BEGIN "PRIVATE KEY-----\n" ED_BODY "\n" END "PRIVATE KEY-----\n", "PKCS #8", "no",
      2 },
    { "PK\3\4\n" BEGIN "PRIVATE KEY-----\n" ED_BODY "\n" END "PRIVATE KEY-----\n", "PKCS #8", "no",
      2 },
    { "if line.startswith('" BEGIN "RSA PRIVATE KEY-----'):\n    parse(line)\n", NULL, NULL, 0 },
    { BEGIN "RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA...\n" END "RSA PRIVATE KEY-----", NULL, NULL,
      0 },
    { BEGIN "EC PRIVATE KEY-----\n"
            "MHcCAQEEIFgL5UMdGb5gIcy9/"
            "OsYAzGLCkIydeI7HUh8SBsRjDzAoAoGCCqGSM49\nAwEHoUQDQgAEW23ykKvyInps3eoKWx5S7wJOhSlg19H4A"
            "QCYkqKd5D5/fQb+jh8v\n" END "EC PRIVATE KEY-----\n",
      NULL, NULL, 0 },
    { BEGIN "DSA PRIVATE KEY-----<a very long private key string>" END "DSA PRIVATE KEY-----", NULL,
      NULL, 0 },
    { BEGIN
      "PRIVATE KEY-----\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      "\n" END "PRIVATE KEY-----\n",
      NULL, NULL, 0 },
    { BEGIN "CERTIFICATE-----\n" EC_BODY("\n") END "CERTIFICATE-----\n", NULL, NULL, 0 },
    { END "EC PRIVATE KEY-----\n" EC_BODY("\n"), NULL, NULL, 0 },
};

static void tells_keys_from_what_looks_like_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = analyze(&arena, lw_view_c(cases[i].text));
        if (facts.facts.count != (cases[i].kind ? 1 : 0))
            fail_msg("case %zu: %zu keys", i, facts.facts.count);
        if (cases[i].kind) {
            const struct lw_fact *fact = &facts.facts.items[0];
            assert_int_equal(fact->kind, LW_F_PRIVATE_KEY);
            assert_true(lw_fact_is(fact, LW_K_KIND, cases[i].kind));
            assert_true(lw_fact_is(fact, LW_K_ENCRYPTED, cases[i].encrypted));
            assert_int_equal(fact->line, cases[i].line);
            /* Not a byte of the key. */
            struct lw_view evidence = lw_fact_get(fact, LW_K_EVIDENCE);
            assert_true(lw_view_find(evidence, LW_VIEW("ICUNH0JI")) == LW_NOT_FOUND);
            assert_true(lw_view_find(evidence, LW_VIEW("Icy9/OsY")) == LW_NOT_FOUND);
        }
        lw_arena_clear(&arena);
    }
}

static void survives_damage(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        size_t len = strlen(cases[i].text);
        for (size_t n = 0; n <= len; n++) {
            struct lw_arena arena = LW_ARENA_INIT;
            uint8_t *exact = malloc(n ? n : 1);
            assert_non_null(exact);
            memcpy(exact, cases[i].text, n);
            (void)analyze(&arena, lw_view(exact, n));
            if (n) {
                exact[n - 1] ^= 0xff;
                (void)analyze(&arena, lw_view(exact, n));
            }
            free(exact);
            lw_arena_clear(&arena);
        }
    }
}

/* Where openers that begin no key stand before it in number, silence would say that none is. */
static void tells_that_openers_were_left_out(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    for (unsigned i = 0; i < 10; i++)
        lw_buf_add_c(&text, BEGIN "EC PRIVATE KEY-----\nnone\n");
    struct lw_facts facts = analyze(&arena, lw_buf_view(&text));
    assert_int_equal(facts.facts.count + facts.incomplete.count, 0);
    for (unsigned i = 0; i < LW_PATTERN_HITS_MAX; i++)
        lw_buf_add_c(&text, BEGIN "EC PRIVATE KEY-----\nnone\n");
    lw_buf_add_c(&text, BEGIN "EC PRIVATE KEY-----\n" EC_BODY("\n") END "EC PRIVATE KEY-----\n");
    facts = analyze(&arena, lw_buf_view(&text));
    assert_int_equal(facts.facts.count, 0);
    assert_int_equal(facts.incomplete.count, 1);
}

/* Each copy of netty carries one; a name or a path alone would be a place to hide a key. */
static void names_the_owner_of_a_published_key(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view body;
    struct lw_err err = { 0 };
    struct lw_view path = lw_arena_printf(&arena, "%s/tests/unit/data/netty-test-key.base64",
                                          getenv("LAYERWARD_SOURCE_ROOT"));
    assert_true(lw_ok(lw_file_read(&body, (const char *)path.ptr, 1 << 16, &arena, &err)));
    for (unsigned changed = 0; changed < 2; changed++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
        const size_t at = body.len - 40;
        lw_buf_add(&text, LW_VIEW("\xca\xfe\xba\xbe\0\0" BEGIN "PRIVATE KEY-----\n"));
        lw_buf_add(&text, lw_view_sub(body, 0, at));
        lw_buf_add_byte(&text, changed ? '0' : body.ptr[at]);
        lw_buf_add(&text, lw_view_from(body, at + 1));
        lw_buf_add_c(&text, END "PRIVATE KEY-----\n");
        struct lw_facts facts = analyze(&arena, lw_buf_view(&text));
        assert_int_equal(facts.facts.count, 1);
        const struct lw_fact *fact = &facts.facts.items[0];
        assert_true(lw_fact_is(fact, LW_K_DETAIL, "compiled into a program"));
        assert_true(lw_fact_is(fact, LW_K_NAME, changed ? "" : "netty"));
    }
}

/* The words of a library do not hide a key in a file that is no library. */
static void only_gnutls_itself_is_passed_over(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    static const char words[] = "Enabled GnuTLS 3.7.9 logging...\n";
    static const char key[] = BEGIN "EC PRIVATE KEY-----\n" EC_BODY("\n") END
        "EC PRIVATE KEY-----\n";
    struct lw_view text = lw_arena_printf(&arena, "%s%s", words, key);
    struct lw_view library = lw_arena_printf(&arena,
                                             "\x7f"
                                             "ELF %s%s",
                                             words, key);
    assert_int_equal(analyze(&arena, text).facts.count, 1);
    assert_int_equal(analyze(&arena, library).facts.count, 0);
}

static int clear_hits(void **state)
{
    (void)state;
    lw_pattern_hits_clear(&hits);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_keys_from_what_looks_like_one),
        cmocka_unit_test(survives_damage),
        cmocka_unit_test(tells_that_openers_were_left_out),
        cmocka_unit_test(names_the_owner_of_a_published_key),
        cmocka_unit_test(only_gnutls_itself_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, clear_hits);
}
