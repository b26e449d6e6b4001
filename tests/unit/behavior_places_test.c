/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_places_test.c - a call is seen wherever the grammar of its language lets one stand.
 *
 * The places are those of tests/unit/data/places, one source each; CALL stands for the call.
 */
#include "behavior_case.h"
#include "sample.h"

struct places {
    enum lw_language language;
    const char *path, *head, *call, *says;
};

/* The next source, up to a line "----". */
static bool next_place(struct lw_view *out, struct lw_view *rest)
{
    const struct lw_view between = LW_VIEW("\n----\n");
    const size_t at = lw_view_find(*rest, between);
    if (!rest->len)
        return false;
    *out = lw_view_sub(*rest, 0, at == LW_NOT_FOUND ? rest->len : at + 1);
    *rest = at == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(*rest, at + between.len);
    return true;
}

static unsigned check_place(const struct places *p, struct lw_view place)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
    const struct lw_view name = LW_VIEW("CALL");
    lw_buf_add_c(&source, p->head);
    size_t at;
    while ((at = lw_view_find(place, name)) != LW_NOT_FOUND) {
        lw_buf_add(&source, lw_view_sub(place, 0, at));
        lw_buf_add_c(&source, p->call);
        place = lw_view_from(place, at + name.len);
    }
    lw_buf_add(&source, place);
    lw_buf_add_byte(&source, 0);
    const struct behavior_case one = { (const char *)source.ptr, p->says, NULL };
    return check_case(p->language, &one);
}

static void check_places(const struct places *p)
{
    struct lw_view rest = sample_read(p->path), place;
    unsigned wrong = 0, count = 0;
    for (; next_place(&place, &rest); count++)
        wrong += check_place(p, place);
    assert_true(count > 100);
    if (wrong)
        fail_msg("%s: %u of %u", p->path, wrong, count);
}

static void test_python(void **unused)
{
    static const struct places places = { LW_LANG_PYTHON, "tests/unit/data/places/python.txt",
                                          "import os\n", "os.system(\"id\")",
                                          "capability process os.system id" };
    (void)unused;
    check_places(&places);
}

static void test_javascript(void **unused)
{
    static const struct places places = { LW_LANG_JAVASCRIPT,
                                          "tests/unit/data/places/javascript.txt",
                                          "const c = require('child_process');\n",
                                          "c.execSync('id')",
                                          "capability process child_process execSync id" };
    (void)unused;
    check_places(&places);
}

static void test_ruby(void **unused)
{
    static const struct places places = { LW_LANG_RUBY, "tests/unit/data/places/ruby.txt", "",
                                          "system('id')", "capability process system id" };
    (void)unused;
    check_places(&places);
}

static void test_shell(void **unused)
{
    static const struct places places = { LW_LANG_SHELL, "tests/unit/data/places/shell.txt", "",
                                          "python3 -c 1", "capability process python3" };
    (void)unused;
    check_places(&places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_python),
        cmocka_unit_test(test_javascript),
        cmocka_unit_test(test_ruby),
        cmocka_unit_test(test_shell),
    };
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
