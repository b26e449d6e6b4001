/* SPDX-License-Identifier: Apache-2.0
 *
 * secret_test.c - every kind of secret is found where one stands, and placeholders are not.
 *
 * The values are made by chance from each kind's own expression, or put together here, so that the
 * tests hold no text that looks like anybody's credential.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "analyze/secret.h"
#include "base/buf.h"
#include "sample.h"

extern const struct lw_analyzer lw_analyzer_secret;

static const struct {
    const char *id, *expression, *charset;
    uint32_t min;
    bool by_hand; /* its check wants more than chance gives */
} sources[] = {
#define BY_HAND(check) (#check[0] == 'l')
#define LW_SECRET(constant, id, title, class, flags, expression, lead, charset, max, floor,        \
                  context, check)                                                                  \
    { id, expression, NULL, lead, BY_HAND(check) },
#define LW_ASSIGNED(constant, id, title, class, keyword, charset, min, max, floor, check)          \
    { id, keyword, #charset, min, BY_HAND(check) && strcmp(#check, "lw_secret_mixed") != 0 },
#include "analyze/secret.def"
#undef LW_SECRET
#undef LW_ASSIGNED
};

static uint64_t state = 88172645463325252u;

static uint32_t chance(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 33) % below);
}

static void make(struct lw_buf *out, const char **at, bool keep);

/* "[a-z0-9_-]": one of it. */
static uint8_t one_of(const char *set, size_t len)
{
    uint8_t all[256];
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        if (set[i] == '\\')
            i++;
        if (i + 2 < len && set[i + 1] == '-') {
            for (int c = set[i]; c <= set[i + 2]; c++)
                all[count++] = (uint8_t)c;
            i += 2;
        } else {
            all[count++] = (uint8_t)set[i];
        }
    }
    return all[chance((uint32_t)count)];
}

/* One of a group's branches, "(a|b)". */
static void make_group(struct lw_buf *out, const char **at, bool keep)
{
    unsigned branches = 1, depth = 0;
    for (const char *p = *at; *p && (depth || *p != ')'); p++) {
        depth += *p == '(';
        depth -= *p == ')';
        branches += depth == 0 && *p == '|';
        p += *p == '\\' && p[1];
    }
    unsigned taken = chance(branches);
    for (unsigned b = 0; **at && **at != ')'; b++) {
        make(out, at, keep && b == taken);
        *at += **at == '|';
    }
}

/* An expression of the kind that secret.def uses, up to the end of its branch. */
static void make(struct lw_buf *out, const char **at, bool keep)
{
    while (**at && **at != ')' && **at != '|') {
        const char *from = *at, *behind;
        struct lw_buf unused = LW_BUF_INIT;
        if (*from == '(') {
            behind = from + 1;
            make_group(&unused, &behind, false);
            behind++;
        } else if (*from == '[') {
            behind = from + 1;
            while (*behind != ']')
                behind += *behind == '\\' ? 2 : 1;
            behind++;
        } else {
            behind = from + (*from == '\\' ? 2 : 1);
        }
        lw_buf_clear(&unused);
        unsigned low = 1, high = 1;
        const char *next = behind;
        if (*next == '?') {
            low = 0, next++;
        } else if (*next == '{') {
            low = (unsigned)strtoul(next + 1, (char **)(uintptr_t)&next, 10);
            high = *next == ',' && next[1] != '}'
                       ? (unsigned)strtoul(next + 1, (char **)(uintptr_t)&next, 10)
                       : low;
            next = strchr(next, '}') + 1;
        }
        unsigned times = keep ? low + chance(high - low + 1) : 0;
        for (unsigned i = 0; i < times; i++) {
            const char *inside = from + 1;
            if (*from == '(')
                make_group(out, &inside, true);
            else if (*from == '[')
                lw_buf_add_byte(
                    out, one_of(from + (from[1] == '^' ? 2 : 1), (size_t)(behind - from) - 2));
            else if (*from == '\\' && from[1] == 's')
                lw_buf_add_byte(out, ' ');
            else
                lw_buf_add_byte(out, (uint8_t)(*from == '\\' ? from[1] : *from));
        }
        *at = next;
    }
}

