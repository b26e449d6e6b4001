/* SPDX-License-Identifier: Apache-2.0
 *
 * pickle_test.c - what pickles name, in each protocol, and in bytes that are broken.
 *
 * The pickles are the seeds of the fuzzer: reduce-N is one of os.system in protocol N.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/analyzer.h"
#include "analyze/pickle.h"
#include "base/buf.h"
#include "sample.h"

extern const struct lw_analyzer lw_analyzer_pickle;

struct named {
    char text[8][64];
    size_t count;
};

static void take(void *ctx, struct lw_view module, struct lw_view name, size_t offset)
{
    struct named *all = ctx;
    (void)offset;
    if (all->count < LW_COUNT(all->text))
        snprintf(all->text[all->count++], sizeof all->text[0], "%.*s.%.*s", LW_FMT(module),
                 LW_FMT(name));
}

static struct lw_view seed(const char *name)
{
    return sample_read(
        (const char *)lw_arena_printf(&sample_arena, "tests/fuzz/seeds/pickle/%s", name).ptr);
}

static bool walks(struct named *out, struct lw_view bytes, size_t *end)
{
    *out = (struct named){ .count = 0 };
    const struct lw_pickle_visitor visitor = { take, NULL, out };
    return lw_ok(lw_pickle_walk(bytes, &visitor, end, NULL));
}

static void test_protocols(void **unused)
{
    (void)unused;
    static const char *const files[] = { "reduce-0", "reduce-1", "reduce-2",
                                         "reduce-3", "reduce-4", "reduce-5" };
    for (size_t i = 0; i < LW_COUNT(files); i++) {
        struct named named;
        size_t end;
        struct lw_view bytes = seed(files[i]);
        assert_true(walks(&named, bytes, &end));
        assert_int_equal(end, bytes.len);
        assert_int_equal(lw_pickle_magic(bytes), i >= 2);
        bool found = false;
        for (size_t k = 0; k < named.count; k++)
            found = found || strcmp(named.text[k], "posix.system") == 0;
        if (!found)
            fail_msg("%s names no posix.system", files[i]);
    }
}

static void test_data(void **unused)
{
    (void)unused;
    struct named named;
    size_t end;
    assert_true(walks(&named, seed("data-4"), &end));
    assert_int_equal(named.count, 1);
    assert_string_equal(named.text[0], "collections.OrderedDict");
}

/* The second one of a file has a stack of its own; a name that is worked out is none. */
static void test_corners(void **unused)
{
    (void)unused;
    struct named named;
    size_t end;
    assert_true(walks(&named, seed("two"), &end));
    assert_int_equal(named.count, 1);
    assert_string_equal(named.text[0], "builtins.eval");
    assert_true(walks(&named, seed("computed"), &end));
    assert_string_equal(named.text[named.count - 1], ".");
    const struct lw_pickle_visitor visitor = { take, NULL, &named };
    struct lw_view bytes = seed("arrays");
    assert_false(walks(&named, bytes, &end));
    assert_int_equal(named.count, 1);
    lw_pickle_search(bytes, end, &visitor);
    assert_string_equal(named.text[named.count - 1], "posix.system");
}

/* The places of what is kept are counted as CPython counts them; where that is not known, what is
 * looked up by them is worked out. */
static void test_places(void **unused)
{
    (void)unused;
    static const struct {
        const char *bytes;
        size_t len;
        const char *named;
    } cases[] = {
#define PLACES(bytes, named) { bytes, sizeof(bytes) - 1, named }
        /* kept twice at place 0, so that MEMOIZE keeps the second text at 1 */
        PLACES("\x80\x04\x8c\x02osq\0q\0\x8c\x06system\x94h\0h\1\x93.", "os.system"),
        PLACES("\x80\x04\x8c\x02osp+1\n0g1\n\x8c\x06system\x93.", "."),
        PLACES("\x80\x04\x8c\x02osr\xff\xff\xff\x7f\x94\x8c\x06system\x94h\0h\1\x93.", "."),
        PLACES("cmy-module\nrun\n.", "my-module.run"),
#undef PLACES
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct named named;
        size_t end;
        assert_true(walks(&named, lw_view(cases[i].bytes, cases[i].len), &end));
        assert_int_equal(named.count, 1);
        assert_string_equal(named.text[0], cases[i].named);
    }
}

/* What is a power is one under the names that other modules have it by. */
static void test_powers(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        bool told;
    } cases[] = {
        { "ctempfile\n_os.getpid\n.", true },
        { "ccollections\n_sys.modules.get\n.", true },
        { "cbuiltins\ngetattr\n.", true },
        { "coperator\nattrgetter\n.", true },
        { "cacme.util\nload.__globals__\n.", true },
        { "ccommands\ngetoutput\n.", true },
        { "ccollections\nOrderedDict\n.", false },
        { "coperator\nitemgetter\n.", false },
        { "cacme.model\nModel.build\n.", false },
        { "cbuiltins\nset\n.", false },
        { "cos\nstat_result\n.", false },
        { "cstring\nFormatter\n.", false },
        { "cstring\nFormatter.get_field\n.", true },
        { "cidlelib.pyshell\nModifiedInterpreter.runcode\n.", true },
        { "cdoctest\ndebug_script\n.", true },
        { "ctestify.model\nTemplate\n.", false },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_facts facts;
        assert_true(
            lw_ok(sample_file(&facts, &lw_analyzer_pickle, "model.pkl", lw_view_c(cases[i].text))));
        if (cases[i].told != (sample_count(&facts, LW_F_CAPABILITY) == 1))
            fail_msg("%s", cases[i].text);
    }
}

