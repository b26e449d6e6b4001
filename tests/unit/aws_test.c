/* SPDX-License-Identifier: Apache-2.0
 *
 * aws_test.c - signatures against AWS's test suite, profiles, endpoints.
 *
 * The suite (aws-signing-test-suite of awslabs/aws-c-auth) is looked for in LAYERWARD_TEST_DATA;
 * one of its cases stands here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "aws/profiles.h"
#include "aws/session.h"
#include "aws/sigv4.h"
#include "base/clock.h"
#include "base/file.h"

static const struct lw_aws_credentials example = {
    .key_id = { (const uint8_t *)"AKIDEXAMPLE", 11 },
    .secret = { (const uint8_t *)"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", 40 },
};

static void a_request_is_signed_as_the_suite_has_it(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_sigv4 signature;
    const struct lw_sigv4_header headers[] = {
        { LW_VIEW("Host"), LW_VIEW("example.amazonaws.com") },
        { LW_VIEW("My-Header1"), LW_VIEW("value4") },
        { LW_VIEW("My-Header1"), LW_VIEW("value1") },
        { LW_VIEW("My-Header1"), LW_VIEW("value3") },
        { LW_VIEW("My-Header1"), LW_VIEW("value2") },
        { LW_VIEW("X-Amz-Date"), LW_VIEW("20150830T123600Z") },
    };
    const struct lw_sigv4_request request = {
        .method = LW_VIEW("GET"), .path = LW_VIEW("/"), .headers = headers, .header_count = 6
    };
    const struct lw_sigv4_scope scope = { &example, LW_VIEW("us-east-1"), LW_VIEW("service"),
                                          1440938160 };
    assert_true(lw_ok(lw_sigv4_sign(&signature, &request, &scope, &arena, NULL)));
    assert_string_equal(signature.signature,
                        "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01");
    lw_arena_clear(&arena);
}

/* A request of the suite, and what is to be signed along. */
struct parsed {
    struct lw_sigv4_request request;
    struct lw_sigv4_header headers[32];
    struct lw_sigv4_scope scope;
    struct lw_aws_credentials credentials;
};

static struct lw_view text_of(struct lw_arena *arena, const char *folder, const char *name)
{
    struct lw_view out = LW_VIEW_NONE;
    const char *path = (const char *)lw_arena_printf(arena, "%s/%s", folder, name).ptr;
    assert_true(lw_ok(lw_file_read(&out, path, 1 << 20, arena, NULL)));
    return out;
}

static void parse_request(struct parsed *out, struct lw_view text, struct lw_arena *arena)
{
    struct lw_view line, rest = text;
    assert_true(lw_view_line(&line, &rest));
    size_t space = lw_view_find_byte(line, ' '), end = lw_view_rfind_byte(line, ' ');
    struct lw_view target = lw_view_sub(line, space + 1, end - space - 1);
    size_t query = lw_view_find_byte(target, '?');
    out->request.method = lw_view_sub(line, 0, space);
    out->request.path = lw_view_sub(target, 0, query);
    out->request.query = query == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(target, query + 1);
    out->request.headers = out->headers;
    while (lw_view_line(&line, &rest) && line.len) {
        size_t colon = lw_view_find_byte(line, ':');
        struct lw_sigv4_header *last = &out->headers[out->request.header_count];
        if (lw_is_space(line.ptr[0])) /* goes on */
            last[-1].value = lw_arena_printf(arena, "%.*s\n%.*s", LW_FMT(last[-1].value),
                                             LW_FMT(line));
        else
            out->headers[out->request.header_count++] = (struct lw_sigv4_header){
                lw_view_sub(line, 0, colon), lw_view_from(line, colon + 1)
            };
    }
    out->request.body = rest;
}

static void add_header(struct parsed *out, const char *name, struct lw_view value,
                       struct lw_arena *arena)
{
    out->headers[out->request.header_count++] = (struct lw_sigv4_header){
        lw_view_c(name), lw_arena_copy(arena, value)
    };
}

static void parse_context(struct parsed *out, struct lw_view text, struct lw_arena *arena)
{
    yyjson_doc *doc = NULL;
    char date[32], hash[LW_HEX_BYTES];
    assert_true(lw_ok(lw_json_parse(&doc, text, text.len, NULL)));
    yyjson_val *root = yyjson_doc_get_root(doc), *keys = lw_json_obj(root, "credentials");
    out->credentials.key_id = lw_arena_copy(arena, lw_json_str(keys, "access_key_id"));
    out->credentials.secret = lw_arena_copy(arena, lw_json_str(keys, "secret_access_key"));
    out->credentials.token = lw_arena_copy(arena, lw_json_str(keys, "token"));
    out->scope.credentials = &out->credentials;
    out->scope.region = lw_arena_copy(arena, lw_json_str(root, "region"));
    out->scope.service = lw_arena_copy(arena, lw_json_str(root, "service"));
    assert_true(lw_time_parse(&out->scope.time_utc_s, lw_json_str(root, "timestamp")));
    out->request.keep_path = !yyjson_get_bool(yyjson_obj_get(root, "normalize"));
    lw_sigv4_date(date, out->scope.time_utc_s);
    add_header(out, "X-Amz-Date", lw_view_c(date), arena);
    if (out->credentials.token.len && !yyjson_get_bool(yyjson_obj_get(root, "omit_session_token")))
        add_header(out, "X-Amz-Security-Token", out->credentials.token, arena);
    if (yyjson_get_bool(yyjson_obj_get(root, "sign_body"))) {
        struct lw_digest digest = lw_sha256(out->request.body);
        lw_digest_hex(hash, &digest);
        add_header(out, "X-Amz-Content-Sha256", lw_view_c(hash), arena);
    }
    yyjson_doc_free(doc);
}

