/* SPDX-License-Identifier: Apache-2.0
 *
 * ordering_test.c - every ordering against its fixtures, and against the laws of an order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vuln/version_check.h"

/* Reads a file of at most a megabyte; an empty view where there is none. The caller frees. */
static struct lw_view read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return LW_VIEW_NONE;
    const size_t most = 1u << 20;
    uint8_t *bytes = malloc(most);
    assert_non_null(bytes);
    struct lw_view out = lw_view(bytes, fread(bytes, 1, most, f));
    assert_true(out.len < most);
    (void)fclose(f);
    return out;
}

static void free_view(struct lw_view v)
{
    free((void *)(uintptr_t)v.ptr);
}

static void say(const struct lw_version_disagreement *d, void *ctx)
{
    print_error("%s:%zu: %.*s, but we say %c (and %c the other way round)\n", (const char *)ctx,
                d->line, LW_FMT(d->text), d->ours, d->ours_backward);
}

static void check_file(const struct lw_ordering *ordering, const char *path, size_t at_least)
{
    struct lw_view text = read_file(path);
    if (!text.ptr) {
        print_message("skipped: %s is not there\n", path);
        return;
    }
    char name[512];
    (void)snprintf(name, sizeof(name), "%s", path);
    struct lw_version_check result;
    struct lw_err err;
    if (!lw_ok(lw_version_check(&result, ordering, text, say, name, &err)))
        fail_msg("%s: %s", path, err.text);
    free_view(text);
    assert_int_equal(result.wrong, 0);
    assert_true(result.right >= at_least);
}

static const char *source_root(void)
{
    const char *root = getenv("LAYERWARD_SOURCE_ROOT");
    return root ? root : ".";
}

static void shared_fixtures_are_right(void **state)
{
    (void)state;
    const char *data = getenv("LAYERWARD_TEST_DATA");
    for (size_t i = 0; i < lw_ordering_count; i++) {
        char path[1024];
        (void)snprintf(path, sizeof(path), "%s%s/versions/%s-versions.txt",
                       data ? "" : source_root(), data ? data : "/../shared/data",
                       lw_ordering_all[i]->name);
        check_file(lw_ordering_all[i], path, 8);
    }
}

/* Made by the ecosystems' own tools; each file says by which. The other orderings have none. */
static void own_fixtures_are_right(void **state)
{
    (void)state;
    for (size_t i = 0; i < lw_ordering_count; i++) {
        char path[1024];
        (void)snprintf(path, sizeof(path), "%s/tests/unit/data/versions/%s.txt", source_root(),
                       lw_ordering_all[i]->name);
        check_file(lw_ordering_all[i], path, 10);
    }
}

static const char *const nasty[] = {
    "",
    "0",
    "00",
    "0.0",
    "1",
    "01",
    "1.",
    ".1",
    "1.0",
    "1.0.0",
    "1.0.0.0",
    "1..0",
    "1-",
    "-1",
    "1-0",
    "1-1",
    "1.1",
    "1.a",
    "1a",
    "1-a",
    "1a1",
    "1.a.1",
    "1-alpha-1",
    "1.0-alpha",
    "1.0.alpha",
    "1.0a0",
    "1.0b0",
    "1.0rc1",
    "1.0-rc.1",
    "1.0_rc1",
    "1.0-SNAPSHOT",
    "1.0-sp",
    "1.0-ga",
    "1.0.final",
    "1.0.dev0",
    "1.0.post1",
    "1.0-1",
    "1.0.post1.dev2",
    "1.0a1.dev3",
    "1!0.5",
    "0!9",
    "1.0+local",
    "1.0+1",
    "1.0+a.1",
    "v1.0",
    "V1.0",
    "=1.0",
    "1.0~rc1",
    "1.0~",
    "1.0~~",
    "1.0^",
    "1.0^git1",
    "1.0^~",
    "1:1.0",
    "0:1.0-1",
    ":1",
    "a:1",
    "1.0-r0",
    "1.0-r1",
    "1.0-r",
    "1.0-rx",
    "1.0_p1",
    "1.0_alpha",
    "1.0_alpha_p",
    "1.0_alpha0",
    "1.0_blah",
    "1.0a_p1",
    "1.0~abc",
    "dev-master",
    "latest",
    "1.0.#",
    "#",
    "1.0pl1",
    "1.0p1",
    "1.0-dev",
    "1.0.x",
    "1.0-0.0.0",
    "1-0-0-1",
    "1.0.0-x",
    "1--x",
    "1-x",
    "1.x",
    "1x1",
    "0-0-1",
    "0.1-bulba",
    "1.0-foo-0",
    "1.0-0-foo",
    "1.0--foo",
    "1.0-0-0-c",
    "1.0.0-c",
    "zzz",
    "final",
    "1_0",
    "\xff\xfe",
    "1.\xce\xb1",
    "1.\xce\xb2",
    " 1.0 ",
    "1.0-pre",
    "99999999999999999999999999999999999999999",
    "99999999999999999999999999999999999999998",
    "1.00000000000000000000000000000000000000001",
    "20240101",
    "1.0.0-20240101120000-abcdef123456",
    "1.0.0+incompatible",
    "1.2.3-0",
    "1.2.3-00",
    "1.2.3-0a",
    "1.2.3--",
    "1.2.3-a.",
    "1.2.3-a..b",
};

