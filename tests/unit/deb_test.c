/* SPDX-License-Identifier: Apache-2.0
 *
 * deb_test.c - dpkg's status file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

extern const struct lw_analyzer lw_analyzer_deb_status;

static void binaries_become_their_sources(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view bytes = sample_read("tests/unit/data/packages/dpkg-status");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_deb_status, "var/lib/dpkg/status", bytes)));
    assert_int_equal(facts.packages.count, 3);
    struct lw_view names[] = { LW_VIEW("openssl"), LW_VIEW("gcc-10"), LW_VIEW("curl") };
    const char *versions[] = { "1.1.1k-1+deb11u1", "10.2.1-6", "7.74.0-1.3+deb11u1" };
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        assert_true(lw_view_eq(facts.packages.items[i].name, names[i]));
        assert_view(facts.packages.items[i].version, versions[i]);
    }
    assert_view(facts.packages.items[0].evidence, "dpkg: libssl1.1 1.1.1k-1+deb11u1 amd64");
}

static void distroless_images_have_one_file_a_package(void **state)
{
    (void)state;
    struct lw_facts facts;
    struct lw_view bytes = LW_VIEW("Package: tzdata\nVersion: 2021a-1\nArchitecture: all\n");
    const struct lw_analyzer *a = &lw_analyzer_deb_status;
    assert_true(lw_ok(sample_file(&facts, a, "var/lib/dpkg/status.d/tzdata", bytes)));
    assert_int_equal(facts.packages.count, 1);
    assert_true(lw_ok(sample_file(&facts, a, "var/lib/dpkg/status.d/tzdata.md5sums", bytes)));
    assert_int_equal(facts.packages.count, 0);
}

/* A megabyte of zip could hold ten million packages. */
static void a_list_without_end_is_not_read(void **state)
{
    (void)state;
    static const char paragraph[] = "Package: a\nVersion: 1\n\n";
    struct lw_facts facts;
    struct lw_buf list = LW_BUF_INIT;
    while (list.len <= 16 << 20)
        lw_buf_add_c(&list, paragraph);
    lw_status status = sample_file(&facts, &lw_analyzer_deb_status, "var/lib/dpkg/status",
                                   lw_buf_view(&list));
    assert_int_equal(status.code, LW_E_LIMIT);
    assert_int_equal(facts.packages.count, 0);
    lw_buf_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binaries_become_their_sources),
        cmocka_unit_test(distroless_images_have_one_file_a_package),
        cmocka_unit_test(a_list_without_end_is_not_read),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
