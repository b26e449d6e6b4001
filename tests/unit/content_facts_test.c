/* SPDX-License-Identifier: Apache-2.0
 *
 * content_facts_test.c - endpoints, obfuscation and disguises: what is told, and what is not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "analyze/endpoint.h"
#include "analyze/text_shape.h"
#include "rules/look.h"
#include "sample.h"

extern const struct lw_analyzer lw_analyzer_endpoint, lw_analyzer_obfuscation, lw_analyzer_disguise,
    lw_analyzer_native_import, lw_analyzer_python_entry_points;

static struct lw_facts look(const struct lw_analyzer *analyzer, const char *path,
                            struct lw_view bytes)
{
    struct lw_facts facts;
    assert_true(lw_ok(sample_file(&facts, analyzer, path, bytes)));
    return facts;
}

static void check_endpoint(const char *path, const char *text, const char *host, const char *kind,
                           const char *class)
{
    struct lw_facts facts = look(&lw_analyzer_endpoint, path, lw_view_c(text));
    if (facts.facts.count != 1)
        fail_msg("%zu endpoints in: %s", facts.facts.count, text);
    assert_value(&facts.facts.items[0], LW_K_NAME, host);
    assert_value(&facts.facts.items[0], LW_K_KIND, kind);
    assert_value(&facts.facts.items[0], LW_K_CLASS, class);
}

static void test_endpoints(void **unused)
{
    (void)unused;
    static const char *const cases[][4] = {
        { "get('https://collect.evil.example.net/x?y=1')", "collect.evil.example.net", "url",
          "other" },
        { "h = \"c2.evil.example.net\"", "c2.evil.example.net", "host", "other" },
        { "s.connect(('203.0.113.7', 443))", "203.0.113.7", "ipv4", "other" },
        { "u = 'http://3405803783/'", "203.0.113.7", "ipv4", "other" },
        { "u = 'http://0xcb.0.0x71.7/'", "203.0.113.7", "ipv4", "other" },
        { "u = 'http://2852039166/latest'", "169.254.169.254", "ipv4", "cloud-metadata" },
        { "u = 'http://[fd00:ec2::254]/latest'", "fd00:ec2::254", "ipv6", "cloud-metadata" },
        { "h = '2001:DB8::7'", "2001:db8::7", "ipv6", "other" },
        { "u = 'https://sts.eu-west-1.amazonaws.com'", "sts.eu-west-1.amazonaws.com", "url",
          "aws" },
        { "u = f'https://s3.{region}.amazonaws.com/x'", "s3.*.amazonaws.com", "url", "aws" },
        { "u = 'https://q1w2.execute-api.eu-west-1.amazonaws.com/x'",
          "q1w2.execute-api.eu-west-1.amazonaws.com", "url", "aws-hosted" },
        { "u = 'https://registry.npmjs.org/x'", "registry.npmjs.org", "url", "package-registry" },
        { "u = 'https://webhook.site/0f'", "webhook.site", "url", "drop" },
        { "u = 'https://discord.com/api/webhooks/1/x'", "discord.com", "url", "drop" },
        { "u = 'https://raw.githubusercontent.com/a/b'", "raw.githubusercontent.com", "url",
          "code-host" },
        { "ns = 'http://www.w3.org/2000/svg'", "www.w3.org", "url", "documentation" },
        { "# see https://collect.evil.example.net/", "collect.evil.example.net", "url",
          "documentation" },
        { "u = 'http://user:pw@c2.evil.example.net:8080/x'", "c2.evil.example.net", "url",
          "other" },
        { "u = 'http://127.0.0.1:9001'", "127.0.0.1", "ipv4", "local" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++)
        check_endpoint("python/a.py", cases[i][0], cases[i][1], cases[i][2], cases[i][3]);
    check_endpoint("README.md", "https://c2.evil.example.net", "c2.evil.example.net", "url",
                   "documentation");
    check_endpoint("package.json", "{\"homepage\": \"https://c2.evil.example.net\"}",
                   "c2.evil.example.net", "url", "documentation");
    check_endpoint("a.json", "{\"endpoint\": \"https://c2.evil.example.net\"}",
                   "c2.evil.example.net", "url", "other");
}

static void test_no_endpoint(void **unused)
{
    (void)unused;
    static const char *const texts[] = {
        "version = '1.2.3.4'",
        "open('setup.py')",
        "import os.path",
        "x = 'a.b.c'",
        "u = 'file:///etc'",
        "u = f'https://{host}/'",
        "u = '{}.{}'",
        "t = '12:30:00'",
        "self.config.com",
        "u = 'https:///'",
        "x = 'node:fs'",
        "1.2.3.4.5",
        "oids = ['2.5.4.3', '2.5.29.17']",
    };
    for (size_t i = 0; i < LW_COUNT(texts); i++) {
        struct lw_facts facts = look(&lw_analyzer_endpoint, "python/a.py", lw_view_c(texts[i]));
        if (facts.facts.count)
            fail_msg("an endpoint in: %s", texts[i]);
    }
}

/* Credentials in an address are no part of what is told; each host is told once. */
static void test_endpoint_value(void **unused)
{
    (void)unused;
    struct lw_facts facts = look(&lw_analyzer_endpoint, "python/a.py",
                                 LW_VIEW("a = 1\nb('https://u:pw@c2.example.net/1')\n"
                                         "b('https://c2.example.net/2')\n"));
    assert_int_equal(facts.facts.count, 1);
    assert_int_equal(facts.facts.items[0].line, 2);
    assert_value(&facts.facts.items[0], LW_K_VALUE, "c2.example.net/1");
    assert_true(lw_fact_get(&facts.facts.items[0], LW_K_DETAIL).len > 0);
}

