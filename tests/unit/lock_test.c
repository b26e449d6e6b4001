/* SPDX-License-Identifier: Apache-2.0
 *
 * lock_test.c - layerward.lock: what is read, written and refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "review/lock_entry.h"

static struct lw_arena arena = LW_ARENA_INIT;

#define HEX_A "fd05926b7d6f8564c20b476c2161e67906e64b034a6c11bcaf53c463b78e39ac"
#define HEX_B "61b9ac5570c8c2e0ccd02bde4bae997f3316df00cda69f54b124981feaf8fc7d"
#define ENTRY(name, more)                                                                          \
    "version: 1\nlayers:\n  " name ":\n    content-digest: \"" HEX_A "\"\n    bytes: 5\n" more

static lw_status parse(struct lw_lock *out, const char *text, struct lw_err *err)
{
    return lw_lock_parse(out, lw_view_c(text), "layerward.lock", &arena, err);
}

static void refused(const char *text, const char *why)
{
    struct lw_lock lock;
    struct lw_err err = { 0 };
    assert_int_equal(parse(&lock, text, &err).code, LW_E_CONFIG);
    if (!strstr(err.text, why))
        fail_msg("\"%s\" lacks \"%s\"", err.text, why);
}

static void refusals(void **state)
{
    (void)state;
    refused("version: 2\n", "line 1, column 10: the lock has version 2");
    refused("layers: {}\n", "has no \"version\"");
    refused("version: 1\nlayer: {}\n", "line 2, column 1: there is no key \"layer\"");
    refused("version: 1\nlayers: []\n", "must be a map of layers");
    refused(ENTRY("a", "    sha: x\n"), "line 6, column 5: there is no key \"sha\"");
    refused(ENTRY("a", "    zip-sha256: abc\n"), "\"zip-sha256\" has 3 characters; SHA-256 has 64");
    refused(ENTRY("a", "    zip-sha256: zz05926b7d6f8564c20b476c2161e67906e64b034a6c11bcaf53c463b78"
                       "e39ac\n"),
            "is not 64 hex digits");
    refused(ENTRY("a", "    adopted-at: yesterday\n"), "\"adopted-at\" is not a time");
    refused(ENTRY("a", "    capabilities: {a: b}\n"), "must be a list of texts");
    refused(ENTRY("\"arn:aws:lambda:x\"", ""), "is not the ARN of a layer version");
    refused("version: 1\nlayers:\n  a:\n    bytes: 5\n", "has no \"content-digest\"");
    refused("version: 1\nlayers:\n  a: {}\n  a: {}\n", "line 4");
    refused("version: 1\n<<<<<<< ours\nlayers: {}\n=======\n",
            "line 2, column 1: an unsolved merge");
    refused("version: 1\nlayers: {}\n=======\n", "line 3, column 1: an unsolved merge");
    refused(ENTRY("\" a\"", ""), "neither begins nor ends with a blank");
    refused(ENTRY("a", "    attestations: {a: b}\n"), "must be a list of maps or texts");
    refused(ENTRY("a", "    attestations:\n      - sha256: abc\n        signers: [x]\n"),
            "\"sha256\" has 3 characters");
    refused(ENTRY("a", "    attestations:\n      - sha256: " HEX_A "\n"), "has no \"signers\"");
    refused("version: 1\nlayers: {}\n>>>>>>> theirs\n", "line 3, column 1: an unsolved merge");
}

static void round_trip(void **state)
{
    (void)state;
    struct lw_lock lock;
    struct lw_err err = { 0 };
    struct lw_buf once = LW_BUF_INIT, twice = LW_BUF_INIT;
    const char *text = ENTRY("\"we: odd \\\"name\\\"\"",
                             "    zip-sha256: \"" HEX_B "\"\n    reason: 'it: \"mends\" #1'\n"
                             "    capabilities: [b, a, b]\n"
                             "    attestations:\n      - noted of old\n"
                             "      - {sha256: " HEX_B ", signers: [z, y], commit: abc}\n"
                             "      - {sha256: " HEX_A ", signers: x, predicate: p}\n"
                             "      - {sha256: " HEX_B ", signers: [z, y], commit: abc}\n"
                             "  arn:aws:lambda:eu-west-1:123456789012:layer:x:7:\n"
                             "    content-digest: " HEX_B "\n    bytes: 9\n");
    if (!lw_ok(parse(&lock, text, &err)))
        fail_msg("%s", err.text);
    assert_int_equal(lock.count, 2);
    assert_int_equal(lock.items[0].capabilities.count, 2);
    assert_true(lw_view_is(lock.items[0].reason, "it: \"mends\" #1"));
    assert_int_equal(lock.items[0].notes.count, 1);
    assert_int_equal(lock.items[0].attested.count, 2); /* sorted, each once */
    assert_true(lw_view_is(lock.items[0].attested.items[0].commit, "abc"));
    assert_true(lw_view_is(lock.items[0].attested.items[0].signers.items[0], "y"));
    lw_lock_write(&once, &lock);
    struct lw_view written = lw_arena_copy(&arena, lw_buf_view(&once));
    if (!lw_ok(parse(&lock, (const char *)written.ptr, &err)))
        fail_msg("%s", err.text);
    assert_true(lw_view_starts(lock.items[0].name, LW_VIEW("arn:"))); /* sorted */
    assert_true(lw_view_is(lw_lock_account(lock.items[0].name), "123456789012"));
    assert_true(lw_view_is(lock.items[1].name, "we: odd \"name\""));
    lw_lock_write(&twice, &lock);
    assert_true(lw_view_eq(written, lw_buf_view(&twice)));
    /* Cut anywhere it is an error or a shorter lock, never more than is there. */
    for (size_t cut = 0; cut < written.len; cut++) {
        struct lw_lock part = { .count = 0 };
        lw_status status = lw_lock_parse(&part, lw_view_sub(written, 0, cut), "cut", &arena, &err);
        assert_true(!lw_ok(status) || part.count <= 2);
    }
    lw_buf_clear(&once);
    lw_buf_clear(&twice);
}

static void differences(void **state)
{
    (void)state;
    struct lw_view network[] = { LW_VIEW("pkg:npm/x network") };
    struct lw_lock_entry locked = { .have_content = true, .have_zip = true, .bytes = 5 };
    struct lw_lock_entry seen = locked;
    struct lw_lock_differences none = { 0 }, some = { 0 }, more = { 0 }, folder = { 0 };
    lw_lock_compare(&none, &locked, &seen, true, &arena);
    assert_int_equal(none.count, 0);
    seen.content.bytes[31] = 1;
    seen.zip.bytes[0] = 1;
    seen.bytes = 6;
    lw_lock_compare(&some, &locked, &seen, false, &arena);
    assert_int_equal(some.count, 3);
    seen = locked;
    seen.capabilities.items = network;
    seen.capabilities.count = 1;
    lw_lock_compare(&more, &locked, &seen, false, &arena);
    assert_int_equal(more.count, 0);
    lw_lock_compare(&more, &locked, &seen, true, &arena);
    assert_int_equal(more.count, 1);
    /* A folder: neither its size nor a zip digest says anything. */
    seen = (struct lw_lock_entry){ .have_content = true, .bytes = 77 };
    lw_lock_compare(&folder, &locked, &seen, true, &arena);
    assert_int_equal(folder.count, 0);
}

static int clear(void **state)
{
    (void)state;
    lw_arena_clear(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refusals),
        cmocka_unit_test(round_trip),
        cmocka_unit_test(differences),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
