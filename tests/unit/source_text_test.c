/* SPDX-License-Identifier: Apache-2.0
 *
 * source_text_test.c - source files are read as the languages read them.
 */
#include "behavior_case.h"

#include "analyze/nfkc.h"
#include "analyze/syntax/source_text.h"
#include "analyze/text_shape.h"

static void test_codings(void **state)
{
    static const struct {
        const char *source, *name;
        bool plain;
    } cases[] = {
        { "# -*- coding: utf-8 -*-\n", "utf-8", true },
        { "#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n", "latin-1", true },
        { "#coding:ISO-8859-15\r\n", "ISO-8859-15", true },
        { "\xef\xbb\xbf# coding=cp1252", "cp1252", true },
        { "# -*- coding: utf-8-unix -*-\n", "utf-8-unix", true },
        { "# encoding: Shift_JIS\n", "Shift_JIS", true },
        { "# coding: utf-7\n", "utf-7", false },
        { "\n# coding: raw_unicode_escape\n", "raw_unicode_escape", false },
        { "# x\r# coding: unicode_escape\n", "unicode_escape", false },
        { "\f # coding: rot13\n", "rot13", false },
        { "# coding: utf8_evil\n", "utf8_evil", false },
        { "# coding: iso8859x\n", "iso8859x", false },
        { "# coding: utf-16\n", "utf-16", false },
        { "# the coding of it\n# coding=punycode\n", "punycode", false },
        { "\n\n# coding: utf-7\n", "", false },
        { "import os\n# coding: utf-7\n", "", false },
        { "x = 'coding: utf-7'\n", "", false },
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_view name = lw_source_coding(lw_view_c(cases[i].source));
        if (!lw_view_is(name, cases[i].name))
            fail_msg("%s: %.*s", cases[i].source, LW_FMT(name));
        if (name.len)
            assert_int_equal(lw_source_coding_plain(name), cases[i].plain);
    }
}

static void expect(const char *path, enum lw_language language, struct lw_view bytes,
                   const char *read)
{
    struct lw_source_text source = lw_source_text(language, lw_view_c(path), bytes);
    if (!lw_view_is(source.text, read))
        fail_msg("%s: %.*s", read, LW_FMT(source.text));
    lw_source_text_clear(&source);
}

static void test_lines(void **state)
{
    (void)state;
    expect("a.py", LW_LANG_PYTHON, LW_VIEW("# a\rb\r\nc\n\r"), "# a\nb\r\nc\n\n");
    expect("a.js", LW_LANG_JAVASCRIPT, LW_VIEW("// a\rb"), "// a\rb");
    expect("a.pth", LW_LANG_PYTHON,
           LW_VIEW("\"\"\"\x0bimport a\x1cimport\tb\xc2\x85./c\xe2\x80\xa8import d\r\nimport"),
           "   \nimport a\nimport\tb \n     \nimport d \n      ");
    expect("a.js", LW_LANG_JAVASCRIPT,
           lw_view("\xff\xfe"
                   "a\0\x3d\xd8\x00\xde",
                   8),
           "a\xf0\x9f\x98\x80");
    expect("a.js", LW_LANG_JAVASCRIPT, lw_view("\xfe\xff\0a\0", 5), "a");
}

static struct lw_text_shape shape(struct lw_view text)
{
    return lw_text_shape(text, LW_LEXIS_JAVASCRIPT);
}