static const char *kinds_of(const struct lw_facts *facts, enum lw_fact_kind kind)
{
    struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < facts->facts.count; i++)
        if (facts->facts.items[i].kind == kind)
            lw_buf_printf(&buf, "%.*s ", LW_FMT(lw_fact_get(&facts->facts.items[i], LW_K_KIND)));
    const char *text = (const char *)lw_arena_copy(&sample_arena, lw_buf_view(&buf)).ptr;
    lw_buf_clear(&buf);
    return text;
}

static void check_shape(struct lw_view text, const char *kinds)
{
    struct lw_facts facts = look(&lw_analyzer_obfuscation, "nodejs/a.js", text);
    assert_string_equal(kinds_of(&facts, LW_F_OBFUSCATION), kinds);
}

static struct lw_view repeat(const char *head, const char *part, int count, const char *tail)
{
    struct lw_buf buf = LW_BUF_INIT;
    lw_buf_add_c(&buf, head);
    for (int i = 0; i < count; i++)
        lw_buf_printf(&buf, part, i, i);
    lw_buf_add_c(&buf, tail);
    struct lw_view text = lw_arena_copy(&sample_arena, lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return text;
}

static void test_obfuscation(void **unused)
{
    (void)unused;
    check_shape(
        LW_VIEW("const a = 1;\nmodule.exports = function add(left, right) { return left; }\n"), "");
    check_shape(repeat("", "var _0x%04x1 = _0x3f21(0x%x);\n", 40, ""), "mangled-names ");
    check_shape(repeat("var _0xab12 = [", "'s%d-%d',", 60,
                       "];\n_0x11aa(0x1);_0x11aa(0x2);_0x11aa(0x3);_0x11aa(0x4);_0x11aa(0x5);"
                       "_0x11aa(0x6);_0x11aa(0x7);_0x11aa(0x8);\n"),
                "mangled-names string-table ");
    check_shape(repeat("x = 1;", " ", 300, "require('child_process')\n"), "far-right ");
    check_shape(repeat("", " ", 300, "return 1;\n"), "");
    check_shape(LW_VIEW("if (x) { /*\xe2\x80\xae } \xe2\x81\xa6 if (admin) */ }\n"),
                "bidirectional ");
    check_shape(repeat("eval(d(`", "\xf3\xa0\x84\x80", 40, "`))\n"), "invisible ");
    check_shape(LW_VIEW("var \xd1\x81onfig = 1; user\xce\x91 = 2;\n"), "lookalike-names ");
    check_shape(LW_VIEW("var \xd0\xba\xd0\xbe\xd0\xb4 = '\xd0\xb4\xd0\xb0';\n"), "");
    check_shape(repeat("x = '", "\\x68\\x74", 60, "';\n"), "escaped-strings ");
    check_shape(repeat("r = /[", "\\u04%02x-\\u05%02x", 60, "]/;\n"), "");
    check_shape(repeat("p = '", "QmFz%03dZTY0%03dxYz", 80, "'\n"), "high-entropy-literal ");
    check_shape(repeat("", "function a%d(b){return c(b,%d,\"text\")+d.e(b)};", 200, ""),
                "minified ");
}

static void check_disguise(const char *path, struct lw_view bytes, const char *kinds)
{
    struct lw_facts facts = look(&lw_analyzer_disguise, path, bytes);
    if (strcmp(kinds_of(&facts, LW_F_DISGUISE), kinds) != 0)
        fail_msg("%s: \"%s\", not \"%s\"", path, kinds_of(&facts, LW_F_DISGUISE), kinds);
}

static void test_disguise(void **unused)
{
    (void)unused;
    struct lw_view elf = sample_read("tests/fuzz/seeds/elf/static");
    struct lw_view png = LW_VIEW("\x89PNG\r\n\x1a\n\0\0\0\0IENDcrc4");
    check_disguise("a/logo.png", elf, "elf ");
    check_disguise("a/data.json", elf, "elf ");
    check_disguise("a/cache.dat", elf, "elf ");
    check_disguise("a/x.py", elf, "elf ");
    check_disguise("a/libx.so", elf, "");
    check_disguise("a/tool", elf, "");
    check_disguise("a/hash.bin", elf, "elf ");
    check_disguise("a/hash.bin", png, "");
    check_disguise("a/libx.so", LW_VIEW("PK\3\4aaaaaaaaaaaaaaaa"), "zip ");
    check_disguise("a/libx.so", LW_VIEW("/* GNU ld script */ INPUT(libx.so.1)"), "");
    check_disguise("a/logo.png", LW_VIEW("import os; os.system('id') # 123"), "text ");
    check_disguise("a/logo.png", LW_VIEW("version https://git-lfs.github.com/spec/v1"), "");
    check_disguise("a/logo.png", LW_VIEW("GIF89a\1\0\1\0\0\0\0 and more"), "");
    check_disguise("a/c.json", LW_VIEW("#!/bin/sh\nexec sleep 1\n"), "script ");
    check_disguise("a/c.json", LW_VIEW("const x = require('fs'); x()\n"), "code ");
    check_disguise("a/c.json", LW_VIEW("// comment\n{ \"a\": \"function\" }"), "");
    check_disguise("a/install.txt", LW_VIEW("#!/bin/sh\n# an example\n"), "");
    check_disguise("a/logo.png", png, "");
    struct lw_buf two = LW_BUF_INIT;
    lw_buf_add(&two, png);
    lw_buf_add(&two, LW_VIEW("PK\5\6\0\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0\0\0"));
    check_disguise("a/logo.png", lw_buf_view(&two), "zip ");
    /* The beginning of such an end before it misleads nobody who reads from the end. */
    two.len = 0;
    lw_buf_add(&two, png);
    lw_buf_add(&two, LW_VIEW("PK\5\6 is how it begins"));
    lw_buf_add(&two, LW_VIEW("PK\5\6\0\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0\0\0"));
    check_disguise("a/logo.png", lw_buf_view(&two), "zip ");
    lw_buf_clear(&two);
}

static void test_appended(void **unused)
{
    (void)unused;
    struct lw_view elf = sample_read("tests/fuzz/seeds/elf/static");
    struct lw_facts facts = look(&lw_analyzer_native_import, "bin/a", elf);
    assert_int_equal(sample_count(&facts, LW_F_OBFUSCATION), 0);
    struct lw_buf buf = LW_BUF_INIT;
    lw_buf_add(&buf, elf);
    lw_buf_add_c(&buf, "PK\3\4");
    for (int i = 0; i < 4096; i++)
        lw_buf_add_byte(&buf, (uint8_t)(i * 7 + 1));
    facts = look(&lw_analyzer_native_import, "bin/a", lw_buf_view(&buf));
    const struct lw_fact *fact = sample_fact(&facts, LW_F_OBFUSCATION, LW_K_KIND, "appended-data");
    assert_non_null(fact);
    lw_buf_clear(&buf);
}

static void test_plugins(void **unused)
{
    (void)unused;
    struct lw_facts facts = look(&lw_analyzer_python_entry_points,
                                 "python/my_tool-1.0.dist-info/entry_points.txt",
                                 LW_VIEW("[console_scripts]\nx = a:b\n[my-tool.parts]\ny = a:b\n"
                                         "[other.hooks]\n# no\nz = a:c\nz2=a:d\n[pytest11]\np = a\n"
                                         "[broken\nq = a\n[]\n = \n"));
    assert_int_equal(sample_count(&facts, LW_F_MANIFEST), 2);
    assert_non_null(sample_fact(&facts, LW_F_MANIFEST, LW_K_NAME, "other.hooks"));
    assert_non_null(sample_fact(&facts, LW_F_MANIFEST, LW_K_TARGET, "a:d"));
}

/* What is not looked at is told: it could be the one that matters. */
static void test_many_plugins(void **unused)
{
    (void)unused;
    struct lw_facts facts;
    struct lw_buf buf = LW_BUF_INIT;
    lw_buf_add_c(&buf, "[other.hooks]\n");
    for (int i = 0; i < 501; i++)
        lw_buf_printf(&buf, "p%d = a:b\n", i);
    lw_status status = sample_file(&facts, &lw_analyzer_python_entry_points,
                                   "python/my_tool-1.0.dist-info/entry_points.txt",
                                   lw_buf_view(&buf));
    assert_int_equal(status.code, LW_E_LIMIT);
    assert_int_equal(sample_count(&facts, LW_F_MANIFEST), 500);
    lw_buf_clear(&buf);
}

/* This program itself imports what it is linked with. */
static void test_imports(void **unused)
{
    (void)unused;
    struct lw_err err = { 0 };
    struct lw_view self = LW_VIEW_NONE;
    assert_true(lw_ok(lw_file_read(&self, "/proc/self/exe", 1 << 28, &sample_arena, &err)));
    struct lw_facts facts = look(&lw_analyzer_native_import, "bin/a", self);
    assert_non_null(sample_fact(&facts, LW_F_NATIVE_IMPORT, LW_K_CAPABILITY, "environment"));
    assert_int_equal(sample_count(&facts, LW_F_OBFUSCATION), 0);
}

/* A library whose own open() and connect() others get; its read() is nobody's. */
static void test_interposed(void **unused)
{
    (void)unused;
    struct lw_view library = sample_read("tests/fuzz/seeds/elf/interposes");
    struct lw_facts facts = look(&lw_analyzer_native_import, "lib/a.so", library);
    const struct lw_fact *fact = sample_fact(&facts, LW_F_NATIVE_IMPORT, LW_K_CAPABILITY,
                                             "interpose");
    assert_non_null(fact);
    assert_true(lw_fact_is(fact, LW_K_NAME, "connect"));
    assert_true(lw_fact_has(fact, LW_K_NAME, LW_VIEW("open")));
    assert_false(lw_fact_has(fact, LW_K_NAME, LW_VIEW("read")));
    for (size_t len = 0; len < library.len; len++)
        (void)sample_file(&facts, &lw_analyzer_native_import, "lib/a.so",
                          lw_view_sub(library, 0, len));
}

static void test_truncated(void **unused)
{
    (void)unused;
    struct lw_view texts[] = {
        LW_VIEW(
            "u = f'https://s3.{region}.amazonaws.com/x' 'http://[fd00:ec2::254]/' \"a.b.com:1\""),
        LW_VIEW("x = '\\x41\\u0042' \xe2\x80\xae _0x12ab(0x1f) \"\\"),
    };
    for (size_t t = 0; t < LW_COUNT(texts); t++) {
        for (size_t len = 0; len <= texts[t].len; len++) {
            uint8_t *copy = lw_xmalloc(len + 1);
            memcpy(copy, texts[t].ptr, len);
            (void)look(&lw_analyzer_endpoint, "a.py", lw_view(copy, len));
            (void)lw_text_shape(lw_view(copy, len), LW_LEXIS_JAVASCRIPT);
            free(copy);
        }
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
        cmocka_unit_test(test_endpoints),      cmocka_unit_test(test_no_endpoint),
        cmocka_unit_test(test_endpoint_value), cmocka_unit_test(test_obfuscation),
        cmocka_unit_test(test_disguise),       cmocka_unit_test(test_appended),
        cmocka_unit_test(test_imports),        cmocka_unit_test(test_interposed),
        cmocka_unit_test(test_plugins),        cmocka_unit_test(test_many_plugins),
        cmocka_unit_test(test_truncated),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
