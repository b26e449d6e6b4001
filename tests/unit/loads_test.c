/* SPDX-License-Identifier: Apache-2.0
 *
 * loads_test.c - whether code could load tests of its package.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/buf.h"
#include "review/loads.h"

struct one {
    const char *text;
    enum lw_loads loads;
};

static const struct one javascript[] = {
    { "const a = require('./lib/a'), b = require(\"b/c\");", LW_LOADS_PLAIN },
    { "import a, { b } from './a.js'; import 'c'; export * from \"./d.mjs\"", LW_LOADS_PLAIN },
    { "const a = await import('./a.js')", LW_LOADS_PLAIN },
    { "if (/^a/.test(x) && typeof require === 'function') module.exports = 1;", LW_LOADS_PLAIN },
    { "// this will require more, if you import tests of a module or so", LW_LOADS_PLAIN },
    { "if (process.env.NODE_ENV === 'test') Buffer.from('a');", LW_LOADS_PLAIN },
    { "x = '\\u2028\\x1b\\x7f\\\\x74'; require('test'); require('node:fs')", LW_LOADS_PLAIN },
    { "if (process.stdout.isTTY) f('process'); class A { constructor(a) { super(a) } }",
      LW_LOADS_PLAIN },
    { "x = { 'module-alias': 1, 'es-module': a.module, from: ['from', 'a'] }", LW_LOADS_PLAIN },
    { "if (require.main === module) run(); else if (a == module && b) c();", LW_LOADS_PLAIN },
    { "x = arguments.length > 1 ? arguments[0] : arguments[ 3 ];", LW_LOADS_PLAIN },
    { "require('@scope/a'); require('a.b'); require('@scope/a.b'); require('a/b.js')",
      LW_LOADS_PLAIN },
    { "require('./test/a')", LW_LOADS_TESTS },
    { "require( \n './test' )", LW_LOADS_TESTS },
    { "require('./lib/../__tests__/a.js')", LW_LOADS_TESTS },
    { "require('carrier/bench/a')", LW_LOADS_TESTS },
    { "export { a } from\"../tests/a.js\"", LW_LOADS_TESTS },
    { "import('./benchmark/a.js', { with: {} })", LW_LOADS_TESTS },
    { "require('./te' + 'st/a')", LW_LOADS_UNSURE },
    { "require('./te\\st/a')", LW_LOADS_UNSURE },
    { "require(`./${a}/b`)", LW_LOADS_UNSURE },
    { "require(a)", LW_LOADS_UNSURE },
    { "const r = require\nr(a)", LW_LOADS_UNSURE },
    { "const r = require;", LW_LOADS_UNSURE },
    { "require /* */ (a)", LW_LOADS_UNSURE },
    { "require\xc2\xa0(a)", LW_LOADS_UNSURE },
    { "import/**/(a)", LW_LOADS_UNSURE },
    { "import\v(a)", LW_LOADS_UNSURE },
    { "import\xe2\x80\x83(a)", LW_LOADS_UNSURE },
    { "require?.(a)", LW_LOADS_UNSURE },
    { "module['requ' + 'ire'](a)", LW_LOADS_UNSURE },
    { "f(module)", LW_LOADS_UNSURE },
    { "arguments[1](a)", LW_LOADS_UNSURE },
    { "arguments[0x1](a)", LW_LOADS_UNSURE },
    { "const [, r] = arguments; r(a)", LW_LOADS_UNSURE },
    { "f.apply(this, arguments)", LW_LOADS_UNSURE },
    { "typeof require(a)", LW_LOADS_UNSURE },
    { "typeof require(\"./test/a\")", LW_LOADS_TESTS },
    { "typeof require /**/ (a)", LW_LOADS_UNSURE },
    { "typeof module['requ' + 'ire'](a)", LW_LOADS_UNSURE },
    { "a == module['requ' + 'ire'](a)", LW_LOADS_UNSURE },
    { "(a = module)['requ' + 'ire'](a)", LW_LOADS_UNSURE },
    { "typeof Function(a)()", LW_LOADS_UNSURE },
    { "a instanceof Function`b`", LW_LOADS_UNSURE },
    { "require.main ['requ' + 'ire'](a)", LW_LOADS_UNSURE },
    { "require.main.children[0]['requ' + 'ire'](a)", LW_LOADS_UNSURE },
    { "Object.values(require.cache)[0]['requ' + 'ire'](a)", LW_LOADS_UNSURE },
    { "require('a/b.txt')", LW_LOADS_UNSURE },
    { "require('@scope/a/b.txt')", LW_LOADS_UNSURE },
    { "\\u0072equire(a)", LW_LOADS_UNSURE },
    { "r\\u{65}quire(a)", LW_LOADS_UNSURE },
    { "import { createRequire } from 'a'", LW_LOADS_UNSURE },
    { "process.getBuiltinModule('a')", LW_LOADS_UNSURE },
    { "eval(a)", LW_LOADS_UNSURE },
    { "new Function(a)", LW_LOADS_UNSURE },
    { "f.constructor(a)", LW_LOADS_UNSURE },
    { "[...arguments][1](a)", LW_LOADS_UNSURE },
    { "({...module})[a](b)", LW_LOADS_UNSURE },
    { "-module[a](b)", LW_LOADS_UNSURE },
    { "const p = process; p[a](b)", LW_LOADS_UNSURE },
    { "Reflect.get(globalThis, a)", LW_LOADS_UNSURE },
    { "Object.entries(global)", LW_LOADS_UNSURE },
    { "process.binding('a')", LW_LOADS_UNSURE },
    { "x[k][k](\"return process\")()", LW_LOADS_UNSURE },
    { "const { constructor } = f; constructor(a)()", LW_LOADS_UNSURE },
    { "const { constructor: c } = f; c(a)()", LW_LOADS_UNSURE },
    { "export*as\"n\"from\"./te%73t/x\"", LW_LOADS_UNSURE },
    { "export * as 'n'from'./test/x'", LW_LOADS_TESTS },
    { "require('node:test').run({ files })", LW_LOADS_UNSURE },
    { "require('process')[a]", LW_LOADS_UNSURE },
    { "import 'data:text/javascript,import %22a%22'", LW_LOADS_UNSURE },
    { "require('node:vm')", LW_LOADS_UNSURE },
    { "require('child_process')", LW_LOADS_UNSURE },
    { "require('./a.txt')", LW_LOADS_UNSURE },
    { "require('/opt/a')", LW_LOADS_UNSURE },
    { "import 'file:///opt/a.js'", LW_LOADS_UNSURE },
    { "read(here + '/test/a.js')", LW_LOADS_UNSURE },
    { "require('./a", LW_LOADS_UNSURE },
    { "import './te%73t/a.mjs'", LW_LOADS_UNSURE },
    { "import './te\tst/a.mjs'", LW_LOADS_UNSURE },
    { "", LW_LOADS_PLAIN },
};

