/* SPDX-License-Identifier: Apache-2.0
 *
 * config_file_test.c - configuration files of others: what they are told to do, and what is usual.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "sample.h"

#define SEEDS "tests/fuzz/seeds/config_file/"

extern const struct lw_analyzer lw_analyzer_config_file;

static void add_fact(struct lw_buf *out, const struct lw_fact *fact)
{
    struct lw_view name = lw_fact_get(fact, LW_K_NAME), value = lw_fact_get(fact, LW_K_VALUE);
    lw_buf_add_c(out, out->len ? "; " : "");
    if (fact->kind == LW_F_CAPABILITY)
        lw_buf_printf(out, "%u %s %.*s=%.*s%s", fact->line,
                      lw_fact_is(fact, LW_K_CAPABILITY, "tls-unverified") ? "tls"
                      : lw_fact_is(fact, LW_K_CAPABILITY, "redirect")     ? "redirect"
                      : lw_fact_is(fact, LW_K_CAPABILITY, "tmp-run")      ? "tmp"
                                                                          : "listen",
                      LW_FMT(name), LW_FMT(value),
                      lw_fact_is(fact, LW_K_PHASE, "import") ? " at load" : "");
    else if (fact->kind == LW_F_FLOW)
        lw_buf_printf(out, "%u %.*s -> %.*s", fact->line, LW_FMT(lw_fact_get(fact, LW_K_SOURCE)),
                      LW_FMT(name));
    else if (fact->kind == LW_F_ENDPOINT)
        lw_buf_printf(out, "%u host %.*s", fact->line, LW_FMT(name));
    else if (lw_fact_is(fact, LW_K_KIND, "withheld-rest"))
        lw_buf_printf(out, "%u without %.*s", fact->line, LW_FMT(value));
    else
        out->len -= out->len ? 2 : 0;
}

static struct lw_view told(const char *path, struct lw_view text)
{
    struct lw_facts facts;
    LW_CLEANUP(lw_buf_clear) struct lw_buf out = LW_BUF_INIT;
    lw_status s = sample_file(&facts, &lw_analyzer_config_file, path, text);
    for (size_t i = 0; i < facts.facts.count; i++)
        add_fact(&out, &facts.facts.items[i]);
    if (!lw_ok(s))
        lw_buf_add_c(&out, "not looked at");
    return lw_arena_copy(&sample_arena, lw_buf_view(&out));
}

static void check(const char *path, const char *text, const char *expected)
{
    struct lw_view have = told(path, lw_view_c(text));
    if (!lw_view_is(have, expected))
        fail_msg("%s: %s\nhave: %.*s\nwant: %s", path, text, LW_FMT(have), expected);
}

static const struct {
    const char *path, *text, *told;
} entries[] = {
    { "etc/openssl.cnf", "MinProtocol = TLSv1.2\nCipherString = DEFAULT@SECLEVEL=2\n", "" },
    { "etc/openssl.cnf", "[s]\nMinProtocol = TLSv1 # old\n", "2 tls MinProtocol=TLSv1" },
    { "etc/openssl.cnf", "[s]\r\n1.Min\\\r\nProtocol=None", "2 tls MinProtocol=None" },
    { "etc/openssl.cnf", "CipherString = ALL:!aNULL:eNULL", "1 tls CipherString=ALL:!aNULL:eNULL" },
    { "etc/openssl.cnf", "CipherString = HIGH:!aNULL:!RC4:-DES", "" },
    { "etc/openssl.cnf", "x = TLSv1\nMinProtocol = $x", "2 tls MinProtocol=$x" },
    { "etc/openssl.cnf", "[p]\nmodule=/tmp/a.so\nactivate=1", "2 tmp module=/tmp/a.so" },
    { "etc/openssl.cnf", "module = /opt/../tmp/a.so", "1 tmp module=/opt/../tmp/a.so" },
    { "etc/openssl.cnf", "module = /opt/lib/legacy.so\nmodule = legacy.so", "" },
    { "etc/openssl.cnf", "dynamic_path = /var/task/e.so",
      "1 redirect dynamic_path=/var/task/e.so" },
    { "ssl/openssl.cnf", ".include /tmp/x.cnf", "1 redirect include=/tmp/x.cnf" },
    { "etc/openssl.cnf", "Options = UnsafeLegacyRenegotiation",
      "1 tls Options=UnsafeLegacyRenegotiation" },
    { "etc/openssl.cnf", "Options = -UnsafeLegacyRenegotiation,ServerPreference", "" },
    { "etc/other.conf", "LoadModule acme_module /tmp/acme/mod.so",
      "1 tmp LoadModule=acme_module /tmp/acme/mod.so" },
    { ".aws/config", "[default]\nregion = eu-west-1\nretry_mode=standard\n", "" },
    { ".aws/config", "[default]\ncredential_process = /opt/bin/x --y\n",
      "2 redirect credential_process=/opt/bin/x --y at load" },
    { "etc/aws-config", "\xef\xbb\xbf[profile x]\r\nCredential_Process : a\r\n",
      "2 redirect Credential_Process=a at load" },
    { "etc/my.config", "credential_process=a", "1 redirect credential_process=a at load" },
    { ".aws/config", "# credential_process = x\n; ca_bundle = /tmp/x", "" },
    { ".aws/config", "[services e]\ns3 =\n  endpoint_url = https://s3.acme.example\n",
      "3 redirect endpoint_url=https://s3.acme.example; 3 host s3.acme.example" },
    { ".aws/config", "endpoint_url = https://sts.eu-west-1.amazonaws.com", "" },
    { ".aws/config", "ca_bundle = /tmp/ca.pem", "1 redirect ca_bundle=/tmp/ca.pem" },
    { "etc/npmrc", "registry=https://registry.npmjs.org/\naudit=true\nstrict-ssl=true", "" },
    { "etc/npmrc", "@a:registry = \"https://npm.acme.example/\" ; x\nstrict-ssl=false ; no",
      "1 redirect @a:registry=https://npm.acme.example/; 1 host npm.acme.example; "
      "2 tls strict-ssl=false" },
    { "nodejs/.npmrc", "registry=https://${HOST}/\n", "1 redirect registry=https://${HOST}/" },
    { "etc/pip.conf", "[global]\nindex-url = https://pypi.org/simple\ntimeout = 60", "" },
    { "etc/pip.conf", "[global]\ntrusted_host = acme.example\nextra-index-url: acme.example:80",
      "2 tls trusted_host=acme.example; 3 redirect extra-index-url=acme.example:80; "
      "3 host acme.example" },
    { "etc/pip.conf", "[install]\nfind-links =\n    https://a.example\n  b\ntimeout=1",
      "3 redirect find-links=https://a.example; 4 redirect find-links=b" },
    { ".aws/config", "credential_process =\n  x\n\n  y = z",
      "2 redirect credential_process=x at load; 4 redirect credential_process=y = z at load" },
    { ".curlrc", "silent\n-sk\nproxy = \"acme.example:80\"\n# insecure\n--ssl-reqd",
      "2 tls k=k; 3 redirect proxy=acme.example:80" },
    { "etc/gitconfig", "[user]\nname=x\n[core] sshCommand = /tmp/s # x\n",
      "3 redirect sshCommand=/tmp/s" },
    { "etc/gitconfig", "[url \"https://acme.example/[x]\"]\n\tinsteadOf = https://github.com/",
      "2 redirect insteadOf=https://acme.example/[x]; 2 host acme.example" },
    { "etc/gitconfig", "[alias]\nst = status\nx = \"!sh -c x\"\n[http]\nsslVerify=fal\\\nse",
      "3 redirect x=!sh -c x; 5 tls sslVerify=false" },
    { "etc/my.cnf", "[client]\nssl-mode=REQUIRED\nssl_ca=", "" },
    { "etc/my.cnf", "[client]\nskip-ssl\nssl_mode = DISABLED\nhost=db.acme.example\n",
      "2 tls skip-ssl=; 3 tls ssl_mode=DISABLED; 4 host db.acme.example" },
    { "lib/ld.so.preload", "# none\n\n/opt/lib/x.so\n",
      "3 redirect ld.so.preload=/opt/lib/x.so at load" },
    { "etc/ld.so.conf.d/a.conf", "/usr/local/lib\n/tmp/lib\n/srv/lib\n",
      "2 tmp a.conf=/tmp/lib; 3 redirect a.conf=/srv/lib" },
};

static void entries_are_read_as_their_programs_do(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(entries); i++)
        check(entries[i].path, entries[i].text, entries[i].told);
}

#define SERVICE "service: {pipelines: {traces: {receivers: [otlp], exporters: [a]}}}\n"

static void collectors_are_read_as_yaml(void **state)
{
    static const char credentials[] = "2 credentials -> exporters/a/headers/x", *const headers[] = {
        "    headers: {x: '${env:AWS_SESSION_TOKEN}'}",
        "    headers: {\"\\x78\": \"k ${AWS_SECRET_ACCESS_KEY}\"}",
        "    headers: {x: $AWS_SESSION_TOKEN}",
        "    headers: {x: \"${env:AWS_SESSION_TOKEN:-none}\"}",
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(headers); i++)
        check("c.yaml",
              (const char *)lw_arena_printf(&sample_arena, "exporters: {a: {\n%s}}\n" SERVICE,
                                            headers[i])
                  .ptr,
              credentials);
    check("c.yaml",
          "exporters:\n  a:\n    headers:\n      x: >\n        b\n        "
          "${AWS_SESSION_TOKEN}\n" SERVICE,
          "4 credentials -> exporters/a/headers/x");
    check("c.yml",
          "k: &k {x: \"${env:AWS_SESSION_TOKEN}\"}\nexporters: {a: {headers: *k}}\n" SERVICE,
          "1 credentials -> k/x; 1 credentials -> exporters/a/headers/x");
    check(
        "c.yml", "k: &k {tls: {insecure_skip_verify: yes}}\nexporters: {a: {<<: *k}}\n" SERVICE,
        "1 tls k/tls/insecure_skip_verify=yes; 1 tls exporters/a/<</tls/insecure_skip_verify=yes; "
        "1 tls exporters/a/tls/insecure_skip_verify=yes");
    check("c.json",
          "{\"exporters\": {\"a\": {\"tls\": {\"insecure_skip_verify\": true}}},"
          "\"service\": {}}",
          "1 tls exporters/a/tls/insecure_skip_verify=true");
    check("c.json",
          "{\"\\u0065xporters\": {\"a\": {\"tls\": {\"insecure_skip_verify\": true}}},"
          "\"service\": {}}",
          "1 tls exporters/a/tls/insecure_skip_verify=true");
    check("c.json", "{exporters: {a: {tls: {insecure_skip_verify: true}}}, service: {}} # not JSON",
          "1 tls exporters/a/tls/insecure_skip_verify=true");
    check("c.yaml", "receivers: {filelog/x: {include: [/var/log/*, /proc/*/env*]}}\n" SERVICE,
          "1 env-all -> receivers/filelog/x/include");
    check("c.yaml", "receivers: {filelog: {include: ['/**/environ']}}\n" SERVICE,
          "1 env-all -> receivers/filelog/include");
    check("c.yaml", "receivers: {otlp: {protocols: {http: {endpoint: '0.0.0.0:1'}}}}\n" SERVICE,
          "1 listen receivers/otlp/protocols/http/endpoint=0.0.0.0:1");
    check("c.yaml", "exporters: {a: {endpoint: x.acme.example:1, tls: {insecure: true}}}\n" SERVICE,
          "1 tls exporters/a/tls/insecure=true; 1 host x.acme.example");
    check("c.yaml",
          "processors: {attributes/r: {actions: [{key: password, action: DELETE}]}}\n"
          "service: {pipelines: {logs: {processors: [attributes/r, batch]}}}\n",
          "2 without attributes/r of logs; 1 without password of attributes/r");
}

