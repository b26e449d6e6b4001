/* SPDX-License-Identifier: Apache-2.0
 *
 * python_content_test.c - compiled Python against its source, files against their RECORD.
 *
 * tests/unit/data/pyc holds one source, compiled by each version of Python from 3.6 to 3.13.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "analyze/engine.h"
#include "analyze/pyc.h"
#include "facts/python_record.h"
#include "review/compiled.h"
#include "sample.h"

static struct lw_view data(const char *name)
{
    return sample_read(
        (const char *)lw_arena_printf(&sample_arena, "tests/unit/data/pyc/%s", name).ptr);
}

/* All facts of behaviour of a folder. */
static struct lw_facts run(const struct sample_tree *tree)
{
    struct lw_facts facts = lw_facts(&sample_arena);
    struct lw_engine_output out;
    struct lw_err err = { 0 };
    struct lw_engine_options options = { .jobs = 1,
                                         .behavior = true,
                                         .limits = lw_limits_default() };
    if (!lw_ok(lw_engine_run(&facts, &out, tree->archive, &options, &err)))
        fail_msg("%s", err.text);
    return facts;
}

static void put(struct sample_tree *tree, const char *path, struct lw_view content)
{
    sample_write(tree->folder, path, 0644, lw_arena_copy(&sample_arena, content));
}

static struct lw_facts with(const char *pyc, struct lw_view compiled, struct lw_view source)
{
    struct sample_tree tree;
    sample_begin(&tree);
    put(&tree, pyc, compiled);
    if (source.len)
        put(&tree, "python/reader.py", source);
    sample_open(&tree);
    struct lw_facts facts = run(&tree);
    sample_end(&tree);
    return facts;
}

static const char *const versions[] = { "36", "37", "38", "39", "310", "311", "312", "313" };

static const char *named(const char *fmt, const char *version)
{
    char text[128];
    snprintf(text, sizeof text, fmt, version);
    return (const char *)lw_arena_copy(&sample_arena, lw_view_c(text)).ptr;
}

static void test_each_version(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < LW_COUNT(versions); i++) {
        const char *path = named("python/__pycache__/reader.cpython-%s.pyc", versions[i]);
        struct lw_view compiled = data(named("reader.%s.pyc", versions[i]));
        struct lw_facts facts = with(path, compiled, data("reader.py"));
        if (sample_count(&facts, LW_F_INTEGRITY) || facts.incomplete.count)
            fail_msg("%s: %zu facts, %zu incomplete", path, sample_count(&facts, LW_F_INTEGRITY),
                     facts.incomplete.count);
    }
}

/* The same length, another call: what an attacker would do. */
static struct lw_view replaced(struct lw_view bytes, const char *from, const char *to)
{
    struct lw_view copy = lw_arena_copy(&sample_arena, bytes);
    size_t at = lw_view_find(copy, lw_view_c(from));
    assert_int_not_equal(at, LW_NOT_FOUND);
    assert_int_equal(strlen(from), strlen(to));
    memcpy((uint8_t *)(uintptr_t)copy.ptr + at, to, strlen(to));
    return copy;
}

static void test_differs(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < LW_COUNT(versions); i++) {
        const char *path = named("python/__pycache__/reader.cpython-%s.pyc", versions[i]);
        struct lw_view compiled = replaced(data(named("reader.%s.pyc", versions[i])), "strip",
                                           "popen");
        struct lw_facts facts = with(path, compiled, data("reader.py"));
        const struct lw_fact *fact = sample_fact(&facts, LW_F_INTEGRITY, LW_K_KIND,
                                                 "bytecode-differs");
        if (!fact)
            fail_msg("%s is taken for its source's", path);
        assert_value(fact, LW_K_DETAIL, "the source does not hold: popen");
        assert_value(fact, LW_K_FOUND, "used in place of the source");
    }
}

static const struct lw_fact *only(const struct lw_facts *facts, const char *kind)
{
    assert_int_equal(sample_count(facts, LW_F_INTEGRITY), 1);
    const struct lw_fact *fact = sample_fact(facts, LW_F_INTEGRITY, LW_K_KIND, kind);
    if (!fact)
        fail_msg("no fact \"%s\"", kind);
    return fact;
}

