/* SPDX-License-Identifier: Apache-2.0
 *
 * guard_test.c - two versions of a source, and whether the new one guards less.
 */
#include "guard_case.h"

static const struct guard_case python[] = {
    /* TLS */
    { "def f(c):\n    if c is None:\n        return CERT_REQUIRED\n",
      "def f(c):\n    if c is None:\n        return CERT_NONE\n", true },
    { "MODE = ssl.CERT_REQUIRED\n", "MODE = ssl.CERT_NONE\n", true },
    { "def f(v):\n    use(v)\n",
      "def f(v):\n    if v is None:\n        v = ssl.CERT_NONE\n    use(v)\n", true },
    { "def f(v):\n    use(v)\n",
      "def f(v):\n    if v == ssl.CERT_NONE:\n        warn()\n    use(v)\n", false },
    { "from ssl import CERT_REQUIRED\n", "from ssl import CERT_NONE, CERT_REQUIRED\n", false },
    { "def f(c, t):\n    c.check_hostname = True\n    return c\n",
      "def f(c, t):\n    c.check_hostname = True\n    if t:\n        c.check_hostname = False\n",
      true },
    { "def f(c, t):\n    if t:\n        c.check_hostname = False\n",
      "def f(c, t):\n    if t and c:\n        c.check_hostname = False\n", false },
    { "def disable_check_hostname():\n    c.check_hostname = None\n",
      "def disable_check_hostname():\n    c.check_hostname = False\n", false },
    { "def f(url, assert_hostname=None):\n    pass\n",
      "def f(url, assert_hostname=False):\n    pass\n", true },
    { "s.get(url, verify=True)\n", "s.get(url, verify=bool(os.getenv('STRICT_TLS')))\n", true },
    { "s.get(url, verify=True)\n", "s.get(url, verify=bundle)\n", false },
    { "o = OP_NO_SSLv3 | OP_NO_TLSv1\n", "o = OP_NO_SSLv3\n", true },
    { "c.minimum_version = TLSVersion.TLSv1_2\n", "c.minimum_version = TLSVersion.TLSv1\n", true },
    { "c.minimum_version = TLSVersion.TLSv1_2\n", "c.minimum_version = TLSVersion.TLSv1_3\n",
      false },
    { "BASE = 'https://api.acme.example/v1'\n", "BASE = 'http://api.acme.example/v1'\n", true },
    { "BASE = 'http://api.acme.example/v1'\n", "BASE = 'https://api.acme.example/v1'\n", false },
    /* what data may do, what can be foretold */
    { "def f(t):\n    return yaml.safe_load(t)\n",
      "def f(t):\n    return yaml.load(t, Loader=yaml.Loader)\n", true },
    { "def f(t):\n    return yaml.load(t, Loader=yaml.SafeLoader)\n",
      "def f(t):\n    return yaml.load(t, Loader=yaml.UnsafeLoader)\n", true },
    { "def f(t):\n    return yaml.load(t, Loader=yaml.SafeLoader)\n",
      "def f(t):\n    return yaml.safe_load(t)\n", false },
    { "def nonce():\n    return os.urandom(16)\n",
      "def nonce():\n    return random.randbytes(16)\n", true },
    { "def nonce():\n    return os.urandom(16)\n",
      "def nonce():\n    return md5(str(os.getpid()).encode()).digest()\n", true },
    { "def nonce():\n    return os.urandom(16)\n", "def nonce():\n    return b'0123456789abcdef'\n",
      true },
    { "def nonce():\n    return os.urandom(16)\n",
      "def nonce():\n    return secrets.token_bytes(16)\n", false },
    { "def run(a):\n    return subprocess.run(a, check=True)\n",
      "def run(a):\n    return subprocess.run(' '.join(a), check=True, shell=True)\n", true },
    /* comparisons */
    { "def done(a, b):\n    if a.digest != b.digest:\n        raise E()\n",
      "def done(a, b):\n    if a.digest[-20:] != b.digest[-20:]:\n        raise E()\n", true },
    { "def f(a, b):\n    if a.name != b.name:\n        raise E()\n",
      "def f(a, b):\n    if a.name[1:] != b.name[1:]:\n        raise E()\n", false },
    { "def sign(key, m):\n    return hmac.new(key, m, sha256).hexdigest()\n",
      "def sign(key, m):\n    return hmac.new(key[:4], m, sha256).hexdigest()\n", true },
    { "def sign(key, m):\n    return hmac.new(key, m, sha256).hexdigest()\n",
      "def sign(key, m):\n    return hmac.new(key, m, md5).hexdigest()\n", true },
    { "def sign(key, m):\n    return hmac.new(key, m, sha256).hexdigest()\n",
      "def sign(key, m):\n    return hmac.new(key, m, sha512).hexdigest()\n", false },
    { "def f(host):\n    return host.endswith('.acme.example')\n",
      "def f(host):\n    return host.find('.acme.example') >= 0\n", true },
    { "def f(host):\n    return host == 'acme.example'\n",
      "def f(host):\n    return host.startswith('acme.example')\n", true },
    { "def f(line):\n    return line.endswith('x')\n", "def f(line):\n    return 'x' in line\n",
      false },
    { "def may(u, g):\n    if not u or not g:\n        raise Denied()\n",
      "def may(u, g):\n    if not u and not g:\n        raise Denied()\n", true },
    { "def f(u, g):\n    if u or g:\n        g = 1\n",
      "def f(u, g):\n    if u and g:\n        g = 1\n", false },
    { "jwt.decode(t, key, algorithms=a)\n",
      "jwt.decode(t, key, algorithms=a, options={'verify_signature': False})\n", true },
    /* lists */
    { "REMOVE_ON_REDIRECT = frozenset(['Authorization'])\n", "REMOVE_ON_REDIRECT = frozenset([])\n",
      true },
    { "REMOVE_ON_REDIRECT = frozenset(['Authorization'])\n",
      "REMOVE_ON_REDIRECT = frozenset(['Authorization', 'Cookie'])\n", false },
    { "KNOWN = frozenset(['Authorization'])\n", "KNOWN = frozenset([])\n", false },
};

