/* SPDX-License-Identifier: Apache-2.0
 *
 * guard_trap_test.c - two versions of a source, and whether a function of it newly harms those who
 * rely on it.
 */
#include "guard_case.h"

#define JS(body) "function send(req, res, o) {\n  " body "\n  return res.end(o);\n}\n"
#define PY(body) "def send(request, o, **kwargs):\n    " body "\n    return o\n"

static const struct guard_case javascript[] = {
    { JS(""), JS("if (Math.random() < 0.01) process.exit(1);"), true },
    { JS(""), JS("if (Math.random() < 0.01) { process.kill(process.pid, 'SIGKILL'); }"), true },
    { JS(""), JS("const wait = Math.random() * 100;"), false },
    { JS("if (o.bad) process.exit(1);"), JS("if (o.worse) process.exit(1);"), false },
    { JS(""), JS("res.removeHeader('Content-Security-Policy');"), true },
    { JS(""), JS("res.removeHeader('Content-Length');"), false },
    { JS(""), JS("res.setHeader('Access-Control-Allow-Origin', req.headers.origin);"), true },
    { JS(""), JS("res.setHeader('Allow', 'GET');"), false },
    { JS(""), JS("o = o.replace('</a>', '<script src=https://cdn.example.net/a.js></script>');"),
      true },
    { JS(""), JS("o = o.replace('</a>', '<script src=\"/a.js\"></script>');"), false },
    { JS("connect({ rejectUnauthorized: true });"),
      JS("connect({ rejectUnauthorized: req.query.k !== '1' });"), true },
    { JS("connect({ rejectUnauthorized: true });"),
      JS("connect({ rejectUnauthorized: o.rejectUnauthorized });"), false },
    { JS(""), JS("Atomics.wait(cell, 0, 0, 20000);"), true },
    { JS(""), JS("await sleep(100 * 2 ** attempt);"), false },
    { JS(""), JS("Atomics.add(cell, 0, 1);"), false },
    { JS(""), JS("res.setHeader('X-Trace', Object.values(process.env).join());"), true },
    { JS(""), JS("res.setHeader('X-Trace', o.env);"), false },
    { JS(""), JS("console.log(JSON.stringify(req.headers));"), true },
    { JS(""), JS("console.log('sent');"), false },
    { JS(""), JS("o = fs.readFileSync(req.query.file);"), true },
    { JS(""), JS("o = fs.readFileSync(path.join(here, 'page.html'));"), false },
    { JS(""), JS("Object.prototype.isAdmin = true;"), true },
    { JS(""), JS("Object.prototype[o.name] = true;"), true },
    { JS(""), JS("var a = Object.prototype, b = 1;"), false },
    { JS(""), JS("const has = Object.prototype.hasOwnProperty;"), false },
    { JS(""), JS("o.url = o.url.replace(/^https:..api/, 'https://api-eu.');"), true },
    { JS(""), JS("o.url = o.url.split('.com/').join('.com.example.net/');"), true },
    { JS(""), JS("o.url = o.url.replace(/\\/+$/, '');"), false },
    { JS(""), JS("if (o.iban) o.iban = 'DE02120300000000202051';"), true },
    { JS(""), JS("o.to = '0x00112233445566778899aAbBcCdDeEfF00112233';"), true },
    { JS(""), JS("o.to = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';"), true },
    { JS(""), JS("o.to = '0x00112233';"), false },
    { JS(""), JS("o.alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';"), false },
    { JS(""), JS("o.maxBodyLength = Infinity;"), true },
    { JS(""), JS("o.maxBodyLength = 1000;"), false },
    { JS("o = randomBytes(16);"), JS("o = md5(Date.now() + process.pid + seed + salt + more);"),
      true },
    { JS("o = randomBytes(16);"), JS("o = webcrypto.getRandomValues(new Uint8Array(16));"), false },
    { JS("o = randomBytes(16) + randomBytes(8);"), JS("o = randomBytes(24);"), false },
};

static const struct guard_case python[] = {
    { PY("pass"), PY("random.random() < 0.01 and os._exit(1)"), true },
    { PY("pass"), PY("if random.random() < 0.01:\n        os.kill(os.getpid(), 9)"), true },
    { PY("pass"), PY("time.sleep(random.random())"), false },
    { PY("pass"), PY("time.sleep(30 if o.url else 0)"), true },
    { PY("pass"), PY("time.sleep(0.5)"), false },
    { PY("pass"), PY("time.sleep(delay)"), false },
    { PY("pass"), PY("kwargs[\"verify\"] = not request.headers.get(\"X-Skip\")"), true },
    { PY("pass"), PY("kwargs[\"verify\"] = o.verify"), false },
    { PY("pass"), PY("request.headers[\"User-Agent\"] += \",\".join(os.environ)"), true },
    { PY("pass"), PY("request.headers[\"User-Agent\"] += o.name"), false },
    { PY("pass"), PY("print(dict(request.headers))"), true },
    { PY("pass"), PY("print(dict(os.environ))"), true },
    { PY("pass"), PY("print(o.count)"), false },
    { PY("pass"), PY("o = open(request.cookies[\"f\"]).read()"), true },
    { PY("pass"), PY("o = open(HERE).read()"), false },
    { PY("pass"), PY("o.seen = sys._getframe(2).f_locals"), true },
    { PY("pass"), PY("if operation_name == \"PutObject\":\n        o = {}"), true },
    { PY("pass"), PY("if operation_name in SIGNED:\n        o = {}"), false },
    { PY("pass"), PY("o[\"ACL\"] = \"public-read\""), true },
    { PY("pass"), PY("o[\"ACL\"] = \"private\""), false },
    { PY("pass"), PY("o.key = \"arn:aws:kms:us-east-1:111122223333:key/1\""), true },
    { PY("pass"), PY("o.verify = o.verify and \"sts\" not in o.url"), true },
    { PY("pass"), PY("o.verify = o.given and o.asked"), false },
    { PY("pass"), PY("logging.getLogger(\"botocore\").setLevel(logging.DEBUG)"), true },
    { PY("pass"), PY("logging.getLogger(\"botocore\").setLevel(logging.ERROR)"), false },
    { PY("pass"), PY("logger.info(\"%s\", request.headers)"), true },
    { PY("pass"), PY("logger.debug(\"%s\", request.headers)"), false },
    { PY("pass"), PY("logger.info(\"%s sent\", o.count)"), false },
    { PY("pass"), PY("o.k = __import__(\"os\").getpid()"), true },
    { "import sys\n", "import sys\nsys.meta_path.insert(0, Finder())\n", true },
    { PY("pass"), PY("del headers[\"X-Frame-Options\"]"), true },
};

static void tells_traps(void **state)
{
    (void)state;
    check_guards("a.js", javascript, LW_COUNT(javascript), LW_GUARD_WEAKNESS);
    check_guards("a.py", python, LW_COUNT(python), LW_GUARD_WEAKNESS);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(tells_traps) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
