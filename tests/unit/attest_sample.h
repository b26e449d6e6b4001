/* SPDX-License-Identifier: Apache-2.0
 *
 * attest_sample.h - what tests of attestations share: files of tests/unit/data/attest, a statement.
 */
#ifndef TESTS_UNIT_ATTEST_SAMPLE_H
#define TESTS_UNIT_ATTEST_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/file.h"

static struct lw_arena arena = LW_ARENA_INIT;

static inline int clear(void **state)
{
    (void)state;
    lw_arena_clear(&arena);
    return 0;
}

static inline const char *data(const char *name)
{
    return (const char *)lw_arena_printf(&arena, "%s/tests/unit/data/attest/%s",
                                         getenv("LAYERWARD_SOURCE_ROOT"), name)
        .ptr;
}

static inline struct lw_view text_of(const char *name)
{
    struct lw_view text = LW_VIEW_NONE;
    struct lw_err err = { 0 };
    assert_int_equal(lw_file_read(&text, data(name), 1 << 20, &arena, &err).code, LW_E_OK);
    return text;
}

static inline void must_say(const struct lw_err *err, const char *what)
{
    if (!strstr(err->text, what))
        fail_msg("\"%s\" lacks \"%s\"", err->text, what);
}

#define HEX64 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define STATEMENT(subject)                                                                         \
    "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":" subject                          \
    ",\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\":{}}"

#endif
