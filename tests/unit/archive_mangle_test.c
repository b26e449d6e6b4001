/* SPDX-License-Identifier: Apache-2.0
 *
 * archive_mangle_test.c - small zips cut at every byte and with every byte changed.
 *
 * Nothing is asserted but that it ends, that the three ways of reading agree (archive_seen.h), and,
 * under the sanitizers, that no byte outside is touched: each input is a block of just its size.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "support/zipmake.h"
#include "unit/archive_seen.h"

static const struct zipmake_entry entries[] = {
    { .name = "python/a.py", .text = "print(1) print(1) print(1)", .deflate = true },
    { .name = "b", .text = "stored", .zip64 = true },
    { .name = "c/d1", .text = "hello hello", .deflate = true, .descriptor = ZIPMAKE_DESCRIPTOR },
    { .name = "c/d2", .text = "hello", .descriptor = ZIPMAKE_DESCRIPTOR_64_BARE, .zip64 = true },
    { .name = "l", .text = "c/d1", .mode = S_IFLNK | 0777 },
    { .name = "caf?", .text = "x", .dos = true, .unicode_path = "caf\xc3\xa9" },
    { .name = "e/", .text = "" },
};

static struct lw_limits small_limits(void)
{
    struct lw_limits limits = lw_limits_default();
    limits.entry_bytes = 1 << 20;
    return limits;
}

static size_t mangle(struct lw_view zip)
{
    const struct lw_limits limits = small_limits();
    size_t opened = 0;
    uint8_t *copy = malloc(zip.len);
    assert_non_null(copy);
    for (size_t len = 0; len < zip.len; len++) {
        uint8_t *cut = malloc(len ? len : 1);
        assert_non_null(cut);
        memcpy(cut, zip.ptr, len);
        opened += look(lw_view(cut, len), &limits).opened;
        free(cut);
    }
    static const uint8_t changes[] = { 0x01, 0x80, 0xff };
    for (size_t i = 0; i < zip.len * LW_COUNT(changes); i++) {
        memcpy(copy, zip.ptr, zip.len);
        copy[i / LW_COUNT(changes)] ^= changes[i % LW_COUNT(changes)];
        opened += look(lw_view(copy, zip.len), &limits).opened;
    }
    free(copy);
    return opened;
}

static void no_change_does_harm(void **state)
{
    (void)state;
    for (unsigned variant = 0; variant < 4; variant++) {
        struct zipmake z = ZIPMAKE_INIT;
        if (variant == 3)
            zipmake_prefix(&z, LW_VIEW("prefix"), false);
        for (size_t i = 0; i < LW_COUNT(entries); i++)
            if (variant == 0 || variant == 3 || i % 3 == variant)
                zipmake_add(&z, &entries[i]);
        struct lw_view zip = zipmake_end(
            &z, &(struct zipmake_ending){ .zip64 = variant != 1, .comment = LW_VIEW("note") });
        struct seen whole = look(zip, NULL);
        assert_true(whole.opened && whole.unreadable == 0);
        assert_int_equal(whole.total, variant == 3); /* the prefix */
        assert_true(mangle(zip) > zip.len);          /* most changes are in what does not matter */
        zipmake_clear(&z);
    }
}

/* A change in an entry's data is never silent. A few bits of deflate mean nothing: those that fill
 * the last byte of a block; then the content is the same, as its CRC says. */
static void every_change_of_content_is_seen(void **state)
{
    (void)state;
    enum { FILL_BITS = 14 };
    struct zipmake z = ZIPMAKE_INIT;
    zipmake_add(&z, &entries[0]);
    size_t from = 30 + strlen(entries[0].name), to = z.out.len, silent = 0;
    struct lw_view zip = zipmake_end(&z, NULL);
    for (size_t i = from * 8; i < to * 8; i++) {
        z.out.ptr[i / 8] ^= (uint8_t)(1 << i % 8);
        struct seen seen = look(zip, NULL);
        silent += !(seen.kinds[LW_A_CRC] || seen.kinds[LW_A_SIZE] || seen.kinds[LW_A_BAD_DATA]);
        z.out.ptr[i / 8] ^= (uint8_t)(1 << i % 8);
    }
    if (silent > FILL_BITS)
        fail_msg("%zu of %zu changes are not seen", silent, (to - from) * 8);
    zipmake_clear(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_change_does_harm),
        cmocka_unit_test(every_change_of_content_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