static const char *set_of(const char *charset)
{
    return strcmp(charset, "HEX") == 0       ? "0123456789abcdef"
           : strcmp(charset, "HEXDASH") == 0 ? "0123456789abcdef"
                                             : "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23";
}

static struct lw_facts look_at(struct lw_view text)
{
    struct lw_facts facts;
    struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;
    struct lw_file file = { .path = LW_VIEW("python/app.py"),
                            .location = LW_VIEW("python/app.py"),
                            .container = LW_VIEW(""),
                            .bytes = text,
                            .size_bytes = text.len,
                            .hits = &hits };
    facts = lw_facts(&sample_arena);
    assert_true(lw_ok(lw_analyzer_secret.file(&facts, &file, NULL)));
    lw_pattern_hits_clear(&hits);
    return facts;
}

static bool finds(struct lw_view text, const char *id)
{
    struct lw_facts facts = look_at(text);
    return sample_fact(&facts, LW_F_SECRET, LW_K_KIND, id) != NULL;
}

/* A file with one value of the kind in it, and a word that some kinds want near. */
static struct lw_view specimen(size_t i)
{
    struct lw_buf buf = LW_BUF_INIT;
    const char *at = sources[i].expression;
    lw_buf_printf(&buf, "# %s for sv= adyen chimp mollie octopus crates mandrill\nvalue = \"",
                  sources[i].id);
    if (sources[i].charset)
        buf.len -= strlen("value = \"");
    make(&buf, &at, true);
    if (sources[i].charset) {
        const char *set = set_of(sources[i].charset);
        lw_buf_add_c(&buf, "_X: '");
        for (uint32_t c = 0; c < sources[i].min; c++)
            lw_buf_add_byte(&buf, (uint8_t)set[chance((uint32_t)strlen(set))]);
        lw_buf_add_c(&buf, "'\n");
    } else {
        lw_buf_add_c(&buf, "\"\n");
    }
    struct lw_view text = lw_arena_copy(&sample_arena, lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return text;
}

/* Chance may make a run or a word, or leave digits out: of some, one is enough. */
static void test_each_kind(void **unused)
{
    (void)unused;
    enum { ATTEMPTS = 16 };
    size_t by_hand = 0, missed = 0;
    assert_true(lw_secret_kind_count >= 120);
    for (size_t i = 0; i < LW_COUNT(sources); i++) {
        struct lw_view text = LW_VIEW_NONE;
        bool found = false;
        by_hand += sources[i].by_hand;
        for (int attempt = 0; attempt < ATTEMPTS && !sources[i].by_hand && !found; attempt++) {
            text = specimen(i);
            found = finds(text, sources[i].id);
        }
        if (!found && !sources[i].by_hand) {
            print_error("%s is not found in %.*s\n", sources[i].id, LW_FMT(text));
            missed++;
        }
    }
    assert_int_equal(missed, 0);
    assert_true(by_hand < 30);
}

/* Pieces that are joined at run time. */
static struct lw_view text(const char *a, const char *b)
{
    return lw_arena_printf(&sample_arena, "x = '%s%s'\n", a, b);
}

static void test_by_hand(void **unused)
{
    (void)unused;
    static const struct {
        const char *id, *a, *b;
    } made[] = {
        { "github-pat", "ghp_zQWBuTSOoRi4A9spHcVY5n", "cnsDkxkJ0mLq17" },
        { "grafana-service-token", "glsa_yscW25imSKJIuav8zF37R", "ZmnbiDvB05G_fcaaf58a" },
        { "npm-token", "npm_h3Kd9TzQ1vXcR7pLmW2aYs", "B6nGfU4jE8oDkZ" },
        { "aws-access-key", "AKIA", "TCH6YDSY2VR7XYAM" },
        { "aws-secret-access-key",
          "aws_secret_access_key = ", "Gk3uTz8QpL1+vRe/WxY7sD2fJhN6mBcA0oKiUe4q" },
        { "aws-session-token", "session_token=IQoJb3JpZ2luX2VjEGkaCXVzLWVhc3QtMSJHMEUCIQDk7vQ2Lr",
          "T9zPwYbXnM3hVfUcKeJgRaOiSdBqWtExZl5o8y4N6s1u0p2A7H+C/FmGjDkTrQvLbYwXzPnEhMcUfKeJ" },
        { "docker-config-auth", "\"auth\": \"", "ZGVwbG95OlZxN3RSejJtTHg4Sw==\"" },
        { "basic-auth", "Authorization: Basic ", "ZGVwbG95OlZxN3RSejJtTHg4Sw==" },
        { "adyen-key",
          "adyen_key: AQEyhmfxKonIYxZGw0m/n3Q5qf3VaY9UCJ14XWZE03G/k2NFikzVGEiYj+4vtN01",
          "BchqAcwQ==-JtQ5H0iXtu8rqQMD6iAb33gf2qZeGKGhrMpyQAt9zsw=-wcqp7Vb3xNz4hKdT" },
        { "adyen-key", /* behind the "\n" of a string */
          "adyen_key:\\nAQEyhmfxKonIYxZGw0m/n3Q5qf3VaY9UCJ14XWZE03G/k2NFikzVGEiYj+4vtN01",
          "BchqAcwQ==-JtQ5H0iXtu8rqQMD6iAb33gf2qZeGKGhrMpyQAt9zsw=-wcqp7Vb3xNz4hKdT" },
        { "url-password", "https://deploy:Vq7tRz2m", "Lx@registry.corp.internal/simple" },
        { "heroku-key-assigned", "heroku_api_key: ", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed" },
        { "discord-bot-token", "discord_token = MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.",
          "ZnCjm1XVW7vRze4b7Cq4se7kKWsQwErT" },
        { "lumigo-token", "lumigo_token: ", "t_8f3a1c7de94b2065fa17" },
        { "bearer-token", "authorization: Bearer ", "Kd93hTzQ71vXcR4pLmW2aYsB6nGfU8jE" },
        { "assigned-secret", "client_secret = \"", "Kd93hTzQ71vXcR4pLmW2aYsB\"" },
        { "google-service-account",
          "{\"type\": \"service_account\", \"private_key_id\": "
          "\"7d20a4c1b93e5f68a0c7e19d3b52f84691c5d3f0\", ",
          "\"private_key\": \"-----BEGIN PRIVATE KEY-----\\n\"}" },
        { "jwt", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJidWlsZHMiLCJzdWIiOiJyZWxlYXNlIn0",
          ".Qm7vX2kLr9TzPwYbNnM3hVfUcKeJgRaOiSdBqWtExZl" },
    };
    for (size_t i = 0; i < LW_COUNT(made); i++)
        if (!finds(text(made[i].a, made[i].b), made[i].id))
            fail_msg("%s is not found", made[i].id);
}

static void test_pypi_structure(void **unused)
{
    (void)unused;
    static const uint8_t head[] = "\x02\x01\x08pypi.org\x02\x24"
                                  "bf5f1c37-8a1e-4bd9-9c3a-6e0d2f7a91c4"
                                  "\x00\x02\x0b[3,\"abcdef\"]"
                                  "\x00\x00\x06\x20";
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int cut = 0; cut < 2; cut++) {
        struct lw_buf raw = LW_BUF_INIT, token = LW_BUF_INIT;
        lw_buf_add(&raw, lw_view(head, sizeof head - 1));
        for (int i = 0; i < (cut ? 20 : 32); i++)
            lw_buf_add_byte(&raw, (uint8_t)chance(256));
        while (raw.len % 3)
            raw.len--;
        if (!cut)
            lw_buf_add(&raw, lw_view("\x01\x02\x03", 3));
        lw_buf_add_c(&token, "pypi-");
        for (size_t i = 0; i < raw.len; i += 3) {
            uint32_t v = (uint32_t)raw.ptr[i] << 16 | (uint32_t)raw.ptr[i + 1] << 8 |
                         raw.ptr[i + 2];
            for (int s = 18; s >= 0; s -= 6)
                lw_buf_add_byte(&token, (uint8_t)digits[v >> s & 63]);
        }
        lw_buf_add_byte(&token, 0);
        assert_int_equal(finds(text((const char *)token.ptr, ""), "pypi-token"), !cut);
        lw_buf_clear(&raw);
        lw_buf_clear(&token);
    }
}

static void test_not_a_secret(void **unused)
{
    (void)unused;
    static const char *const texts[] = {
        "AKIAIOSFODNN7EXAMPLE",
        "AKIA111111111EXAMPLE",
        "AKIAXXXXXXXXXXXXXXXX",
        "xAKIATCH6YDSY2VR7XYAM",
        "AKIATCH6YDSY2VR7XYAMB",
        "ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", /* another checksum */
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "adyen: xAQEyhmfxKonIYxZGw0m/n3Q5qf3VaY9UCJ14XWZE03G/k2NFikzVGEiYj+4vtN01BchqAcwQ=="
        "-JtQ5H0iXtu8rqQMD6iAb33gf2qZeGKGhrMpyQAt9zsw=-wcqp7Vb3xNz4hKdT",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "aws_secret_access_key = da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "twilio_auth_token = 00000000000000000000000000000000",
        "password = \"changeme\"",
        "api_key = \"your-api-key-goes-here-1234567\"",
        "https://user:password@registry.corp.internal/",
        "https://${USER}:${PASS}@registry.corp.internal/",
        "https://deploy:Vq7tRz2mLx@registry.example.com/",
        "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwi"
         "aWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"),
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZWxlYXNlIn0.Qm7vX2kLr9TzPwYbNnM3hVfUcKeJ",
        "secret_key = \"arn-aws-secretsmanager-eu-west-1\"",
    };
    for (size_t i = 0; i < LW_COUNT(texts); i++) {
        struct lw_facts facts = look_at(text(texts[i], ""));
        if (facts.facts.count)
            fail_msg("\"%s\" is taken for: %.*s", texts[i],
                     LW_FMT(lw_fact_get(&facts.facts.items[0], LW_K_KIND)));
    }
}

