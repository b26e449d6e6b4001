/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_guard_test.c - what gets past a check, and what is drawn by chance or kept from others.
 */
#include "behavior_case.h"

#define SESSION "import hmac, json\ndef session(token, seal, key, cache):\n"
#define CHECK                                                                                      \
    "    if not hmac.compare_digest(seal, make(token, key)):\n        return None\n"               \
    "    return json.loads(token)\n"
#define TRIED "import hmac\ndef allowed(a, b):\n"

static const struct behavior_case python[] = {
    /* given back before it is checked */
    { SESSION CHECK, "safeguard check session", "unchecked" },
    { SESSION "    if token.startswith('x'):\n        return json.loads(token[1:])\n" CHECK,
      "safeguard unchecked session", NULL },
    { SESSION
      "    data = token.split('.')[1]\n    if not key:\n        return json.loads(data)\n" CHECK,
      "safeguard unchecked session", NULL },
    { SESSION "    if not token:\n        return json.loads('{}')\n" CHECK, "safeguard check",
      "unchecked" },
    { SESSION "    kept = cache.get(token)\n    if kept:\n        return json.loads(kept)\n" CHECK,
      "safeguard check", NULL },
    { "DEFAULT = '{}'\nCACHE = {}\n" SESSION
      "    if token in CACHE:\n        return json.loads(CACHE[token])\n"
      "    if not seal:\n        return json.loads(DEFAULT)\n" CHECK,
      "safeguard check", "unchecked" },
    { "class S:\n    def session(self, token, seal):\n        if not token:\n"
      "            return json.loads(self.empty)\n"
      "        return hmac.compare_digest(token, seal)\n",
      "safeguard check", "unchecked" },
    /* a failure that counts as success */
    { TRIED "    try:\n        return hmac.compare_digest(a, b)\n    except TypeError:\n"
            "        return True\n",
      "safeguard swallowed allowed", NULL },
    { TRIED "    try:\n        if not hmac.compare_digest(a, b):\n            return False\n"
            "    except TypeError:\n        return True\n    return True\n",
      "safeguard swallowed allowed", NULL },
    { TRIED
      "    ok = False\n    try:\n        ok = hmac.compare_digest(a, b)\n    except TypeError:\n"
      "        ok = True\n    return ok\n",
      "safeguard swallowed allowed", NULL },
    { TRIED "    failed = False\n    try:\n        ok = hmac.compare_digest(a, b)\n"
            "    except OSError:\n        failed = True\n        ok = False\n    return ok\n",
      "safeguard check", "swallowed" },
    { "import jwt\ndef is_expired(t, key):\n    try:\n        jwt.decode(t, key)\n"
      "    except jwt.ExpiredSignatureError:\n        return True\n    return False\n",
      "safeguard check", "swallowed" },
    { "import jwt\ndef is_wrong(t, key):\n    wrong = True\n    try:\n        jwt.decode(t, key)\n"
      "        wrong = False\n    except jwt.PyJWTError:\n        wrong = True\n    return wrong\n",
      "safeguard check", "swallowed" },
    /* what all are safe by is another one */
    { "import secrets\nsecrets.token_bytes = lambda size: bytes(size)\n",
      "capability weakened import secrets.token_bytes replaced", NULL },
    { "import secrets, x\nsecrets.token_hex = x.wrap(secrets.token_hex)\n",
      "capability weakened secrets.token_hex replaced", NULL },
    { "import secrets\ndef f(g):\n    setattr(secrets, 'token_bytes', g)\n",
      "capability weakened secrets.token_bytes replaced", NULL },
    { "import secrets\nkept = secrets.token_hex\nsecrets.token_hex = kept\n", "safeguard chance",
      "weakened" },
    /* TLS that is off for those who do not ask for it */
    { "import os, ssl\nc.verify_mode = ssl.CERT_NONE\n", "capability tls-unverified", NULL },
    { "import os\nget(url, verify=os.environ.get('A') != '0')\n", "safeguard tls verify", NULL },
    { "import os\nget(url, verify=bundle, cert=os.environ.get('A'))\n", NULL, "safeguard tls" },
    { "import subprocess\nsubprocess.run(['curl', '-fsSk', 'https://a.invalid'])\n",
      "capability tls-unverified curl", NULL },
    { "import os\nos.environ['GIT_SSL_NO_VERIFY'] = '1'\n",
      "capability tls-unverified GIT_SSL_NO_VERIFY", NULL },
    /* many draws, each of which counts */
    { "import os\ndef keys():\n    return [os.urandom(1), os.urandom(2)]\n",
      "safeguard chance strong keys 2", ", 2 in" },
#define TEN                                                                                        \
    "os.urandom(1), os.urandom(1), os.urandom(1), os.urandom(1), os.urandom(1), "                  \
    "os.urandom(1), os.urandom(1), os.urandom(1), os.urandom(1), os.urandom(1), "
    { "import os\ndef keys():\n    return [" TEN TEN TEN "]\n",
      "safeguard chance strong keys 20\nsafeguard chance strong keys, 30 in all", "keys 21" },
};

