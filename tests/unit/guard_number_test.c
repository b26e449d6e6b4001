/* SPDX-License-Identifier: Apache-2.0
 *
 * guard_number_test.c - two versions of a source, and whether a number of it guards much less.
 */
#include "guard_case.h"
#include "review/guard_number.h"

static const struct guard_case python[] = {
    { "MAX_AGE = 300\n", "MAX_AGE = 315_576_000\n", true },
    { "MAX_AGE = 300\n", "MAX_AGE = 600\n", false },
    { "MAX_AGE = 300\n", "MAX_AGE = 60\n", false },
    { "LIMIT = 5\n", "LIMIT = 5_000_000\n", true },
    { "LIMIT = 5 * 1024 ** 2\n", "LIMIT = 10 * 1024 * 1024\n", false },
    { "LIMIT = 5 * 1024 ** 2\n", "LIMIT = float('inf')\n", true },
    { "LIMIT = 1 << 20\n", "LIMIT = 1 << 40\n", true },
    { "def f(u, timeout=5):\n    g()\n", "def f(u, timeout=10):\n    g()\n", false },
    { "def f(u, timeout=5):\n    g()\n", "def f(u, timeout=(3, 10)):\n    g()\n", false },
    { "def f(u, timeout=5):\n    g()\n", "def f(u, timeout=None):\n    g()\n", true },
    { "def f(u, timeout: float = 5):\n    g()\n", "def f(u, timeout: float = None):\n    g()\n",
      true },
    { "def f():\n    return secrets.token_urlsafe(32)\n",
      "def f():\n    return secrets.token_hex(3)\n", true },
    { "def f():\n    return secrets.token_bytes(32)\n",
      "def f():\n    return secrets.token_bytes(16)\n", false },
    { "def f():\n    return f'{secrets.randbelow(10**8):08d}'\n",
      "def f():\n    return f'{secrets.randbelow(10**3):03d}'\n", true },
    { "def code():\n    return random.randint(0, 10**6)\n",
      "def code():\n    return random.randint(0, 10**3)\n", true },
    { "def jitter():\n    return random.randint(0, 10**6)\n",
      "def jitter():\n    return random.randint(0, 10**3)\n", false },
    { "def f(p, s):\n    return hashlib.pbkdf2_hmac('sha256', p, s, 600_000)\n",
      "def f(p, s):\n    return hashlib.pbkdf2_hmac('sha256', p, s, 1000)\n", true },
    { "def f(p, s):\n    return hashlib.pbkdf2_hmac('sha256', p, s, 600_000)\n",
      "def f(p, s):\n    return hashlib.pbkdf2_hmac('sha256', p, s, 800_000)\n", false },
    { "def f(p):\n    return bcrypt.hashpw(p, bcrypt.gensalt())\n",
      "def f(p):\n    return bcrypt.hashpw(p, bcrypt.gensalt(4))\n", true },
    { "def f(p):\n    return bcrypt.hashpw(p, bcrypt.gensalt(12))\n",
      "def f(p):\n    return bcrypt.hashpw(p, bcrypt.gensalt(11))\n", false },
    { "def f(t, now):\n    return now - t < 60\n", "def f(t, now):\n    return now - t < 6000\n",
      true },
    { "def f(b):\n    return len(b) < 60\n", "def f(b):\n    return len(b) < 6000\n", false },
    { "def f():\n    return {'exp': int(time()) + 900}\n",
      "def f():\n    return {'exp': int(time()) + 900000}\n", true },
    { "def token():\n    return now() + timedelta(minutes=15)\n",
      "def token():\n    return now() + timedelta(days=30)\n", true },
    { "def token():\n    return now() + timedelta(minutes=60)\n",
      "def token():\n    return now() + timedelta(hours=1)\n", false },
    { "def f(k):\n    return s3.sign('get', Params={'Key': k}, ExpiresIn=300)\n",
      "def f(k):\n    return s3.sign('get', Params={'Key': k}, ExpiresIn=604800)\n", true },
    { "def f():\n    os.umask(0o077)\n", "def f():\n    os.umask(0)\n", true },
    { "def f():\n    os.umask(0o022)\n", "def f():\n    os.umask(0o077)\n", false },
    { "def f(p):\n    os.chmod(p, 0o600)\n", "def f(p):\n    os.chmod(p, 0o666)\n", true },
    { "def f(p):\n    os.chmod(p, 0o644)\n", "def f(p):\n    os.chmod(p, 0o600)\n", false },
    { "def f(p):\n    os.makedirs(p)\n", "def f(p):\n    os.makedirs(p, mode=0o777)\n", true },
    { "AGE = int(os.environ.get('MAX_AGE', '300'))\n",
      "AGE = int(os.environ.get('MAX_AGE', '300000'))\n", true },
    { "@lru_cache(maxsize=8)\ndef f():\n    g()\n", "@lru_cache(maxsize=None)\ndef f():\n    g()\n",
      false },
    { "def f():\n    g(max_retries=1)\n", "def f():\n    g(max_retries=10)\n", false },
};

