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