static struct lw_digest digest_of(struct lw_view bytes)
{
    struct lw_pyc_header header;
    struct lw_digest digest;
    assert_true(lw_ok(lw_pyc_header(&header, bytes, NULL)));
    assert_true(lw_ok(lw_pyc_digest(&digest, &header, NULL)));
    return digest;
}

/* Where it was compiled is no part of the code, unless the code says it: in path-said a constant
 * refers to the text that was read as the name of the file before. */
static void test_moved(void **unused)
{
    (void)unused;
    struct lw_view only_path = data("path-only.311.pyc"), said = data("path-said.311.pyc");
    const struct lw_digest a = digest_of(only_path),
                           b = digest_of(replaced(only_path, "/aa/", "/bb/")), c = digest_of(said),
                           d = digest_of(replaced(said, "/aa/", "/bb/"));
    assert_true(lw_digest_eq(&a, &b));
    assert_false(lw_digest_eq(&c, &d));
}

static void test_kinds(void **unused)
{
    (void)unused;
    const char *cached = "python/__pycache__/reader.cpython-311.pyc";
    struct lw_view source = data("reader.py"), compiled = data("reader.311.pyc");
    struct lw_facts facts = with("python/reader.pyc", compiled, LW_VIEW_NONE);
    assert_value(only(&facts, "bytecode-without-source"), LW_K_DETAIL, "Python runs it");
    facts = with(cached, compiled, LW_VIEW_NONE);
    only(&facts, "bytecode-without-source");
    facts = with(cached, compiled, lw_arena_join(&sample_arena, source, LW_VIEW("# more\n")));
    only(&facts, "bytecode-stale");
    facts = with("python/__pycache__/reader.cpython-312.pyc", compiled, source);
    only(&facts, "bytecode-version");
    facts = with(cached, replaced(compiled, "reader.py", "helper.py"), source);
    only(&facts, "bytecode-renamed");
    facts = with(cached, LW_VIEW("\xa7\r\r\nxxxxxxxxxxxx"), source);
    assert_int_equal(facts.incomplete.count, 1);
}

static void test_hash(void **unused)
{
    (void)unused;
    static const char *const names[] = { "reader.37.hash.pyc", "reader.311.hash.pyc",
                                         "reader.313.hash.pyc", "reader.313.unchecked.pyc" };
    struct lw_view source = data("reader.py");
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        struct lw_pyc_header header;
        assert_true(lw_ok(lw_pyc_header(&header, data(names[i]), NULL)));
        assert_int_equal(header.check, strstr(names[i], "un") ? LW_PYC_UNCHECKED : LW_PYC_BY_HASH);
        assert_true(lw_pyc_hash_fits(&header, source));
        assert_false(lw_pyc_hash_fits(&header, lw_view_from(source, 1)));
    }
}

/* Of one that goes by time, the time alone may be another; nothing behind it, and nothing is read
 * behind its end. */
static void test_alike(void **unused)
{
    (void)unused;
    struct lw_view whole = data("reader.311.pyc"), path = LW_VIEW("a/reader.cpython-311.pyc");
    uint8_t *one = lw_xmalloc(whole.len);
    memcpy(one, whole.ptr, whole.len);
    for (size_t i = 0; i < whole.len; i++) {
        one[i] ^= 0x20;
        assert_int_equal(lw_compiled_alike(whole, lw_view(one, whole.len), path), i >= 8 && i < 12);
        one[i] ^= 0x20;
    }
    free(one);
    for (size_t i = 0; i < whole.len; i++) {
        uint8_t *cut = lw_xmalloc(i + 1), *other = lw_xmalloc(i + 1);
        memcpy(cut, whole.ptr, i);
        memcpy(other, whole.ptr, i);
        assert_int_equal(lw_compiled_alike(lw_view(cut, i), lw_view(other, i), path), i >= 16);
        if (i > 16)
            other[i - 1] ^= 0x20;
        assert_false(i > 16 && lw_compiled_alike(lw_view(cut, i), lw_view(other, i), path));
        assert_false(lw_compiled_alike(whole, lw_view(cut, i), path));
        free(cut);
        free(other);
    }
}

