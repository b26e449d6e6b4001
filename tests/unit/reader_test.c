/* SPDX-License-Identifier: Apache-2.0
 *
 * reader_test.c - the sticky reader never leaves its bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/reader.h"

static void a_record_reads_like_its_specification(void **state)
{
    (void)state;
    struct lw_reader r = lw_reader(LW_VIEW("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d"));
    assert_int_equal(lw_u8(&r), 0x01);
    assert_int_equal(lw_u16le(&r), 0x0302);
    assert_int_equal(lw_u16be(&r), 0x0405);
    assert_int_equal(lw_u32le(&r), 0x09080706);
    assert_int_equal(lw_u32be(&r), 0x0a0b0c0d);
    assert_false(r.bad);
    assert_int_equal(lw_left(&r), 0);
    r = lw_reader(LW_VIEW("\x08\x07\x06\x05\x04\x03\x02\x01"));
    assert_true(lw_u64le(&r) == 0x0102030405060708u);
}

static void a_short_read_sticks(void **state)
{
    (void)state;
    struct lw_reader r = lw_reader(LW_VIEW("\x01\x02\x03"));
    assert_int_equal(lw_u32le(&r), 0);
    assert_true(r.bad);
    assert_int_equal(lw_u8(&r), 0); /* though a byte is there */
    assert_int_equal(lw_left(&r), 0);
    assert_int_equal(r.pos, 0);
    assert_int_equal(lw_take(&r, 0).len, 0);
}

static void huge_lengths_do_not_wrap(void **state)
{
    (void)state;
    struct lw_reader r = lw_reader(LW_VIEW("abcdef"));
    lw_skip(&r, 2);
    assert_int_equal(lw_take(&r, UINT64_MAX).len, 0);
    assert_true(r.bad);
    r = lw_reader_at(LW_VIEW("abc"), UINT64_MAX);
    assert_true(r.bad);
    r = lw_reader_at(LW_VIEW("abc"), 3);
    assert_false(r.bad);
    assert_int_equal(lw_u8(&r), 0);
    assert_true(r.bad);
}

static void uvarints_hold_64_bits_and_no_more(void **state)
{
    (void)state;
    struct lw_reader r = lw_reader(LW_VIEW("\xac\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
    assert_int_equal(lw_uvarint(&r), 300);
    assert_true(lw_uvarint(&r) == UINT64_MAX);
    assert_false(r.bad);
    r = lw_reader(LW_VIEW("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"));
    assert_int_equal(lw_uvarint(&r), 0);
    assert_true(r.bad);
    r = lw_reader(LW_VIEW("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"));
    (void)lw_uvarint(&r);
    assert_true(r.bad);
    r = lw_reader(LW_VIEW("\x80"));
    (void)lw_uvarint(&r);
    assert_true(r.bad);
}

static void strings_end_at_their_nul(void **state)
{
    (void)state;
    struct lw_reader r = lw_reader(LW_VIEW("one\0\0rest"));
    assert_true(lw_view_is(lw_cstring(&r), "one"));
    assert_true(lw_view_is(lw_cstring(&r), ""));
    assert_false(r.bad);
    assert_int_equal(lw_cstring(&r).len, 0);
    assert_true(r.bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_reads_like_its_specification),
        cmocka_unit_test(a_short_read_sticks),
        cmocka_unit_test(huge_lengths_do_not_wrap),
        cmocka_unit_test(uvarints_hold_64_bits_and_no_more),
        cmocka_unit_test(strings_end_at_their_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
