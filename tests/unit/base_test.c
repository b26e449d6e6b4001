/* SPDX-License-Identifier: Apache-2.0
 *
 * base_test.c - arena, reader, map, hashes, files, threads and the gate.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/reader.h"

static void a_reader_stays_bad(void **state)
{
    (void)state;
    struct lw_reader r = lw_reader(lw_view("\x01\x02\x03\x04\x05", 5));
    assert_int_equal(lw_u16le(&r), 0x0201);
    assert_int_equal(lw_u16be(&r), 0x0304);
    assert_int_equal(lw_u32le(&r), 0);
    assert_true(r.bad);
    assert_int_equal(lw_u8(&r), 0); /* the byte that is left is not given any more */
    assert_int_equal(lw_left(&r), 0);
}

static void varints_end_at_64_bits(void **state)
{
    (void)state;
    struct lw_reader r = lw_reader(lw_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10));
    assert_true(lw_uvarint(&r) == UINT64_MAX && !r.bad);
    r = lw_reader(lw_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10));
    lw_uvarint(&r);
    assert_true(r.bad);
    r = lw_reader(lw_view("\x80", 1));
    lw_uvarint(&r);
    assert_true(r.bad);
}

static void arenas_give_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    for (size_t n = 0; n < 3000; n += 7) {
        uint8_t *p = lw_arena_alloc(&arena, n);
        assert_true((uintptr_t)p % 16 == 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xaa, n);
    }
    struct lw_view text = lw_arena_printf(&arena, "%s-%d", "x", 7);
    assert_true(lw_view_is(text, "x-7") && text.ptr[3] == 0);
    lw_arena_clear(&arena);
}

static void maps_keep_the_order_of_insertion(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_map map = LW_MAP_INIT;
    for (unsigned i = 0; i < 5000; i++) {
        bool made;
        struct lw_view key = lw_arena_printf(&arena, "key %u", i * 2654435761u);
        *lw_map_put(&map, key, &made) = i;
        assert_true(made);
        lw_map_put(&map, key, &made);
        assert_false(made);
    }
    for (unsigned i = 0; i < 5000; i++) {
        assert_true(map.items[i].value == i);
        assert_true(*lw_map_get(&map, map.items[i].key) == i);
    }
    assert_null(lw_map_get(&map, LW_VIEW("none")));
    lw_map_clear(&map);
    lw_arena_clear(&arena);
}

static void digests_are_what_others_print(void **state)
{
    (void)state;
    char hex[LW_HEX_BYTES], base64[LW_BASE64_BYTES];
    struct lw_digest digest = lw_sha256(LW_VIEW("abc")), back;
    lw_digest_hex(hex, &digest);
    lw_digest_base64(base64, &digest);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_true(lw_digest_from_hex(&back, lw_view_c(hex)) && lw_digest_eq(&back, &digest));
    assert_false(lw_digest_from_hex(&back, LW_VIEW("ba78")));
    hex[5] = 'g';
    assert_false(lw_digest_from_hex(&back, lw_view_c(hex)));
}

struct sum {
    _Atomic size_t total;
    struct lw_gate *gate;
};

static void add_index(void *ctx, size_t index, unsigned worker)
{
    struct sum *sum = ctx;
    (void)worker;
    lw_gate_take(sum->gate, index % 70);
    sum->total += index;
    lw_gate_give(sum->gate, index % 70);
}

static void a_pool_does_each_item_once(void **state)
{
    (void)state;
    for (unsigned jobs = 0; jobs < 9; jobs++) {
        struct sum sum = { 0, lw_gate_new(50) };
        lw_pool_run(add_index, &sum, 1000, jobs);
        assert_int_equal(sum.total, 999 * 1000 / 2);
        lw_gate_free(sum.gate);
    }
}

static void files_appear_whole_or_not_at_all(void **state)
{
    (void)state;
    char folder[] = "/tmp/layerward-test-XXXXXX", path[64];
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct lw_err err = { 0 };
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out", folder);

    assert_true(lw_ok(lw_atomic_begin(&file, path, &err)));
    fputs("half", file.stream);
    lw_atomic_abort(&file);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(rmdir(folder), 0); /* nothing was left behind */

    assert_true(lw_ok(lw_mkdirs(folder, &err)));
    assert_true(lw_ok(lw_atomic_begin(&file, path, &err)));
    fputs("whole", file.stream);
    assert_true(lw_ok(lw_atomic_commit(&file, &err)));
    assert_true(lw_ok(lw_file_read(&text, path, 10, &arena, &err)));
    assert_true(lw_view_is(text, "whole"));
    assert_int_equal(lw_file_read(&text, path, 4, &arena, &err).code, LW_E_LIMIT);
    unlink(path);
    assert_int_equal(lw_file_read(&text, path, 4, &arena, &err).code, LW_E_NOT_FOUND);
    assert_non_null(strstr(err.text, path));
    rmdir(folder);
    lw_arena_clear(&arena);
}

static void an_error_names_what_is_in_front_of_it(void **state)
{
    (void)state;
    struct lw_err err = { 0 };
    lw_status s = lw_err_set(&err, LW_E_CRC, 12, "x.c", 1, "bad sum");
    lw_err_prefix(&err, "%s", "layer.zip");
    assert_int_equal(s.code, LW_E_CRC);
    assert_string_equal(err.text, "layer.zip: bad sum");
    for (int i = 0; i < 200; i++)
        lw_err_prefix(&err, "%s", "a rather long prefix");
    assert_true(strlen(err.text) == sizeof err.text - 1);
    assert_int_equal(lw_code_exit(LW_E_USAGE), 2);
    assert_int_equal(lw_code_exit(LW_E_LIMIT), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reader_stays_bad),
        cmocka_unit_test(varints_end_at_64_bits),
        cmocka_unit_test(arenas_give_zeroed_aligned_memory),
        cmocka_unit_test(maps_keep_the_order_of_insertion),
        cmocka_unit_test(digests_are_what_others_print),
        cmocka_unit_test(a_pool_does_each_item_once),
        cmocka_unit_test(files_appear_whole_or_not_at_all),
        cmocka_unit_test(an_error_names_what_is_in_front_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
