/* SPDX-License-Identifier: Apache-2.0
 *
 * map_test.c - maps keep insertion order and find what was put.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/map.h"

static void what_was_put_is_found_in_order(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_map_clear) struct lw_map map = LW_MAP_INIT;
    for (uint64_t i = 0; i < 3000; i++) {
        bool made = false;
        *lw_map_put(&map, lw_arena_printf(&arena, "key-%u", (unsigned)i), &made) = i;
        assert_true(made);
    }
    assert_int_equal(map.count, 3000);
    char key[32];
    for (unsigned i = 0; i < 3000; i++) {
        snprintf(key, sizeof key, "key-%u", i);
        uint64_t *value = lw_map_get(&map, lw_view_c(key));
        assert_non_null(value);
        assert_int_equal(*value, i);
        assert_int_equal(map.items[i].value, i);
    }
    assert_null(lw_map_get(&map, LW_VIEW("key-3000")));
    assert_null(lw_map_get(&map, LW_VIEW("")));
    lw_arena_clear(&arena);
}

static void the_same_key_has_one_place(void **state)
{
    (void)state;
    LW_CLEANUP(lw_map_clear) struct lw_map map = LW_MAP_INIT;
    bool made = false;
    assert_null(lw_map_get(&map, LW_VIEW("a")));
    *lw_map_put(&map, LW_VIEW("a"), NULL) = 1;
    uint64_t *again = lw_map_put(&map, LW_VIEW("a"), &made);
    assert_false(made);
    assert_int_equal(*again, 1);
    (void)lw_map_put(&map, LW_VIEW("a\0"), &made); /* length counts, not a NUL */
    assert_true(made);
    (void)lw_map_put(&map, LW_VIEW(""), &made);
    assert_true(made);
    assert_int_equal(map.count, 3);
}

static void hashes_depend_on_every_byte(void **state)
{
    (void)state;
    uint8_t bytes[40] = { 0 };
    for (size_t len = 0; len <= sizeof bytes; len++) {
        uint64_t zero = lw_hash64(lw_view(bytes, len), 1);
        if (len)
            assert_true(zero != lw_hash64(lw_view(bytes, len - 1), 1));
        assert_true(zero != lw_hash64(lw_view(bytes, len), 2));
        for (size_t i = 0; i < len; i++) {
            bytes[i] = 1;
            assert_true(zero != lw_hash64(lw_view(bytes, len), 1));
            bytes[i] = 0;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_is_found_in_order),
        cmocka_unit_test(the_same_key_has_one_place),
        cmocka_unit_test(hashes_depend_on_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