static void check_case(const char *folder)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct parsed *parsed = LW_NEW(&arena, struct parsed);
    struct lw_sigv4 signature;
    parse_request(parsed, text_of(&arena, folder, "request.txt"), &arena);
    parse_context(parsed, text_of(&arena, folder, "context.json"), &arena);
    assert_true(lw_ok(lw_sigv4_sign(&signature, &parsed->request, &parsed->scope, &arena, NULL)));
    struct lw_view canonical = text_of(&arena, folder, "header-canonical-request.txt");
    struct lw_view to_sign = text_of(&arena, folder, "header-string-to-sign.txt");
    struct lw_view wanted = text_of(&arena, folder, "header-signature.txt");
    if (!lw_view_eq(signature.canonical, canonical))
        fail_msg("%s:\n%.*s\n--- wanted\n%.*s", folder, LW_FMT(signature.canonical),
                 LW_FMT(canonical));
    assert_true(lw_view_eq(signature.to_sign, to_sign));
    assert_true(lw_view_is(wanted, signature.signature));
    lw_arena_clear(&arena);
}

static void the_whole_suite_is_signed_alike(void **state)
{
    (void)state;
    const char *data = getenv("LAYERWARD_TEST_DATA");
    char path[4096];
    unsigned count = 0;
    snprintf(path, sizeof path, "%s/sigv4/v4", data ? data : "");
    DIR *dir = data ? opendir(path) : NULL;
    if (!dir) {
        print_message("skipped: no sigv4 test suite in LAYERWARD_TEST_DATA\n");
        skip();
    }
    for (const struct dirent *item; (item = readdir(dir));) {
        if (item->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/sigv4/v4/%s", data, item->d_name);
        check_case(path);
        count++;
    }
    closedir(dir);
    assert_true(count >= 38);
}

static void settings_are_those_of_the_profile(void **state)
{
    (void)state;
    struct lw_view config = LW_VIEW("region = nowhere\n"
                                    "[default]\nregion=a\n"
                                    "[profile x]\n; region = no\nregion = b # why\ns3 =\n  "
                                    "region = nested\nREGION = c\n"
                                    "[x]\nregion = not-a-profile\n"
                                    "[ profile\ty ]\nregion = d#e\n[broken\nregion = f");
    struct lw_view region = LW_VIEW("region");
    struct lw_view x = LW_VIEW("x"), y = LW_VIEW("y"), other = LW_VIEW("default");
    assert_true(lw_view_is(lw_aws_profile_get(config, true, x, region), "c"));
    assert_true(lw_view_is(lw_aws_profile_get(config, true, other, region), "a"));
    assert_true(lw_view_is(lw_aws_profile_get(config, true, y, region), "f"));
    assert_true(lw_view_is(lw_aws_profile_get(config, false, x, region), "not-a-profile"));
    assert_false(lw_aws_profile_has(config, true, LW_VIEW("z")));
    for (size_t i = 0; i < config.len; i++) /* cut anywhere, it is read to its end */
        (void)lw_aws_profile_get(lw_view_sub(config, 0, i), true, y, region);
}

static void endpoints_are_those_of_the_partition(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view url;
    struct lw_aws_session session = { 0 };
    struct lw_aws_call call = { .service = "lambda",
                                .partition = LW_VIEW("aws-cn"),
                                .region = LW_VIEW("cn-north-1") };
    unsetenv("AWS_ENDPOINT_URL");
    unsetenv("AWS_ENDPOINT_URL_LAMBDA");
    assert_true(lw_ok(lw_aws_endpoint(&url, &session, &call, &arena, NULL)));
    assert_true(lw_view_is(url, "https://lambda.cn-north-1.amazonaws.com.cn"));
    call.region = LW_VIEW("x.example.com/");
    assert_false(lw_ok(lw_aws_endpoint(&url, &session, &call, &arena, NULL)));
    call = (struct lw_aws_call){ .service = "lambda",
                                 .partition = LW_VIEW("aws-other"),
                                 .region = LW_VIEW("eu-west-1") };
    assert_false(lw_ok(lw_aws_endpoint(&url, &session, &call, &arena, NULL)));
    setenv("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:4566/", 1);
    assert_true(lw_ok(lw_aws_endpoint(&url, &session, &call, &arena, NULL)));
    assert_true(lw_view_is(url, "http://127.0.0.1:4566"));
    setenv("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:4566/path", 1);
    assert_false(lw_ok(lw_aws_endpoint(&url, &session, &call, &arena, NULL)));
    unsetenv("AWS_ENDPOINT_URL_LAMBDA");
    lw_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_signed_as_the_suite_has_it),
        cmocka_unit_test(the_whole_suite_is_signed_alike),
        cmocka_unit_test(settings_are_those_of_the_profile),
        cmocka_unit_test(endpoints_are_those_of_the_partition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