static void test_value_is_not_told(void **unused)
{
    (void)unused;
    struct lw_facts facts = look_at(text("glsa_yscW25imSKJIuav8zF37R", "ZmnbiDvB05G_fcaaf58a"));
    assert_int_equal(facts.facts.count, 1);
    const struct lw_fact *fact = &facts.facts.items[0];
    assert_int_equal(fact->line, 1);
    assert_int_equal(fact->offset, 5);
    assert_value(fact, LW_K_VALUE, "glsa… (46 characters)");
    assert_int_equal(lw_fact_get(fact, LW_K_SHA256).len, 16);
    for (size_t i = 0; i < fact->count; i++)
        assert_int_equal(lw_view_find(fact->items[i].value, LW_VIEW("yscW")), LW_NOT_FOUND);
}

static void test_account(void **unused)
{
    (void)unused;
    struct lw_facts facts = look_at(text("AKIA", "TCH6YDSY2VR7XYAM"));
    assert_int_equal(facts.facts.count, 1);
    assert_value(&facts.facts.items[0], LW_K_DETAIL, "of account 210987654321");
}

/* A value is in one fact, that of the kind that says most. */
static void test_once(void **unused)
{
    (void)unused;
    struct lw_facts facts = look_at(
        text("api_key = \"glsa_yscW25imSKJIuav8zF37R", "ZmnbiDvB05G_fcaaf58a\""));
    assert_int_equal(facts.facts.count, 1);
    assert_value(&facts.facts.items[0], LW_K_KIND, "grafana-service-token");
}

/* Every prefix of a file of secrets is read within its bytes. */
static void test_truncated(void **unused)
{
    (void)unused;
    struct lw_view all = lw_arena_printf(
        &sample_arena, "%s%s%s", "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJiIn0.Qm7vX2kLr9TzPwYbNnM3hV ",
        "https://deploy:Vq7tRz2mLx@registry.corp.internal/ AKIATCH6YDSY2VR7XYAM ",
        "pypi-"
        "AgEIcHlwaS5vcmcCJGJmNWYxYzM3LThhMWUtNGJkOS05YzNhLTZlMGQyZjdhOTFjNAACKlszLCJhYmMiXQAABiA");
    for (size_t len = 0; len <= all.len; len++) {
        uint8_t *copy = lw_xmalloc(len + 1);
        memcpy(copy, all.ptr, len);
        (void)look_at(lw_view(copy, len));
        free(copy);
    }
}

static int clear(void **unused)
{
    (void)unused;
    lw_arena_clear(&sample_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_kind),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_pypi_structure),
        cmocka_unit_test(test_not_a_secret),
        cmocka_unit_test(test_value_is_not_told),
        cmocka_unit_test(test_account),
        cmocka_unit_test(test_once),
        cmocka_unit_test(test_truncated),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