static const struct one python[] = {
    { "import unittest\nfrom . import a\nx = 'tests'\n", LW_LOADS_PLAIN },
    { "def test():\n    return tests\n", LW_LOADS_PLAIN },
    { "from .tests import a\n", LW_LOADS_TESTS },
    { "from . import (\n    a,\n    tests,\n)\n", LW_LOADS_TESTS },
    { "from . import a, \\\n    tests\n", LW_LOADS_TESTS },
    { "x = 1; import carrier.tests.a\n", LW_LOADS_TESTS },
    { "import_module('.tests.a', __name__)\n", LW_LOADS_TESTS },
    { "try: from .tests.a import b\nexcept E: pass\n", LW_LOADS_TESTS },
    { "from . import ( # (a)\n    tests,\n)\n", LW_LOADS_TESTS },
    { "from \\\n  .a \\\n  import tests\n", LW_LOADS_TESTS },
    { "from . \\\r\n  import tests\r\n", LW_LOADS_TESTS },
    { "from . import a, \\\r\n    tests\r\n", LW_LOADS_TESTS },
    { "from\f.\fimport tests\n", LW_LOADS_TESTS },
    { "from .tests import a\rimport b\r", LW_LOADS_TESTS },
    { "from . import a\rtests = 1\r", LW_LOADS_PLAIN },
    { "\"\"\"\n  these come\nfrom the tests of it, and import\n\"\"\"\n", LW_LOADS_PLAIN },
    { "# names that we import from tests\n", LW_LOADS_PLAIN },
    { "def a():\n    yield from tests.all()\n", LW_LOADS_PLAIN },
    { "from tests\nimport a\n", LW_LOADS_PLAIN },
};