/* The members of a set, in another order; a constant, which is another one. */
static void test_alike_sets(void **unused)
{
    (void)unused;
    struct lw_view path = LW_VIEW("a/x.cpython-311.pyc"), a = data("sets.311.pyc");
    assert_true(lw_compiled_alike(a, data("sets.311.reordered.pyc"), path));
    assert_true(lw_compiled_alike(a, data("sets.311.elsewhere.pyc"), path));
    assert_false(lw_compiled_alike(a, data("sets.311.changed.pyc"), path));
    assert_false(lw_compiled_alike(a, data("sets.311.swapped.pyc"), path));
}

static void ignore(void *ctx, enum lw_pyc_role role, struct lw_view text)
{
    (void)ctx, (void)role, (void)text;
}

/* Cut at each byte and with each byte changed: an error, or an end, within the bytes. */
static void test_broken(void **unused)
{
    (void)unused;
    size_t walked = 0;
    struct lw_view whole = data("reader.38.pyc");
    struct lw_pyc_visitor visitor = { ignore, NULL };
    struct lw_pyc_header header;
    for (size_t i = 0; i < whole.len; i++) {
        uint8_t *copy = lw_xmalloc(whole.len);
        memcpy(copy, whole.ptr, whole.len);
        if (lw_ok(lw_pyc_header(&header, lw_view(copy, i), NULL)))
            assert_false(lw_ok(lw_pyc_walk(&header, &visitor, NULL)));
        copy[i] ^= 0xff;
        if (lw_ok(lw_pyc_header(&header, lw_view(copy, whole.len), NULL)))
            walked += (size_t)lw_ok(lw_pyc_walk(&header, &visitor, NULL));
        free(copy);
    }
    assert_true(walked < whole.len);
    struct lw_buf deep = LW_BUF_INIT;
    lw_buf_add(&deep, lw_view_sub(whole, 0, 16));
    lw_buf_add_byte(&deep, 'c');
    for (int i = 0; i < 24; i++)
        lw_buf_add_byte(&deep, 0);
    for (int i = 0; i < 100000; i++)
        lw_buf_add(&deep, lw_view(")\1", 2));
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_pyc_header(&header, lw_buf_view(&deep), &err)));
    assert_int_equal(lw_pyc_walk(&header, &visitor, &err).code, LW_E_LIMIT);
    lw_buf_clear(&deep);
}

static const char record[] =
    "pkg/__init__.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
    "\"pkg/a,b.py\",sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
    "pkg/gone.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
    "pkg/__pycache__/a.cpython-311.pyc,,\n"
    "../../bin/pkg,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n"
    "pkg-1.0.dist-info/RECORD,,\n";

static void test_record(void **unused)
{
    (void)unused;
    struct sample_tree tree;
    sample_begin(&tree);
    put(&tree, "python/pkg-1.0.dist-info/RECORD", lw_view(record, sizeof record - 1));
    put(&tree, "python/pkg-1.0.dist-info/METADATA", LW_VIEW("Name: pkg\nVersion: 1.0\n\n"));
    put(&tree, "python/pkg/__init__.py", LW_VIEW("import os\n"));
    put(&tree, "python/pkg/a,b.py", LW_VIEW(""));
    put(&tree, "python/pkg/more.py", LW_VIEW("x = 1\n"));
    put(&tree, "python/pkg/notes.txt", LW_VIEW("notes\n"));
    put(&tree, "python/other/own.py", LW_VIEW("x = 1\n"));
    sample_open(&tree);
    struct lw_facts facts = run(&tree);
    assert_int_equal(sample_count(&facts, LW_F_INTEGRITY), 3);
    const struct lw_fact *fact = sample_at(&facts, LW_F_INTEGRITY, "python/pkg/__init__.py");
    assert_non_null(fact);
    assert_value(fact, LW_K_KIND, "changed");
    assert_value(fact, LW_K_PACKAGE, "pkg-1.0");
    fact = sample_at(&facts, LW_F_INTEGRITY, "python/pkg/more.py");
    assert_non_null(fact);
    assert_value(fact, LW_K_KIND, "unlisted");
    fact = sample_fact(&facts, LW_F_INTEGRITY, LW_K_KIND, "missing");
    assert_non_null(fact);
    assert_value(fact, LW_K_COUNT, "1");
    assert_value(fact, LW_K_DETAIL, "python/pkg/gone.py is not there");
    sample_end(&tree);
}

