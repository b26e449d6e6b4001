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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binaries_become_their_sources),
        cmocka_unit_test(distroless_images_have_one_file_a_package),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