static void test_names(void **state)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf name = LW_BUF_INIT;
    (void)state;
    lw_nfkc_add(&name, LW_VIEW("\xef\xbd\x93y\xf0\x9d\x93\xbc\xe1\xb5\x97\xef\xac\x81\xef\xbc\xbf"
                               "\xe2\x84\x95\xf0\x9d\x9f\x99\xc3\xa9"));
    assert_true(lw_view_is(lw_buf_view(&name), "systfi_N1\xc3\xa9"));
    assert_false(lw_nfkc_folds(LW_VIEW("caf\xc3\xa9 \xd0\xb0")));
    struct lw_text_shape s = shape(LW_VIEW("const \xe3\x85\xa4 = 1;\n"));
    assert_int_equal(s.invisible_names, 1);
    s = shape(LW_VIEW("a\xe2\x80\x8d"
                      "b = 1; c\xf3\xa0\x84\x80 = 2\n"));
    assert_int_equal(s.invisible_names, 2);
    s = shape(LW_VIEW("a\xe2\x80\xae"
                      "b = 1\n"));
    assert_int_equal(s.bidi, 1);
    s = shape(LW_VIEW("x = '\xe3\x85\xa4'; // 1\xef\xb8\x8f\xe2\x83\xa3 ok\xe2\x9d\xa4"
                      "\xef\xb8\x8f \xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\n"));
    assert_int_equal(s.invisible_names, 0);
}

#define ZERO_WIDTH "\xe2\x80\x8b"

/* Writing of its own is no hiding: Khmer parts words so, and a delta is no letter of Latin. */
static void test_scripts(void **state)
{
    (void)state;
    struct lw_text_shape s = shape(LW_VIEW("a = '\xe1\x9e\x8f" ZERO_WIDTH "\xe1\x9e\xa0" ZERO_WIDTH
                                           "\xe1\x9e\x98' + '" ZERO_WIDTH "\xe0\xaa\x86'\n"));
    assert_int_equal(s.invisible_literals, 0);
    s = shape(LW_VIEW("a = '\xe1\x9e\x8f" ZERO_WIDTH ZERO_WIDTH ZERO_WIDTH ZERO_WIDTH "x'\n"));
    assert_int_equal(s.invisible_literal, 4);
    s = shape(LW_VIEW("a = '" ZERO_WIDTH "' + '" ZERO_WIDTH "'\n"));
    assert_int_equal(s.invisible_literal, 1);
    assert_int_equal(s.invisible_literals, 2);
    s = shape(LW_VIEW("\xce\x94"
                      "t = 1; \xce\xb1max = 2\n"));
    assert_int_equal(s.mixed, 0);
    s = shape(LW_VIEW("p\xce\xb1th = 1; us\xd0\xb5r = 2; \xce\x91gent = 3\n"));
    assert_int_equal(s.mixed, 3);
}

/* What a comment, a pattern or a document says is no name; what stands behind them is. */
static void test_comments(void **state)
{
    static const char *const none[] = { "// the us\xd0\xb5r's\n",
                                        "/* don't \xd0\xb5x\n b\xd0\xb5 */ a = 1\n",
                                        "a = b.replace(/['`\"/]us\xd0\xb5r/g, '')\n",
                                        "return /'/.test(us\\u0435r)\n",
                                        "a = `us\xd0\xb5r ${ {b: `\xd0\xb5x`} } b\xd0\xb5`\n" };
    static const char *const one[] = { "a = 4 / 2; us\xd0\xb5r = '/'\n",
                                       "a = b.replace(/'/g, ''); us\xd0\xb5r = 1\n",
                                       "a = `x ${ us\xd0\xb5r } b`\n", "/* ' */ us\xd0\xb5r = 1\n",
                                       "a = (b) / us\xd0\xb5r / 2\n" };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(none); i++)
        assert_int_equal(shape(lw_view_c(none[i])).mixed, 0);
    for (size_t i = 0; i < LW_COUNT(one); i++)
        assert_int_equal(shape(lw_view_c(one[i])).mixed, 1);
    struct lw_view text = LW_VIEW(
        "\"\"\"It's\n\n \xd0\xb5x\"\"\"\n# us\xd0\xb5r\nus\xd0\xb5r = 1\n");
    assert_int_equal(lw_text_shape(text, LW_LEXIS_HASH).mixed, 1);
    text = LW_VIEW("echo ${a#us\xd0\xb5r} # us\xd0\xb5r\n");
    assert_int_equal(lw_text_shape(text, LW_LEXIS_SHELL).mixed, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_codings),
                                        cmocka_unit_test(test_lines), cmocka_unit_test(test_names),
                                        cmocka_unit_test(test_scripts),
                                        cmocka_unit_test(test_comments) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