static const struct guard_case javascript[] = {
    { "tls.connect({ rejectUnauthorized: true });",
      "tls.connect({ rejectUnauthorized: process.env.STRICT === '1' });", true },
    { "tls.connect({ host });", "tls.connect({ host, rejectUnauthorized: false });", true },
    { "connect({ minVersion: 'TLSv1.2' });", "connect({ minVersion: 'TLSv1' });", true },
    { "const base = 'https://api.acme.example';", "const base = 'http://api.acme.example';", true },
    { "const base = 'https://api.acme.example';", "const base = 'http://localhost:80';", false },
    { "function nonce() { return crypto.randomBytes(8).toString('hex'); }",
      "function nonce() { return Math.random().toString(16); }", true },
    { "function nonce() { return crypto.randomBytes(8).toString('hex'); }",
      "function nonce() { return crypto.randomUUID(); }", false },
    { "function same(signature, seal) { return signature === seal; }",
      "function same(signature, seal) { return signature.slice(0, 8) === seal.slice(0, 8); }",
      true },
    { "function isOk(host) { return host.endsWith('.acme.example'); }",
      "function isOk(host) { return host.includes('.acme.example'); }", true },
    { "function may(u, g) { if (!u || !g) { throw new Error('no'); } }",
      "function may(u, g) { if (!u && !g) { throw new Error('no'); } }", true },
    { "const redacted = ['password', 'token'];", "const redacted = ['password'];", true },
    { "spawn(name, words, { stdio });", "spawn(name, words, { stdio, shell: true });", true },
};

static const struct guard_case shell[] = {
    { "curl -s https://acme.example/x\n", "curl -s http://acme.example/x\n", true },
    { "curl -s https://acme.example/x\n", "curl -s https://acme.example/y\n", false },
};

static void test_python(void **state)
{
    (void)state;
    check_guards("x.py", python, LW_COUNT(python), ANY_GUARD);
}

static void test_javascript(void **state)
{
    (void)state;
    check_guards("x.js", javascript, LW_COUNT(javascript), ANY_GUARD);
}

static void test_shell(void **state)
{
    (void)state;
    check_guards("x.sh", shell, LW_COUNT(shell), ANY_GUARD);
}

/* By the function, or by what stands before any. */
static void test_where(void **state)
{
    static const struct {
        const char *from, *to, *name;
    } cases[] = {
        { "if a.digest == b.digest:\n    raise E()\n",
          "if a.digest[:9] == b.digest[:9]:\n    raise E()\n", "at module level" },
        { "def f(a, b):\n    if a.digest == b.digest:\n        raise E()\n",
          "def f(a, b):\n    if a.digest[:9] == b.digest[:9]:\n        raise E()\n", "f" },
    };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
        LW_CLEANUP(lw_arena_clear) struct lw_arena work = LW_ARENA_INIT;
        struct lw_guard_pair pair = { .file = 1, .arena = &arena, .work = &work };
        lw_guard_compare(&pair, LW_VIEW("x.py"), lw_view_c(cases[i].from), lw_view_c(cases[i].to));
        assert_int_equal(pair.out.count, 1);
        assert_true(lw_view_is(pair.out.items[0].name, cases[i].name));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_javascript),
                                        cmocka_unit_test(test_shell),
                                        cmocka_unit_test(test_where) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