static void every_order_is_antisymmetric(void **state)
{
    (void)state;
    for (size_t o = 0; o < lw_ordering_count; o++) {
        const struct lw_ordering *ordering = lw_ordering_all[o];
        for (size_t i = 0; i < LW_COUNT(nasty); i++) {
            struct lw_view a = lw_view_c(nasty[i]);
            assert_int_equal(ordering->compare(a, a), 0);
            for (size_t j = 0; j < LW_COUNT(nasty); j++) {
                struct lw_view b = lw_view_c(nasty[j]);
                int order = ordering->compare(a, b);
                if (order < -1 || order > 1 || ordering->compare(b, a) != -order)
                    fail_msg("%s: %s and %s: %d, back %d", ordering->name, nasty[i], nasty[j],
                             order, ordering->compare(b, a));
            }
        }
    }
}

/* PHP, RPM and Maven define orders that are not transitive: a word may lie before nothing, and
 * nothing before a number that equals the word ("#"); so they are left out. */
static bool is_transitive_by_definition(const struct lw_ordering *ordering)
{
    return strcmp(ordering->name, "packagist") != 0 && strcmp(ordering->name, "redhat") != 0 &&
           strcmp(ordering->name, "maven") != 0;
}

static void orders_are_transitive(void **state)
{
    (void)state;
    static int table[LW_COUNT(nasty)][LW_COUNT(nasty)];
    for (size_t o = 0; o < lw_ordering_count; o++) {
        const struct lw_ordering *ordering = lw_ordering_all[o];
        if (!is_transitive_by_definition(ordering))
            continue;
        for (size_t i = 0; i < LW_COUNT(nasty); i++)
            for (size_t j = 0; j < LW_COUNT(nasty); j++)
                table[i][j] = ordering->compare(lw_view_c(nasty[i]), lw_view_c(nasty[j]));
        for (size_t i = 0; i < LW_COUNT(nasty); i++)
            for (size_t j = 0; j < LW_COUNT(nasty); j++)
                for (size_t k = 0; k < LW_COUNT(nasty); k++)
                    if (table[i][j] <= 0 && table[j][k] <= 0 &&
                        table[i][k] > (table[i][j] == 0 && table[j][k] == 0 ? 0 : -1))
                        fail_msg("%s: %s, %s, %s", ordering->name, nasty[i], nasty[j], nasty[k]);
    }
}

static void ecosystems_find_their_ordering(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "PyPI", "pypi" },
        { "npm", "semver" },
        { "Go", "semver" },
        { "crates.io", "semver" },
        { "Maven", "maven" },
        { "RubyGems", "rubygems" },
        { "NuGet", "nuget" },
        { "Packagist", "packagist" },
        { "Debian:12", "debian" },
        { "Ubuntu:22.04:LTS", "debian" },
        { "Alpine:v3.20", "alpine" },
        { "Wolfi", "alpine" },
        { "Red Hat:rhel_eus:8.4::baseos", "redhat" },
        { "Rocky Linux:9", "redhat" },
        { "Pub", "pub" },
        { "CRAN", "cran" },
        { "Hackage", "hackage" },
    };
    for (size_t i = 0; i < LW_COUNT(pairs); i++) {
        const struct lw_ordering *found = lw_ordering_for(lw_view_c(pairs[i][0]));
        assert_non_null(found);
        assert_string_equal(found->name, pairs[i][1]);
    }
    assert_null(lw_ordering_for(LW_VIEW("Nothing")));
    assert_null(lw_ordering_for(LW_VIEW("")));
    assert_null(lw_ordering_for(LW_VIEW("pypi")));
    assert_string_equal(lw_ordering_find(LW_VIEW("PYPI"))->name, "pypi");
    assert_string_equal(lw_ordering_find(LW_VIEW("go"))->name, "semver");
    assert_string_equal(lw_ordering_find(LW_VIEW("SemVer"))->name, "semver");
    assert_string_equal(lw_ordering_find(LW_VIEW("red hat"))->name, "redhat");
    assert_null(lw_ordering_find(LW_VIEW("pyp")));
}

struct seen {
    size_t count, line;
    char said, ours;
};

static void note(const struct lw_version_disagreement *d, void *ctx)
{
    struct seen *seen = ctx;
    seen->count++;
    seen->line = d->line;
    seen->said = d->said;
    seen->ours = d->ours;
}

static void a_check_counts_and_names_lines(void **state)
{
    (void)state;
    struct lw_version_check result;
    struct lw_err err = { 0 };
    struct seen seen = { 0 };
    const struct lw_ordering *semver = lw_ordering_find(LW_VIEW("semver"));
    struct lw_view text = LW_VIEW("# comment\n//\n\n1 < 2\r\n  1.0 = 1.0.0\n// 9 < 1\n3 < 2\n#\n");
    assert_true(lw_ok(lw_version_check(&result, semver, text, note, &seen, &err)));
    assert_int_equal(result.right, 2);
    assert_int_equal(result.wrong, 1);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.line, 7);
    assert_int_equal(seen.said, '<');
    assert_int_equal(seen.ours, '>');

    static const char *const bad[] = { "1 < 2\n1 <\n",    "1 < 2\n1 <= 2\n", "1 < 2\n1 < 2 3\n",
                                       "1 < 2\n#1 < 2 3", "1 < 2\n1\n",      "1 < 2\n1 ! 2\n" };
    for (size_t i = 0; i < LW_COUNT(bad); i++) {
        lw_status s = lw_version_check(&result, semver, lw_view_c(bad[i]), NULL, NULL, &err);
        assert_int_equal(s.code, LW_E_FORMAT);
        assert_int_equal(err.offset, 6);
        assert_non_null(strstr(err.text, "line 2"));
        assert_int_equal(result.right, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_fixtures_are_right),
        cmocka_unit_test(own_fixtures_are_right),
        cmocka_unit_test(every_order_is_antisymmetric),
        cmocka_unit_test(orders_are_transitive),
        cmocka_unit_test(ecosystems_find_their_ordering),
        cmocka_unit_test(a_check_counts_and_names_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
