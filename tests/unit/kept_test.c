/* SPDX-License-Identifier: Apache-2.0
 *
 * kept_test.c - kept results come back as they were, or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "scan/kept.h"
#include "scan/run.h"

static struct lw_scan *empty_scan(void)
{
    struct lw_scan *scan = lw_xcalloc(1, sizeof *scan);
    scan->facts = lw_facts(&scan->arena);
    return scan;
}

static struct lw_scan *sample(void)
{
    static struct lw_scan_file files[2];
    struct lw_scan *scan = empty_scan();
    files[0] = (struct lw_scan_file){ .path = LW_VIEW("a/b"), .mode = 0755, .bytes = 7 };
    files[1] = (struct lw_scan_file){ .path = LW_VIEW("c"),
                                      .type = LW_ENTRY_SYMLINK,
                                      .have_sha256 = true,
                                      .sha256 = lw_sha256(LW_VIEW("x")) };
    scan->files = files;
    scan->file_count = 2;
    scan->have_zip_digest = true;
    scan->zip_digest = lw_sha256(LW_VIEW("zip"));
    scan->zip_bytes = 12345678901;
    struct lw_package *p = lw_facts_package(&scan->facts, LW_ECO_NPM, LW_VIEW("@s/n"),
                                            LW_VIEW("1.2.3"), LW_VIEW("m/package.json"));
    p->flags = LW_PKG_VENDORED | LW_PKG_LOCK_ONLY;
    p->analyzer = "node_package";
    lw_package_license(&scan->facts, p, LW_VIEW("MIT"));
    struct lw_fact *fact = lw_facts_add(&scan->facts, LW_F_ELF, LW_VIEW("lib/x.so"));
    fact->line = 3;
    fact->offset = UINT64_MAX;
    lw_fact_set_c(&scan->facts, fact, LW_K_NEEDED, "libc.so.6");
    lw_fact_set_c(&scan->facts, fact, LW_K_NEEDED, "libm.so.6");
    lw_facts_incomplete(&scan->facts, LW_VIEW("d"), "LW_E_LIMIT", LW_VIEW("too large"));
    return scan;
}

static void a_result_comes_back_as_it_was(void **state)
{
    (void)state;
    struct lw_digest key = lw_sha256(LW_VIEW("key")), other = lw_sha256(LW_VIEW("other"));
    struct lw_scan *scan = sample(), *back = empty_scan();
    struct lw_buf buf = LW_BUF_INIT, again = LW_BUF_INIT;
    lw_kept_encode(&buf, &key, scan);
    assert_true(lw_kept_decode(back, &key, lw_buf_view(&buf)));
    assert_string_equal(back->facts.packages.items[0].analyzer, "node_package");
    assert_true(lw_view_is(back->facts.packages.items[0].purl, "pkg:npm/%40s/n@1.2.3"));
    assert_int_equal(back->facts.facts.items[0].count, 2);
    lw_kept_encode(&again, &key, back);
    assert_true(lw_view_eq(lw_buf_view(&buf), lw_buf_view(&again)));
    struct lw_scan *wrong = empty_scan();
    assert_false(lw_kept_decode(wrong, &other, lw_buf_view(&buf)));
    lw_scan_free(wrong);
    lw_scan_free(back);
    lw_scan_free(scan);
    lw_buf_clear(&buf);
    lw_buf_clear(&again);
}

/* As layers are merged with a function: the parts go before the whole does. */
static void a_copy_outlives_what_was_kept(void **state)
{
    (void)state;
    struct lw_digest key = lw_sha256(LW_VIEW("key"));
    struct lw_scan *scan = sample(), *back = empty_scan(), *whole = empty_scan();
    struct lw_buf buf = LW_BUF_INIT;
    lw_kept_encode(&buf, &key, scan);
    assert_true(lw_kept_decode(back, &key, lw_buf_view(&buf)));
    lw_facts_copy(&whole->facts, &back->facts, (struct lw_facts_mark){ 0, 0, 0 },
                  lw_facts_mark(&back->facts));
    lw_scan_free(back);
    lw_scan_free(scan);
    memset(buf.ptr, 'x', buf.len);
    lw_buf_clear(&buf);
    assert_string_equal(whole->facts.packages.items[0].analyzer, "node_package");
    assert_string_equal(whole->facts.incomplete.items[0].code, "LW_E_LIMIT");
    lw_scan_free(whole);
}