static struct lw_python_record record_of(const char *text)
{
    struct lw_python_record got, behind;
    struct lw_view rest = lw_view_c(text);
    assert_true(lw_python_record_next(&got, &rest, &sample_arena));
    assert_false(lw_python_record_next(&behind, &rest, &sample_arena));
    return got;
}

static void test_record_lines(void **unused)
{
    (void)unused;
    static const char line[] = "a/b.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0";
    struct lw_digest empty = lw_sha256(LW_VIEW(""));
    struct lw_python_record got = record_of(line);
    assert_view(got.path, "a/b.py");
    assert_true(got.have_sha256 && lw_digest_eq(&got.sha256, &empty));
    assert_true(got.have_bytes && got.bytes == 0);
    got = record_of("\"a,\"\"b\"\".py\",,");
    assert_view(got.path, "a,\"b\".py");
    assert_false(got.have_sha256);
    static const char *const without[] = {
        "a,sha256=short,1", "a,md5=47DEQpj8HBSa,1",
        /* a byte more, and bits that no byte takes */
        "a,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFUAA,0",
        "a,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFV,0",
        "a,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF.,0"
    };
    for (size_t i = 0; i < LW_COUNT(without); i++)
        assert_false(record_of(without[i]).have_sha256);
    for (size_t cut = 1; cut + 1 < sizeof line; cut++) {
        struct lw_view rest = lw_view(line, cut);
        assert_true(lw_python_record_next(&got, &rest, &sample_arena));
    }
}

static void test_record_path(void **unused)
{
    (void)unused;
    assert_view(lw_python_record_path(&sample_arena, LW_VIEW("a/b"), LW_VIEW("../x/./y")), "a/x/y");
    assert_view(lw_python_record_path(&sample_arena, LW_VIEW(""), LW_VIEW("x//y")), "x/y");
    assert_view(lw_python_record_path(&sample_arena, LW_VIEW("a"), LW_VIEW("../../x")), "");
    assert_view(lw_python_record_path(&sample_arena, LW_VIEW("a"), LW_VIEW("/etc/x")), "");
}

extern const struct lw_analyzer lw_analyzer_startup;

static void test_startup(void **unused)
{
    (void)unused;
    struct lw_facts facts;
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_startup, "python/a.pth",
                                  LW_VIEW("# c\n/src/a\nimport os; os.getcwd()\nimporter\n"))));
    assert_int_equal(facts.facts.count, 1);
    assert_int_equal(facts.facts.items[0].line, 3);
    assert_value(&facts.facts.items[0], LW_K_SNIPPET, "import os; os.getcwd()");
    struct lw_view manifest = LW_VIEW("{\"scripts\": {\"postinstall\": \"node x.js\", "
                                      "\"prepare\": \"tsc\", \"test\": \"jest\"}}");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_startup,
                                  "nodejs/node_modules/@s/a/package.json", manifest)));
    assert_int_equal(facts.facts.count, 1);
    assert_value(&facts.facts.items[0], LW_K_NAME, "postinstall");
    assert_value(&facts.facts.items[0], LW_K_PACKAGE, "@s/a");
    assert_true(lw_ok(sample_file(&facts, &lw_analyzer_startup,
                                  "nodejs/node_modules/a/lib/package.json", manifest)));
    assert_int_equal(facts.facts.count, 0);
}

static int clear(void **unused)
{
    (void)unused;
    lw_arena_clear(&sample_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_version), cmocka_unit_test(test_differs),
        cmocka_unit_test(test_kinds),        cmocka_unit_test(test_moved),
        cmocka_unit_test(test_hash),         cmocka_unit_test(test_alike),
        cmocka_unit_test(test_alike_sets),   cmocka_unit_test(test_broken),
        cmocka_unit_test(test_record),       cmocka_unit_test(test_record_lines),
        cmocka_unit_test(test_startup),      cmocka_unit_test(test_record_path),
    };
    return cmocka_run_group_tests(tests, NULL, clear);
}
