/* SPDX-License-Identifier: Apache-2.0
 *
 * arena_test.c - memory of one unit of work, and growing buffers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

static void items_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    uint8_t *last = NULL;
    for (size_t bytes = 1; bytes < 20000; bytes = bytes * 3 + 1) {
        uint8_t *p = lw_arena_alloc(&arena, bytes);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < bytes; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xa5, bytes);
        if (last)
            assert_int_equal(*last, 0xa5);
        last = p;
    }
    assert_true(arena.used_bytes > 0);
    lw_arena_clear(&arena);
    assert_int_equal(arena.used_bytes, 0);
    assert_non_null(lw_arena_alloc(&arena, 0)); /* it can be used again */
    lw_arena_clear(&arena);
}

static void copies_have_a_nul_behind_them(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    char from[] = "layer";
    struct lw_view copy = lw_arena_copy(&arena, lw_view(from, 3));
    from[0] = 'x';
    assert_string_equal((const char *)copy.ptr, "lay");
    assert_int_equal(copy.len, 3);
    struct lw_view text = lw_arena_printf(&arena, "%s-%d", "v", 12);
    assert_string_equal((const char *)text.ptr, "v-12");
    assert_true(lw_view_is(lw_arena_join(&arena, copy, text), "layv-12"));
    assert_true(lw_view_is(lw_arena_join(&arena, LW_VIEW_NONE, LW_VIEW_NONE), ""));
    lw_arena_clear(&arena);
}

static struct lw_view formatted(struct lw_arena *arena, const char *fmt, ...) LW_PRINTF(2, 3);

static struct lw_view formatted(struct lw_arena *arena, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    struct lw_view text = lw_arena_vprintf(arena, fmt, args);
    va_end(args);
    return text;
}

static void a_list_of_arguments_is_formatted_whole(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = formatted(&arena, "%5000s|%d|%s", "x", 7, "end");
    assert_int_equal(text.len, 5006);
    assert_true(lw_view_ends(text, LW_VIEW("x|7|end")));
    assert_int_equal(text.ptr[text.len], 0);
    assert_int_equal(formatted(&arena, "%s", "").len, 0);
    lw_arena_clear(&arena);
}

static void lists_grow_and_keep_their_items(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } list = { 0 };
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t *slot = LW_PUSH(&arena, &list);
        assert_int_equal(*slot, 0);
        *slot = i;
    }
    assert_int_equal(list.count, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i);
    lw_arena_clear(&arena);
}

static void buffers_take_bytes_numbers_and_text(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    lw_buf_add_le(&buf, 0x0102030405060708u, 4);
    lw_buf_add_uvarint(&buf, 300);
    lw_buf_add_c(&buf, "ab");
    lw_buf_add_byte(&buf, 0);
    lw_buf_printf(&buf, "%03d", 7);
    assert_true(lw_view_eq(lw_buf_view(&buf), LW_VIEW("\x08\x07\x06\x05\xac\x02"
                                                      "ab\0"
                                                      "007")));
    for (size_t i = 0; i < 5000; i++)
        lw_buf_add_byte(&buf, (uint8_t)i);
    assert_int_equal(buf.len, 12 + 5000);
    assert_int_equal(buf.ptr[12 + 4999], 4999 & 0xff);
    lw_buf_add(&buf, LW_VIEW_NONE);
    assert_int_equal(buf.len, 12 + 5000);
}

static void secrets_are_overwritten_where_they_stand(void **state)
{
    (void)state;
    enum { ITEMS = 9 };
    struct lw_arena arena = LW_ARENA_INIT;
    uint8_t *items[ITEMS];
    size_t bytes[ITEMS];
    for (size_t i = 0; i < ITEMS; i++) { /* in several blocks, the last over a megabyte */
        bytes[i] = (size_t)7 << (2 * i + 2);
        items[i] = lw_arena_alloc(&arena, bytes[i]);
        memset(items[i], 0x5a, bytes[i]);
    }
    lw_arena_wipe(&arena);
    for (size_t i = 0; i < ITEMS; i++)
        for (size_t k = 0; k < bytes[i]; k++)
            assert_int_equal(items[i][k], 0);
    lw_arena_wipe_clear(&arena);
    assert_null(arena.head);
    lw_arena_wipe_clear(&arena); /* an empty one */

    struct lw_buf buf = LW_BUF_INIT;
    lw_buf_wipe_clear(&buf);
    lw_buf_add_c(&buf, "AKIDEXAMPLE");
    lw_buf_wipe_clear(&buf);
    assert_null(buf.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_zeroed_aligned_and_apart),
        cmocka_unit_test(copies_have_a_nul_behind_them),
        cmocka_unit_test(a_list_of_arguments_is_formatted_whole),
        cmocka_unit_test(lists_grow_and_keep_their_items),
        cmocka_unit_test(buffers_take_bytes_numbers_and_text),
        cmocka_unit_test(secrets_are_overwritten_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