/* Copied to the heap byte by byte, so that the address sanitizer sees a read past the end. */
static bool decodes(struct lw_view bytes, const struct lw_digest *key)
{
    uint8_t *copy = lw_xmalloc(bytes.len);
    if (bytes.len)
        memcpy(copy, bytes.ptr, bytes.len);
    struct lw_scan *scan = empty_scan();
    bool good = lw_kept_decode(scan, key, lw_view(copy, bytes.len));
    lw_scan_free(scan);
    free(copy);
    return good;
}

static void a_damaged_result_is_refused(void **state)
{
    (void)state;
    struct lw_digest key = lw_sha256(LW_VIEW("key"));
    struct lw_scan *scan = sample();
    struct lw_buf buf = LW_BUF_INIT;
    lw_kept_encode(&buf, &key, scan);
    for (size_t cut = 0; cut < buf.len; cut++)
        assert_false(decodes(lw_view(buf.ptr, cut), &key));
    for (size_t at = 0; at < buf.len; at++) {
        buf.ptr[at] ^= 0x41;
        assert_false(decodes(lw_buf_view(&buf), &key));
        buf.ptr[at] ^= 0x41;
    }
    assert_true(decodes(lw_buf_view(&buf), &key));
    lw_buf_clear(&buf);
    lw_scan_free(scan);
}

/* A body that has the right checksum and lies about its counts. */
static void lying_counts_are_refused(void **state)
{
    (void)state;
    struct lw_digest key = lw_sha256(LW_VIEW("key"));
    struct lw_scan *scan = sample();
    struct lw_buf buf = LW_BUF_INIT;
    lw_kept_encode(&buf, &key, scan);
    const size_t sum_at = sizeof "layerward facts 2\n" - 1 + 32, body_at = sum_at + 32;
    for (size_t at = body_at; at < buf.len; at++) {
        uint8_t was = buf.ptr[at];
        for (unsigned bit = 0; bit < 8; bit++) {
            buf.ptr[at] = (uint8_t)(was ^ 1u << bit);
            struct lw_digest sum = lw_sha256(lw_view_from(lw_buf_view(&buf), body_at));
            memcpy(buf.ptr + sum_at, sum.bytes, sizeof sum.bytes);
            decodes(lw_buf_view(&buf), &key); /* either answer, but no harm */
        }
        buf.ptr[at] = was;
    }
    lw_buf_clear(&buf);
    lw_scan_free(scan);
}

static void the_key_holds_what_facts_depend_on(void **state)
{
    (void)state;
    struct lw_digest zip = lw_sha256(LW_VIEW("zip"));
    struct lw_engine_options options = { .limits = lw_limits_default() };
    struct lw_digest a = lw_kept_key(&zip, &options);
    options.limits.depth++;
    struct lw_digest b = lw_kept_key(&zip, &options);
    zip.bytes[31] ^= 1;
    struct lw_digest c = lw_kept_key(&zip, &options);
    options.behavior = true;
    struct lw_digest d = lw_kept_key(&zip, &options);
    assert_false(lw_digest_eq(&a, &b));
    assert_false(lw_digest_eq(&b, &c));
    assert_false(lw_digest_eq(&c, &d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_comes_back_as_it_was),
        cmocka_unit_test(a_copy_outlives_what_was_kept),
        cmocka_unit_test(a_damaged_result_is_refused),
        cmocka_unit_test(lying_counts_are_refused),
        cmocka_unit_test(the_key_holds_what_facts_depend_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
