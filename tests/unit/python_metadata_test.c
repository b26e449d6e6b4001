/* SPDX-License-Identifier: Apache-2.0
 *
 * python_metadata_test.c - headers of METADATA and PKG-INFO, and names of folders.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/python_metadata.h"

#define assert_view(view, text) assert_true(lw_view_is((view), (text)))

static void headers_end_at_the_empty_line(void **state)
{
    (void)state;
    struct lw_python_metadata m = lw_python_metadata(
        LW_VIEW("Metadata-Version: 2.1\n"
                "Name: six\n"
                "Version: 1.17.0\n"
                "License: MIT\n"
                "Classifier: License :: OSI Approved :: MIT License\n"
                "Classifier: Topic :: Utilities\n"
                "\n"
                "Name: not-a-header\n"
                "License-Expression: GPL-3.0-only\n"));
    assert_view(m.name, "six");
    assert_view(m.version, "1.17.0");
    assert_view(m.license, "MIT");
    assert_int_equal(m.license_count, 1);
    assert_int_equal(m.license_expression.len, 0);
    assert_false(m.license_is_text);
}

static void marks_and_line_ends_do_not_matter(void **state)
{
    (void)state;
    struct lw_python_metadata m = lw_python_metadata(
        LW_VIEW("\xef\xbb\xbfMetadata-Version: 2.4\r\n"
                "name:  PyYAML \r\n"
                "VERSION:\t6.0.3\r\n"
                "License-Expression: MIT\r\n\r\nbody"));
    assert_view(m.name, "PyYAML");
    assert_view(m.version, "6.0.3");
    assert_view(m.license_expression, "MIT");
}

static void a_folded_licence_is_its_text(void **state)
{
    (void)state;
    struct lw_python_metadata m = lw_python_metadata(LW_VIEW("Name: a\nLicense: MIT License\n"
                                                             "        Copyright (c) someone\n"
                                                             "        Version: 9\n"
                                                             "Version: 1\n"));
    assert_view(m.license, "MIT License");
    assert_true(m.license_is_text);
    assert_view(m.version, "1");
    m = lw_python_metadata(LW_VIEW("Name:\n  folded\nVersion: UNKNOWN\nno colon here\n: none\n"));
    assert_view(m.name, "folded");
    assert_int_equal(m.version.len, 0);
}

static void the_first_header_counts(void **state)
{
    (void)state;
    struct lw_python_metadata m = lw_python_metadata(LW_VIEW("Name: a\nName: b\nVersion: 1\n"
                                                             "Version: 2"));
    assert_view(m.name, "a");
    assert_view(m.version, "1");
}

static void many_classifiers_stay_within_bounds(void **state)
{
    (void)state;
    struct lw_buf text = LW_BUF_INIT;
    for (unsigned i = 0; i < 1000; i++)
        lw_buf_printf(&text, "Classifier: License :: Number %u\n", i);
    lw_buf_add_c(&text, "Name: last\n");
    struct lw_python_metadata m = lw_python_metadata(lw_buf_view(&text));
    assert_int_equal(m.license_count, LW_PYTHON_CLASSIFIERS);
    assert_view(m.name, "last");
    lw_buf_clear(&text);
}

static void folder_names_fall_apart(void **state)
{
    (void)state;
    static const struct {
        const char *stem, *name, *version;
    } rows[] = {
        { "six-1.16.0", "six", "1.16.0" },
        { "python_dateutil-2.9.0.post0", "python_dateutil", "2.9.0.post0" },
        { "zope.interface-5.1", "zope.interface", "5.1" },
        { "backports-abc-0.5", "backports-abc", "0.5" },
        { "cryptography", "cryptography", "" },
        { "a-", "a-", "" },
        { "-1", "-1", "" },
        { "", "", "" },
    };
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        struct lw_view name, version;
        lw_python_split(&name, &version, lw_view_c(rows[i].stem));
        assert_view(name, rows[i].name);
        assert_view(version, rows[i].version);
    }
    assert_view(lw_python_stem(LW_VIEW("six-1.dist-info"), ".dist-info"), "six-1");
    assert_int_equal(lw_python_stem(LW_VIEW(".dist-info"), ".dist-info").len, 0);
}

static struct lw_package *only(struct lw_facts *facts)
{
    assert_int_equal(facts->packages.count, 1);
    return &facts->packages.items[0];
}

static void licences_come_in_order_of_worth(void **state)
{
    (void)state;
    static const struct {
        const char *headers, *license;
    } rows[] = {
        { "License-Expression: MIT OR ISC\nLicense: GPL\n", "MIT OR ISC" },
        { "License: whatever\nClassifier: License :: OSI Approved :: MIT License\n", "MIT" },
        { "License: BSD-3-Clause\nClassifier: License :: OSI Approved :: BSD License\n",
          "BSD-3-Clause" },
        { "License: BSD\nClassifier: License :: OSI Approved :: BSD License\n", "BSD License" },
        { "License: Dual License\nClassifier: License :: OSI Approved :: BSD License\n"
          "Classifier: License :: OSI Approved :: Apache Software License\n",
          "BSD License" },
        { "Classifier: License :: OSI Approved :: BSD License\n", "BSD License" },
        { "License: Apache 2.0\n", "Apache-2.0" },
        { "License: MIT License\n\tPermission is hereby granted\n", "MIT" },
        { "License: Copyright 2020 someone\n\tall rights\n", "" },
    };
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_file file = { .path = LW_VIEW("a-1.dist-info/METADATA"),
                                .location = LW_VIEW("python/a-1.dist-info/METADATA") };
        struct lw_err err;
        assert_true(lw_ok(lw_python_add(&facts, &file, lw_view_c(rows[i].headers), LW_VIEW("a-1"),
                                        2, "x", &err)));
        struct lw_package *p = only(&facts);
        assert_view(p->purl, "pkg:pypi/a@1");
        assert_view(p->licenses.count ? p->licenses.items[0] : LW_VIEW_NONE, rows[i].license);
        lw_arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_end_at_the_empty_line),
        cmocka_unit_test(marks_and_line_ends_do_not_matter),
        cmocka_unit_test(a_folded_licence_is_its_text),
        cmocka_unit_test(the_first_header_counts),
        cmocka_unit_test(many_classifiers_stay_within_bounds),
        cmocka_unit_test(folder_names_fall_apart),
        cmocka_unit_test(licences_come_in_order_of_worth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
