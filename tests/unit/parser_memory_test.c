/* SPDX-License-Identifier: Apache-2.0
 *
 * parser_memory_test.c - what the parser asks of memory: kept apart, counted, and used again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyze/syntax/parser_memory.h"

enum { PARTS = 400 };

static void fill(uint8_t *part, size_t bytes, size_t number)
{
    memset(part, (int)(number % 251), bytes);
}

static bool is_filled(const uint8_t *part, size_t bytes, size_t number)
{
    for (size_t i = 0; i < bytes; i++)
        if (part[i] != number % 251)
            return false;
    return true;
}

/* Sizes around those that have a list of their own, and far above. */
static size_t size_at(size_t number)
{
    static const size_t sizes[] = { 0,    1,    7,    8,     9,     23,    24,     25,
                                    999,  1000, 1001, 1015,  1016,  1017,  1024,   4095,
                                    4096, 4097, 9000, 65535, 65536, 65537, 131071, 200001 };
    return sizes[number % (sizeof sizes / sizeof *sizes)];
}

static void parts_are_apart(void **state)
{
    (void)state;
    uint8_t *parts[PARTS];
    for (unsigned round = 0; round < 3; round++) {
        (void)lw_parser_memory_begin(SIZE_MAX);
        for (size_t i = 0; i < PARTS; i++) {
            parts[i] = lw_parser_malloc(size_at(i));
            assert_int_equal((uintptr_t)parts[i] % _Alignof(max_align_t), 0);
            fill(parts[i], size_at(i), i);
        }
        for (size_t i = 0; i < PARTS; i += 2) {
            assert_true(is_filled(parts[i], size_at(i), i));
            lw_parser_free(parts[i]);
            parts[i] = lw_parser_calloc(size_at(i) + 1, 1);
            assert_true(is_filled(parts[i], size_at(i) + 1, 0));
            fill(parts[i], size_at(i), i);
        }
        for (size_t i = 0; i < PARTS; i++) {
            const size_t grown = 2 * size_at(i) + i;
            parts[i] = lw_parser_realloc(parts[i], grown ? grown : 1);
            assert_true(is_filled(parts[i], size_at(i), i));
            fill(parts[i], grown, i + 1);
        }
        for (size_t i = 0; i < PARTS; i++) {
            assert_true(is_filled(parts[i], 2 * size_at(i) + i, i + 1));
            lw_parser_free(parts[i]);
        }
        lw_parser_memory_end();
    }
}

static void asks_are_counted(void **state)
{
    (void)state;
    const size_t *stop = lw_parser_memory_begin(1000);
    void *first = lw_parser_malloc(400), *second = lw_parser_calloc(60, 10);
    assert_int_equal(*stop, 0);
    first = lw_parser_realloc(first, 1);
    assert_int_equal(*stop, 1);
    lw_parser_free(first);
    lw_parser_free(second);
    lw_parser_free(NULL);
    lw_parser_memory_end();
    stop = lw_parser_memory_begin(1000);
    lw_parser_free(lw_parser_realloc(NULL, 1000));
    assert_int_equal(*stop, 0);
    lw_parser_memory_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_apart),
        cmocka_unit_test(asks_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