static void usual_configurations_say_nothing(void **state)
{
    static const char *const usual[] = { SEEDS "adot-default.yaml", SEEDS "two.yaml" };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(usual); i++) {
        struct lw_view have = told(usual[i], sample_read(usual[i]));
        assert_int_equal(have.len, 0);
    }
    check("compose.yaml", "services: {a: {environment: ['X=${AWS_SESSION_TOKEN}']}}\n", "");
    check("docs.txt", "credential_process = x", "");
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    check("c.yaml", "exporters: {a: [}\nservice: {}", "");
    check("c.yaml", "exporters:\n  a: [}\nservice:\n  pipelines:\n", "not looked at");
    check("c.yaml", "exporters:\n  a: *none\nservice:\n  pipelines:\n", "not looked at");
    check("c.yaml", "exporters: [\nx", "");
}

/* Each alias twice in the next one: 2^30 nodes for whoever walks it. */
static void aliases_are_bounded(void **state)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    (void)state;
    lw_buf_add_c(&text, "exporters: {}\nservice: {}\na0: &a0 [x]\n");
    for (unsigned i = 1; i < 30; i++)
        lw_buf_printf(&text, "a%u: &a%u [*a%u, *a%u]\n", i, i, i - 1, i - 1);
    assert_true(lw_view_is(told("c.yaml", lw_buf_view(&text)), "not looked at"));
}

/* Cut short at every byte, and each byte turned: no more than it says is asked of it. */
static void parts_are_read(void **state)
{
    static const char *const files[] = { "adot-default.yaml", "sends.yaml", "openssl.cnf",
                                         "aws-config",        "npmrc",      "gitconfig" };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(files); i++) {
        struct lw_view whole = sample_read(
            (const char *)lw_arena_printf(&sample_arena, SEEDS "%s", files[i]).ptr);
        for (size_t len = 0; len <= whole.len; len++) {
            uint8_t *bytes = malloc(len ? len : 1); /* its end is watched */
            assert_non_null(bytes);
            memcpy(bytes, whole.ptr, len);
            (void)told(files[i], lw_view(bytes, len));
            if (len) {
                bytes[len - 1] ^= 0x5f;
                (void)told(files[i], lw_view(bytes, len));
            }
            free(bytes);
        }
    }
}

static int clear(void **state)
{
    (void)state;
    lw_arena_clear(&sample_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_read_as_their_programs_do),
        cmocka_unit_test(collectors_are_read_as_yaml),
        cmocka_unit_test(usual_configurations_say_nothing),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(aliases_are_bounded),
        cmocka_unit_test(parts_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
