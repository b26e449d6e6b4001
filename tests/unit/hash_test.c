/* SPDX-License-Identifier: Apache-2.0
 *
 * hash_test.c - SHA-256 against FIPS 180-4, how digests are written, and base64 that is read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base64.h"
#include "base/hash.h"

static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    char hex[LW_HEX_BYTES], base64[LW_BASE64_BYTES];
    struct lw_digest digest = lw_sha256(LW_VIEW("abc"));
    lw_digest_hex(hex, &digest);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    lw_digest_base64(base64, &digest);
    assert_string_equal(base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    digest = lw_sha256(LW_VIEW_NONE);
    lw_digest_hex(hex, &digest);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void base64_is_read_up_to_what_is_none(void **state)
{
    (void)state;
    static const struct {
        struct lw_view text, bytes;
    } cases[] = {
        { LW_VIEW(""), LW_VIEW("") },
        { LW_VIEW("Y"), LW_VIEW("") },
        { LW_VIEW("YQ"), LW_VIEW("a") },
        { LW_VIEW("YWI="), LW_VIEW("ab") },
        { LW_VIEW("YWJj"), LW_VIEW("abc") },
        { LW_VIEW("YWJjZA"), LW_VIEW("abcd") },
        { LW_VIEW("YWJj*WVm"), LW_VIEW("abc") },
        { LW_VIEW("YWJjZ-Vm"), LW_VIEW("abc") },
        { LW_VIEW("YWJjZGV_"), LW_VIEW("abcde") },
        { LW_VIEW("////++++\n"), LW_VIEW("\xff\xff\xff\xfb\xef\xbe") },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_buf buf = LW_BUF_INIT;
        lw_buf_add_c(&buf, "<");
        lw_base64_add_decoded(&buf, cases[i].text);
        assert_true(lw_view_eq(lw_view_from(lw_buf_view(&buf), 1), cases[i].bytes));
        lw_buf_clear(&buf);
    }
}

static void pieces_hash_like_the_whole_and_begin_anew(void **state)
{
    (void)state;
    struct lw_sha256 *hash = lw_sha256_new();
    for (unsigned round = 0; round < 2; round++) {
        lw_sha256_add(hash, LW_VIEW("a"));
        lw_sha256_add(hash, LW_VIEW_NONE);
        lw_sha256_add(hash, LW_VIEW("bc"));
        struct lw_digest pieces = lw_sha256_end(hash), whole = lw_sha256(LW_VIEW("abc"));
        assert_true(lw_digest_eq(&pieces, &whole));
    }
    lw_sha256_add(hash, LW_VIEW("forgotten"));
    lw_sha256_begin(hash);
    struct lw_digest nothing = lw_sha256_end(hash), empty = lw_sha256(LW_VIEW(""));
    assert_true(lw_digest_eq(&nothing, &empty));
    lw_sha256_free(hash);
    lw_sha256_free(NULL);
}

static void hex_is_read_back_or_refused(void **state)
{
    (void)state;
    char hex[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(LW_VIEW("x")), back = { 0 };
    lw_digest_hex(hex, &digest);
    hex[5] = (char)(hex[5] >= 'a' ? hex[5] - 32 : hex[5]); /* either case */
    assert_true(lw_digest_from_hex(&back, lw_view_c(hex)));
    assert_true(lw_digest_eq(&digest, &back));
    assert_false(lw_digest_from_hex(&back, lw_view(hex, 63)));
    hex[63] = 'g';
    assert_false(lw_digest_from_hex(&back, lw_view_c(hex)));
    assert_true(lw_digest_eq(&digest, &back));
    back.bytes[31] ^= 1;
    assert_false(lw_digest_eq(&digest, &back));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_the_standard),
        cmocka_unit_test(base64_is_read_up_to_what_is_none),
        cmocka_unit_test(pieces_hash_like_the_whole_and_begin_anew),
        cmocka_unit_test(hex_is_read_back_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
