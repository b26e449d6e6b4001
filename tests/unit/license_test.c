/* SPDX-License-Identifier: Apache-2.0
 *
 * license_test.c - common spellings of licences and what SPDX calls them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/license.h"

struct pair {
    const char *text, *spdx;
};

static void check(const struct pair *pairs, size_t count, struct lw_view (*map)(struct lw_view))
{
    for (size_t i = 0; i < count; i++) {
        struct lw_view got = map(lw_view_c(pairs[i].text));
        if (!lw_view_is(got, pairs[i].spdx))
            fail_msg("\"%s\" gave \"%.*s\", not \"%s\"", pairs[i].text, LW_FMT(got), pairs[i].spdx);
    }
}

static void spellings_become_ids(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        { "Apache License 2.0", "Apache-2.0" },
        { "Apache License, Version 2.0", "Apache-2.0" },
        { "Apache 2", "Apache-2.0" },
        { "APACHE2.0", "Apache-2.0" },
        { "Apache Software License", "Apache-2.0" },
        { "Apache-2.0", "Apache-2.0" },
        { "ASL 2.0", "Apache-2.0" },
        { "MIT", "MIT" },
        { " The MIT License (MIT)\n", "MIT" },
        { "MIT/X11", "MIT" },
        { "MIT-0", "MIT-0" },
        { "BSD-3-Clause", "BSD-3-Clause" },
        { "BSD 3-Clause License", "BSD-3-Clause" },
        { "3-Clause BSD License", "BSD-3-Clause" },
        { "New BSD License", "BSD-3-Clause" },
        { "BSD-2-Clause", "BSD-2-Clause" },
        { "0BSD", "0BSD" },
        { "MPL 2.0", "MPL-2.0" },
        { "MPLv2", "MPL-2.0" },
        { "Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0" },
        { "PSF", "PSF-2.0" },
        { "Python Software Foundation License", "PSF-2.0" },
        { "GPLv3+", "GPL-3.0-or-later" },
        { "GPL-3.0", "GPL-3.0-only" },
        { "GPL-3.0-only", "GPL-3.0-only" },
        { "GNU General Public License v2 or any later version", "GPL-2.0-or-later" },
        { "LGPL-2.1-or-later", "LGPL-2.1-or-later" },
        { "GNU Lesser General Public License v3.0", "LGPL-3.0-only" },
        { "zlib/libpng License", "Zlib" },
        { "The Unlicense", "Unlicense" },
        { "ISC", "ISC" },
        { "BlueOak-1.0.0", "BlueOak-1.0.0" },
        { "CC0-1.0", "CC0-1.0" },
    };
    check(pairs, LW_COUNT(pairs), lw_license_spdx);
}

static void addresses_become_ids(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        { "https://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0" },
        { "http://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0" },
        { "https://opensource.org/licenses/MIT", "MIT" },
        { "https://opensource.org/licenses/MIT-0", "https://opensource.org/licenses/MIT-0" },
        { "https://www.eclipse.org/legal/epl-2.0/", "EPL-2.0" },
        { "https://example.org/licenses/MIT", "https://example.org/licenses/MIT" },
    };
    check(pairs, LW_COUNT(pairs), lw_license_spdx);
}

static void what_is_not_known_stays_as_it_is(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        { "BSD", "BSD" },   /* which of them it does not say */
        { "LGPL", "LGPL" }, /* nor which version */
        { " GPL ", "GPL" },
        { "MIT OR Apache-2.0", "MIT OR Apache-2.0" },
        { "(MIT AND BSD-3-Clause)", "(MIT AND BSD-3-Clause)" },
        { "MIT-CMU", "MIT-CMU" },
        { "BSD-3-Clause-Clear", "BSD-3-Clause-Clear" },
        { "UNLICENSED", "UNLICENSED" },
        { "SEE LICENSE IN LICENSE.md", "SEE LICENSE IN LICENSE.md" },
        { "Proprietary", "Proprietary" },
        { "license", "license" },
        { "", "" },
        { "((((", "((((" },
        { "\xff\xfe", "\xff\xfe" },
    };
    check(pairs, LW_COUNT(pairs), lw_license_spdx);
    struct lw_view spdx = LW_VIEW("untouched");
    assert_false(lw_license_find(&spdx, LW_VIEW("BSD")));
    assert_true(lw_view_is(spdx, "untouched"));
}

static void a_long_text_is_no_licence_name(void **state)
{
    (void)state;
    char text[4096];
    memset(text, 'x', sizeof text);
    memcpy(text, "MIT ", 4);
    struct lw_view spdx;
    for (size_t len = 60; len < sizeof text; len += 7)
        assert_false(lw_license_find(&spdx, lw_view(text, len)));
}

static void classifiers_name_their_licence(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        { "License :: OSI Approved :: MIT License", "MIT" },
        { "License :: OSI Approved :: Apache Software License", "Apache-2.0" },
        { "License :: OSI Approved :: BSD License", "BSD License" },
        { "License :: OSI Approved", "" },
        { "License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)",
          "LGPL-3.0-only" },
        { "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)",
          "LGPL-2.0-or-later" },
        { "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0" },
        { "License :: OSI Approved :: ISC License (ISCL)", "ISC" },
        { "License :: OSI Approved :: Python Software Foundation License", "PSF-2.0" },
        { "License :: OSI Approved :: Historical Permission Notice and Disclaimer (HPND)", "HPND" },
        { "License :: Public Domain", "Public Domain" },
        { "Programming Language :: Python :: 3", "" },
    };
    check(pairs, LW_COUNT(pairs), lw_license_classifier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_become_ids),
        cmocka_unit_test(addresses_become_ids),
        cmocka_unit_test(what_is_not_known_stays_as_it_is),
        cmocka_unit_test(a_long_text_is_no_licence_name),
        cmocka_unit_test(classifiers_name_their_licence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