static const struct guard_case javascript[] = {
    { "function f(p, s) { return crypto.scryptSync(p, s, 32); }",
      "function f(p, s) { return crypto.scryptSync(p, s, 32, { N: 2, r: 1, p: 1 }); }", true },
    { "function f(p, s) { return crypto.scryptSync(p, s, 32); }",
      "function f(p, s) { return crypto.scryptSync(p, s, 64, { N: 32768 }); }", false },
    { "function g(p) { }",
      "function g(p) { }\nfunction f(p) { return scryptSync(p, s, 32, { N: 2 }); }", false },
    { "const o = { maxRedirects: 0 };", "const o = { maxRedirects: 5 };", true },
    { "const o = { maxContentLength: 5e6 };", "const o = { maxContentLength: Infinity };", true },
    { "const o = { maxContentLength: 5e6 };", "const o = { maxContentLength: 1e7 };", false },
    { "const o = { expiresIn: '15m' };", "const o = { expiresIn: '365d' };", true },
    { "const o = { expiresIn: '60m' };", "const o = { expiresIn: '1h' };", false },
    { "const o = { mode: 0o600 };", "const o = { mode: 0o666 };", true },
    { "const o = { timeout: 5000 };", "const o = { timeout: 0 };", true },
    { "const t = process.env.MAX_AGE || 300;", "const t = process.env.MAX_AGE || 300000;", true },
    { "function f() { return crypto.randomInt(0, 1e8); }",
      "function f() { return crypto.randomInt(0, 1e8); }\nconst x = 1;", false },
    { "function f() { return crypto.randomBytes(32); }",
      "function f() { return crypto.randomBytes(4); }", true },
    { "function f(s) { return s.filter((t) => Date.now() - t < 60000); }",
      "function f(s) { return s.filter((t) => Date.now() - t < 60); }", true },
};

static void test_python(void **state)
{
    (void)state;
    check_guards("x.py", python, LW_COUNT(python), LW_GUARD_NUMBER);
}

static void test_javascript(void **state)
{
    (void)state;
    check_guards("x.js", javascript, LW_COUNT(javascript), LW_GUARD_NUMBER);
}

static void test_number(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = { { "0", 0 },       { "600_000", 600000 }, { "0o777", 511 },
                 { "0777", 511 },  { "0x1F", 31 },        { "1e8", 1e8 },
                 { "1.5e2", 150 }, { "10n", 10 },         { "0.25", 0.25 } };
    static const char *const bad[] = { "", "x", "0x", "08d", "1.2.3", "12ab" };
    double value;
    for (size_t i = 0; i < LW_COUNT(good); i++) {
        assert_true(lw_number_read(&value, lw_view_c(good[i].text)));
        assert_true(value == good[i].value);
    }
    for (size_t i = 0; i < LW_COUNT(bad); i++)
        assert_false(lw_number_read(&value, lw_view_c(bad[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_javascript),
                                        cmocka_unit_test(test_number) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