/* Bound methods, and before protocol 4 classes in classes, are getattr of a constant name. */
static void test_bound(void **unused)
{
    (void)unused;
    for (unsigned i = 0; i <= 5; i++) {
        struct lw_facts facts;
        struct lw_view bytes = seed((char[]){ 'b', 'o', 'u', 'n', 'd', '-', (char)('0' + i), 0 });
        struct named named;
        size_t end;
        assert_true(walks(&named, bytes, &end) && end == bytes.len);
        bool has = false;
        for (size_t k = 0; k < named.count; k++)
            has = has || strcmp(named.text[k], "builtins.getattr") == 0;
        assert_true(has);
        assert_true(lw_ok(sample_file(&facts, &lw_analyzer_pickle, "model.pkl", bytes)));
        if (sample_count(&facts, LW_F_CAPABILITY))
            fail_msg("protocol %u", i);
    }
}

/* What getattr reaches is a power where the object or the name has one, or is not known. */
static void test_reached(void **unused)
{
    (void)unused;
#define REACHED(bytes, told)                                                                       \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, told                                                             \
    }
#define GETATTR "cbuiltins\ngetattr\n"
    static const struct {
        const char *bytes;
        size_t len;
        size_t told;
    } cases[] = {
        REACHED(GETATTR "(}S'get'\ntR.", 0),
        REACHED(GETATTR "q\0(}S'get'\ntq\1R0h\0h\1R.", 0),
        REACHED(GETATTR "(cacme\nModel\nVpredict\ntR.", 0),
        REACHED(GETATTR "(" GETATTR "(cacme\nModel\nVInner\ntRVpredict\ntR.", 0),
        REACHED(GETATTR "00N.", 0),
        REACHED(GETATTR "(cos\nsystem\nVx\ntR.", 1),
        REACHED(GETATTR "(curllib\nrequest\nVurlopen\ntR.", 1),
        REACHED(GETATTR "(cacme\nutil\nVos\ntR.", 1),
        REACHED(GETATTR "(cacme\nutil\nV_os\ntR.", 1),
        REACHED(GETATTR "(" GETATTR "(cacme\nutil\nVsp\ntRVcall\ntR.", 1),
        REACHED(GETATTR "(}V__class__\ntR.", 1),
        REACHED(GETATTR "(}Vget_field\ntR.", 1),
        REACHED(GETATTR "(}Vgi_frame\ntR.", 1),
        REACHED(GETATTR "(}Vsystem\ntR.", 1),
        REACHED(GETATTR "(}Vsy\\u0073tem\ntR.", 1),
        REACHED(GETATTR "(}cacme\nname\n)RtR.", 1),
        REACHED(GETATTR "(}Vget\nNtR.", 1),
        REACHED(GETATTR "(h\7Vget\ntR.", 1),
        REACHED(GETATTR ".", 1),
        REACHED("cfunctools\npartial\n(" GETATTR "}tR.", 1),
        REACHED("(" GETATTR "}Vget\no.", 1),
        REACHED("(}Vget\nibuiltins\ngetattr\n.", 1),
        REACHED(GETATTR "\xff", 1),
        REACHED(GETATTR "q\0"
                        "0N\xff",
                1),
        /* CPython reads "+1" as 1, and keeps what no pickler numbers so high. */
        REACHED(GETATTR "p+1\n0g1\n(}Vsystem\ntR.", 1),
        REACHED(GETATTR "p1\n0g+1\n(}Vsystem\ntR.", 1),
        REACHED(GETATTR "p1\n0Np+2\n0g1\n(}Vsystem\ntR.", 1),
        REACHED(GETATTR "r\0\0\x20\0"
                        "0j\0\0\x20\0(}Vsystem\ntR.",
                1),
        REACHED(GETATTR "p1\n0g1\n(}Vget\ntR.", 0),
        REACHED("\x80\4\x8c\10builtins\x8c\7getattr\x93}\x8c\3get\x86R.", 0),
        REACHED("\x80\4\x8c\10builtins\x8c\7getattr\x93\x8c\4acme\x8c\4util\x93"
                "\x8c\3sys\x86R.",
                1),
        REACHED("V\\u006fs\nVsystem\n\x93.", 1),
    };