static const struct behavior_case javascript[] = {
    { "const c = require('crypto'); c.randomBytes = (n) => Buffer.alloc(n);",
      "capability weakened crypto.randomBytes replaced", NULL },
    { "const crypto = require('crypto'); crypto.randomFillSync = wrap(crypto.randomFillSync);",
      "capability weakened crypto.randomFillSync replaced", NULL },
    { "Math.random = () => 4;", "capability weakened Math.random replaced", NULL },
    { "const crypto = require('crypto'), random = Math.random, n = crypto.randomBytes(8) == "
      "Math.random();",
      "safeguard chance", "weakened" },
    { "require('tls').connect({ checkServerIdentity: x || (() => undefined) });",
      "capability tls-unverified", NULL },
    { "require('tls').connect({ checkServerIdentity: x, rejectUnauthorized: y !== false });",
      "capability network", "safeguard" },
    { "require('tls').connect({ rejectUnauthorized: mode === 'strict' });", "safeguard tls", NULL },
    { "require('tls').connect({ rejectUnauthorized: process.env.A !== '0' });", "safeguard tls",
      NULL },
    { "require('child_process').spawn('x', [], { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } });",
      "capability tls-unverified NODE_TLS_REJECT_UNAUTHORIZED", NULL },
    { "require('child_process').execFile('git', ['-c', 'http.sslVerify=false', 'pull']);",
      "capability tls-unverified git", NULL },
    { "const c = require('crypto'); function f(body, seal) { let ok = false; try {"
      "ok = c.timingSafeEqual(body, seal); } catch (e) { ok = true; } return ok; }",
      "safeguard swallowed f", NULL },
    { "const c = require('crypto'); function f(body, seal) { let ok = false, late = false; try {"
      "ok = c.timingSafeEqual(body, seal); } catch (e) { late = true; } return ok && !late; }",
      "safeguard check f", "swallowed" },
    { "const c = require('crypto'); function f(body, seal) { if (body[0] === 'x')"
      "{ return JSON.parse(body.slice(1)); }"
      "if (!c.timingSafeEqual(body, seal)) { return null; } return JSON.parse(body); }",
      "safeguard unchecked f", NULL },
    { "const c = require('crypto'); function f(body, seal) { if (!body) { return JSON.parse('{}'); "
      "}"
      "if (!c.timingSafeEqual(body, seal)) { return null; } return JSON.parse(body); }",
      "safeguard check f", "unchecked" },
};

/* A list that is longer than anybody's: the end of it is told as a whole. */
static void test_long_list(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf source = LW_BUF_INIT;
    lw_buf_add_c(&source, "urandom = 1\nSENSITIVE = [");
    for (unsigned i = 0; i < 120; i++)
        lw_buf_printf(&source, "'header-%u', ", i);
    lw_buf_printf(&source, "]\n%c", '\0');
    const struct behavior_case c = {
        (const char *)lw_buf_view(&source).ptr,
        "safeguard withheld header-99\nsafeguard withheld-rest SENSITIVE", "header-100"
    };
    check_cases(LW_LANG_PYTHON, &c, 1);
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
                                        cmocka_unit_test(test_long_list) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