static void tells_what_is_loaded(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(javascript); i++)
        if (lw_loads_javascript(lw_view_c(javascript[i].text)) != javascript[i].loads)
            fail_msg("JavaScript: %s", javascript[i].text);
    for (size_t i = 0; i < LW_COUNT(python); i++)
        if (lw_loads_python(lw_view_c(python[i].text)) != python[i].loads)
            fail_msg("Python: %s", python[i].text);
}

static void ends_where_text_is_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(javascript); i++) {
        const struct lw_view text = lw_view_c(javascript[i].text);
        for (size_t len = 0; len <= text.len; len++) {
            uint8_t *copy = malloc(len + 1); /* of its own, for the sanitizers */
            assert_non_null(copy);
            if (len)
                memcpy(copy, text.ptr, len);
            uint8_t *exact = realloc(copy, len ? len : 1);
            const struct lw_view cut = lw_view(exact, len);
            size_t at = 0;
            (void)lw_loads_javascript(cut);
            (void)lw_loads_python(cut);
            while (lw_loads_next_named(cut, &at).len)
                assert_true(at <= len);
            free(exact);
        }
    }
}

static void tells_whose_tests_are_named(void **state)
{
    size_t at = 0;
    const struct lw_view text = LW_VIEW(
        "a('carrier/test/x', '@acme/box/tests', './test/y', '../test') from parcels.tests");
    (void)state;
    assert_true(lw_view_is(lw_loads_next_named(text, &at), "carrier"));
    assert_true(lw_view_is(lw_loads_next_named(text, &at), "@acme/box"));
    assert_true(lw_view_is(lw_loads_next_named(text, &at), "parcels"));
    assert_int_equal(lw_loads_next_named(text, &at).len, 0);
}

static void gathers_words_of_imports(void **state)
{
    LW_CLEANUP(lw_map_clear) struct lw_map words = LW_MAP_INIT;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    (void)state;
    lw_loads_python_words(&words, LW_VIEW("other = 1\nfrom .tests import (\n  hosts,\n)\nlast\n"),
                          &arena, 7);
    assert_non_null(lw_map_get(&words, LW_VIEW("7 hosts")));
    assert_null(lw_map_get(&words, LW_VIEW("7 other")));
    assert_null(lw_map_get(&words, LW_VIEW("7 last")));
}

/* A bracket that opens late, behind more than a screen of names. */
static void reads_long_imports(void **state)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    (void)state;
    lw_buf_add_c(&text, "from . import (");
    for (size_t i = 0; i < 10000; i++)
        lw_buf_add_c(&text, "a,\n");
    lw_buf_add_c(&text, "tests)\n");
    assert_int_equal(lw_loads_python(lw_buf_view(&text)), LW_LOADS_TESTS);
}

static void judges_entries(void **state)
{
    (void)state;
    assert_int_equal(lw_loads_target(LW_VIEW("./lib/a.js")), LW_LOADS_PLAIN);
    assert_int_equal(lw_loads_target(LW_VIEW("lib")), LW_LOADS_PLAIN);
    assert_int_equal(lw_loads_target(LW_VIEW("test")), LW_LOADS_TESTS);
    assert_int_equal(lw_loads_target(LW_VIEW("./test/")), LW_LOADS_TESTS);
    assert_int_equal(lw_loads_target(LW_VIEW("./lib/../test/a.cjs")), LW_LOADS_TESTS);
    assert_int_equal(lw_loads_target(LW_VIEW("a.txt")), LW_LOADS_UNSURE);
    assert_int_equal(lw_loads_target(LW_VIEW("./lib/*.js")), LW_LOADS_UNSURE);
    assert_int_equal(lw_loads_target(LW_VIEW("./te%73t/a.js")), LW_LOADS_UNSURE);
}

static void knows_folders(void **state)
{
    (void)state;
    assert_true(lw_loads_below_test(LW_VIEW("lib/test/a.js")));
    assert_true(lw_loads_below_test(LW_VIEW("benchmark/a.js")));
    assert_false(lw_loads_below_test(LW_VIEW("lib/test")));
    assert_false(lw_loads_below_test(LW_VIEW("lib/testing/a.js")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_is_loaded),
        cmocka_unit_test(ends_where_text_is_cut),
        cmocka_unit_test(tells_whose_tests_are_named),
        cmocka_unit_test(gathers_words_of_imports),
        cmocka_unit_test(reads_long_imports),
        cmocka_unit_test(judges_entries),
        cmocka_unit_test(knows_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
