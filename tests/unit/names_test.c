/* SPDX-License-Identifier: Apache-2.0
 *
 * names_test.c - what names promise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/names.h"

static void suffixes_tell_archives(void **state)
{
    (void)state;
    static const char *const yes[] = { "a.jar",   "x/b.ZIP", "c-1.0-py3-none-any.whl",
                                       ".zip",    "d.aar",   "e.pyz",
                                       "f.nupkg", "g.war" };
    static const char *const no[] = {
        "jar", "a.jar/b", "a.zip.txt", "a.", "", "a.zipx", "a.averyveryverylongsuffix"
    };
    for (size_t i = 0; i < LW_COUNT(yes); i++)
        assert_true(lw_named_as_archive(lw_view_c(yes[i])));
    for (size_t i = 0; i < LW_COUNT(no); i++)
        assert_false(lw_named_as_archive(lw_view_c(no[i])));
}

static void suffixes_tell_text_and_data(void **state)
{
    (void)state;
    static const char *const yes[] = { "bin/kubectl", "lib/libz.so.1.2.13", "a.node", "bootstrap",
                                       "x.unknown",   "busybox.static",     "a.so",   "x.tar.gz" };
    static const char *const no[] = { "a.py",
                                      "b.JSON",
                                      "x/y.d.ts",
                                      "a-1.dist-info.metadata",
                                      "z.woff2",
                                      "a.h",
                                      "y/_yaml.cpython-311-x86_64-linux-gnu.so",
                                      "_rust.abi3.so" };
    for (size_t i = 0; i < LW_COUNT(yes); i++)
        assert_true(lw_named_like_program(lw_view_c(yes[i])));
    for (size_t i = 0; i < LW_COUNT(no); i++)
        assert_false(lw_named_like_program(lw_view_c(no[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suffixes_tell_archives),
        cmocka_unit_test(suffixes_tell_text_and_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