#undef REACHED
#undef GETATTR
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_facts facts;
        assert_true(lw_ok(sample_file(&facts, &lw_analyzer_pickle, "model.pkl",
                                      lw_view(cases[i].bytes, cases[i].len))));
        if (sample_count(&facts, LW_F_CAPABILITY) != cases[i].told)
            fail_msg("%zu: %s", i, cases[i].bytes);
    }
}

/* More is kept of a large model than any fixed number. */
static void test_large(void **unused)
{
    (void)unused;
    enum { COUNT = 3 << 20, EACH = 4 };
    static const char head[] = "\x80\4(", tail[] = "1\x8c\4acme\x94\x8c\5Model\x94\x93.";
    uint8_t *bytes = lw_xmalloc(sizeof head + sizeof tail + COUNT * (EACH + 2));
    size_t len = sizeof head - 1;
    memcpy(bytes, head, len);
    for (size_t i = 0; i < COUNT; i++, len += EACH + 1)
        memcpy(bytes + len,
               "\x8c\1x\x94"
               "0",
               EACH + 1);
    memcpy(bytes + len, tail, sizeof tail - 1);
    len += sizeof tail - 1;
    struct named named;
    size_t end;
    assert_true(walks(&named, lw_view(bytes, len), &end));
    assert_int_equal(named.count, 1);
    assert_string_equal(named.text[0], "acme.Model");
    free(bytes);
}

/* A long name is none, however often it is asked for. */
static void test_long_names(void **unused)
{
    (void)unused;
    enum { NAME = 1 << 20, TIMES = 1 << 17, EACH = 6 };
    static const char head[] = "\x80\4X\0\0\x10\0";
    uint8_t *bytes = lw_xmalloc(sizeof head + NAME + 1 + TIMES * EACH);
    struct lw_buf text = LW_BUF_INIT;
    lw_buf_add(&text, lw_view(head, sizeof head - 1));
    memset(bytes, 'a', NAME);
    lw_buf_add(&text, lw_view(bytes, NAME));
    lw_buf_add_byte(&text, 0x94);
    for (size_t i = 0; i < TIMES; i++)
        lw_buf_add(&text, lw_view("h\0h\0\x93"
                                  "0",
                                  EACH));
    struct lw_facts facts;
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_pickle, "model.pkl", lw_buf_view(&text))));
    assert_int_equal(sample_count(&facts, LW_F_CAPABILITY), 1);
    lw_buf_clear(&text);
    free(bytes);
}

/* Each byte may begin a name: what is told, and what is looked at for it, has an end. */
static void test_many(void **unused)
{
    (void)unused;
    enum { COUNT = 200000, EACH = 18 };
    uint8_t *bytes = lw_xmalloc(2 + COUNT * EACH);
    memcpy(bytes, "N\xff", 2);
    for (size_t i = 0; i < COUNT; i++) {
        char one[EACH + 1];
        (void)snprintf(one, sizeof one, "cos\nsystem%06zu\n", i);
        memcpy(bytes + 2 + i * EACH, one, EACH);
    }
    struct lw_facts facts;
    assert_true(lw_ok(
        sample_file(&facts, &lw_analyzer_pickle, "model.pt", lw_view(bytes, 2 + COUNT * EACH))));
    assert_int_equal(sample_count(&facts, LW_F_CAPABILITY), 0);
    memcpy(bytes, "NN", 2);
    bytes[2 + 3 * EACH] = 0xff; /* no instruction: what is behind it is searched */
    assert_true(lw_ok(
        sample_file(&facts, &lw_analyzer_pickle, "model.pt", lw_view(bytes, 2 + COUNT * EACH))));
    assert_int_equal(sample_count(&facts, LW_F_CAPABILITY), 20);
    free(bytes);
}

/* Cut at every byte, and with every byte another one: read to some end, and no further. */
static void test_broken(void **unused)
{
    (void)unused;
    static const char *const files[] = { "reduce-0", "reduce-4", "data-4", "two",
                                         "computed", "bound-2",  "bound-4" };
    for (size_t i = 0; i < LW_COUNT(files); i++) {
        struct lw_view whole = seed(files[i]);
        for (size_t k = 0; k < whole.len; k++) {
            struct named named;
            size_t end;
            uint8_t *copy = lw_xmalloc(whole.len);
            memcpy(copy, whole.ptr, whole.len);
            copy[k] = (uint8_t)~copy[k];
            (void)walks(&named, lw_view(copy, whole.len), &end);
            assert_true(end <= whole.len);
            free(copy);
            copy = lw_xmalloc(k + 1);
            memcpy(copy, whole.ptr, k);
            (void)walks(&named, lw_view(copy, k), &end);
            assert_true(end <= k);
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_protocols),  cmocka_unit_test(test_data),
        cmocka_unit_test(test_corners),    cmocka_unit_test(test_places),
        cmocka_unit_test(test_powers),     cmocka_unit_test(test_many),
        cmocka_unit_test(test_bound),      cmocka_unit_test(test_reached),
        cmocka_unit_test(test_large),      cmocka_unit_test(test_broken),
        cmocka_unit_test(test_long_names),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
