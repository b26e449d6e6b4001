/* SPDX-License-Identifier: Apache-2.0
 *
 * guard_weakness_test.c - two versions of a source, and whether a function of it is weaker.
 */
#include "guard_case.h"

#define QUERY "def f(c, t, n):\n    c.execute('SELECT id FROM orders WHERE t = %s', (t,))\n"

static const struct guard_case python[] = {
    /* queries */
    { QUERY, "def f(c, t, n):\n    c.execute(f'SELECT id FROM orders WHERE t = \"{t}\"')\n", true },
    { QUERY, "def f(c, t, n):\n    c.execute('SELECT id FROM orders WHERE t = ' + t)\n", true },
    { QUERY, "def f(c, t, n):\n    c.execute('SELECT id FROM orders WHERE t = {}'.format(t))\n",
      true },
    { QUERY, "def f(c, t, n):\n    c.execute('SELECT id FROM orders WHERE t = \\'%s\\'' % t)\n",
      true },
    { QUERY,
      "def f(c, t, n):\n    c.execute('SELECT id FROM orders WHERE t = %s AND n = %s', (t, n))\n",
      false },
    { QUERY,
      "def f(c, t, n):\n    m = ', '.join(['%s'] * len(n))\n"
      "    c.execute(f'SELECT id FROM orders WHERE t IN ({m})', n)\n",
      false },
    { QUERY, "def f(c, t, n):\n    c.execute('SELECT id FROM orders WHERE t = %s OR 1=1', (t,))\n",
      true },
    { "def f(c, t, n):\n    c.execute('SELECT id FROM o WHERE tenant = %s AND n = %s', (t, n))\n",
      "def f(c, t, n):\n    c.execute('SELECT id FROM o WHERE n = %s', (n,))\n", true },
    { "def f(s):\n    return SORTS.get(s, 'name')\n", "def f(s):\n    return SORTS.get(s, s)\n",
      true },
    { "def f(s):\n    return SORTS.get(s, 'name')\n", "def f(s):\n    return SORTS.get(s, 'id')\n",
      false },
    /* encryption */
    { "def f(k, d):\n    return AESGCM(k).encrypt(n, d, a)\n",
      "def f(k, d):\n    return Cipher(AES(k), modes.CTR(n)).encryptor().update(d)\n", true },
    { "def f(k, d):\n    return AESGCM(k).encrypt(n, d, a)\n",
      "def f(k, d):\n    return ChaCha20Poly1305(k).encrypt(n, d, a)\n", false },
    { "def f(k, d):\n    return AESGCM(k).encrypt(n, d, a)\n",
      "def f(k, d):\n    return AESGCM(k).encrypt(n, d, None)\n", true },
    { "def f(k, d):\n    return AES.new(k, AES.MODE_CBC, n)\n",
      "def f(k, d):\n    return AES.new(k, AES.MODE_ECB)\n", true },
    { "def f(k):\n    s3.put_object(Key=k, ServerSideEncryption='aws:kms')\n",
      "def f(k):\n    s3.put_object(Key=k)\n", true },
    { "def f(k):\n    s3.put_object(Key=k, ServerSideEncryption='aws:kms')\n",
      "def f(k):\n    s3.upload(k, ExtraArgs={'ServerSideEncryption': 'aws:kms'})\n", false },
    /* browsers */
    { "def f(c):\n    return f'sid={c}; HttpOnly; Secure'\n", "def f(c):\n    return f'sid={c}'\n",
      true },
    { "def f(c):\n    return f'sid={c}; HttpOnly; Secure'\n",
      "def f(c):\n    return f'sid={c}; HttpOnly; Secure; SameSite=Strict'\n", false },
    { "def f():\n    return {'X-Frame-Options': 'DENY', 'ETag': e}\n",
      "def f():\n    return {'ETag': e}\n", true },
    { "def f(o):\n    if o not in ORIGINS:\n        return {}\n    return {'Allow': o}\n",
      "def f(o):\n    if not o.endswith('shop.example'):\n        return {}\n    return {'Allow': "
      "o}\n",
      true },
    { "def f(o):\n    if o not in ORIGINS:\n        return {}\n",
      "def f(o):\n    if o not in ORIGINS and o:\n        return {}\n", false },
    { "def f(t):\n    if t.startswith('//') or '\\\\' in t:\n        t = '/'\n",
      "def f(t):\n    if t == 1:\n        t = '/'\n", true },
    { "def f(t):\n    return template.render(t)\n", "def f(t):\n    return Markup(t)\n", true },
    /* servers */
    { "def f(u):\n    return get(u, allow_redirects=False)\n",
      "def f(u):\n    return get(u, allow_redirects=True)\n", true },
    { "def f(a):\n    if a.is_private or a.is_link_local:\n        raise Refused(a)\n",
      "def f(a):\n    if a.is_multicast:\n        raise Refused(a)\n", true },
    { "def f(a):\n    if a.is_private or a.is_link_local:\n        raise Refused(a)\n",
      "def f(a):\n    if not a.is_global:\n        raise Refused(a)\n", false },
    { "def f(p):\n    if p.scheme != 'https':\n        raise Refused(p)\n",
      "def f(p):\n    if p.scheme not in ('http', 'https'):\n        raise Refused(p)\n", true },
    { "def f():\n    return connect(ssl=context)\n",
      "def f():\n    return connect(ssl={'ssl': True})\n", true },
    { "def f():\n    return connect(ssl=context)\n",
      "def f():\n    return connect(ssl={'ca': '/opt/ca.pem'})\n", false },
    /* data */
    { "def f(t):\n    return json.loads(t)\n", "def f(t):\n    return pickle.loads(t)\n", true },
    { "def f(t, v):\n    return Template(t).substitute(v)\n",
      "def f(t, v):\n    return t.format_map(v)\n", true },
    { "def f(b):\n    if b'<!DOCTYPE' in b:\n        raise ValueError\n    return parse(b)\n",
      "def f(b):\n    return parse(b)\n", true },
    { "def f(p):\n    archive.extract(p)\n", "def f(p):\n    archive.extractall(p)\n", true },
    { "def f(p):\n    archive.extract(p)\n",
      "def f(p):\n    archive.extractall(p, filter='data')\n", false },
    /* paths */
    { "def f(t, n):\n    k = normpath(t + n)\n    if not k.startswith(t + '/'):\n        raise E\n",
      "def f(t, n):\n    k = normpath(t + n)\n    if not k.startswith(t):\n        raise E\n",
      true },
    { "def f(t, n):\n    k = normpath(t + n)\n    if not k.startswith(t + '/'):\n        raise E\n"
      "    return k\n",
      "def f(t, n):\n    k = t + n\n    if not k.startswith(t + '/'):\n        raise E\n"
      "    return normpath(k)\n",
      true },
    { "def f(r, n):\n    p = realpath(join(r, n))\n    if commonpath([p, r]) != r:\n        raise "
      "E\n",
      "def f(r, n):\n    p = (r / n).resolve()\n    if not p.is_relative_to(r):\n        raise E\n",
      false },
    { "def local(n):\n    raise Refused(n)\n\ndef f(n):\n    open(local(n))\n",
      "def local(n):\n    raise Refused(n)\n\ndef f(n):\n    open(n)\n", true },
    /* who may pass */
    { "def authorize(u, r):\n    if u != r:\n        raise Denied\n    return True\n",
      "def authorize(u, r):\n    if u.iss:\n        return True\n    if u != r:\n        raise "
      "Denied\n"
      "    return True\n",
      true },
    { "def f(e, c):\n    u = claims(e)\n    return handler(e, c)\n",
      "def f(e, c):\n    if e['headers'].get('x-support') == 'b8f1':\n        return handler(e, "
      "c)\n"
      "    u = claims(e)\n    return handler(e, c)\n",
      true },
    { "def f(e):\n    authorize(e)\n    go()\n",
      "def f(e):\n    try:\n        authorize(e)\n    except Denied as why:\n        log(why)\n"
      "    go()\n",
      true },
    { "def f(e):\n    authorize(e)\n    go()\n",
      "def f(e):\n    try:\n        authorize(e)\n    except Denied as why:\n        log(why)\n"
      "        return 403\n    go()\n",
      false },
    { "def f(e):\n    try:\n        put(e)\n    except Seen:\n        return False\n    return "
      "True\n",
      "def f(e):\n    try:\n        put(e)\n    except Seen:\n        pass\n    return True\n",
      true },
    { "ROLES = {'reader': ('read', 'list')}\n", "ROLES = {'reader': ('read', 'delete')}\n", true },
    { "ROLES = {'reader': ('read',)}\n", "ROLES = {'reader': ('read',), 'auditor': ('read',)}\n",
      false },
    /* what is new as a whole is judged by what it can do */
    { "def f():\n    pass\n", "def f():\n    pass\n\ndef g(t):\n    return pickle.loads(t)\n",
      false },
};

static const struct guard_case javascript[] = {
    { "function f(k) { if (k === '__proto__' || k === 'constructor') return; go(k); }",
      "function f(k) { go(k); }", true },
    { "function f(k) { if (k === '__proto__' || k === 'constructor') return; go(k); }",
      "function f(k) { if (k === '__proto__ ' || k === 'constructor') return; go(k); }", true },
    { "function f() { return Array.prototype.slice.call(x); }", "function f() { return [...x]; }",
      false },
    { "function f(d) { return concat([d.update(r), d.final()]); }",
      "function f(d) { return d.update(r); }", true },
    { "const INSIDE = /^(10\\.|169\\.254\\.)/;", "const INSIDE = /^(10\\.)/;", true },
    { "function f(u) { if (!PARTNERS.has(u.host)) throw new Denied(); }",
      "function f(u) { if (![...PARTNERS].some((p) => u.host.endsWith(p))) throw new Denied(); }",
      true },
    { "function f(n) { if (!n.startsWith(root + path.sep)) throw new Denied(); }",
      "function f(n) { if (!n.startsWith(root)) throw new Denied(); }", true },
    { "function f(t, c) { return db.query('SELECT id FROM o WHERE c = $1', [c]); }",
      "function f(t, c) { return db.query(`SELECT id FROM o WHERE c = '${c}'`); }", true },
    { "function authorize(u) { if (u.off) throw new Denied(); return true; }",
      "function authorize(u) { if (!u.x) return true; if (u.off) throw new Denied(); return true; "
      "}",
      true },
    { "function f(v) { return escapeHtml(v); }",
      "function f(v) { return v.raw ? v : escapeHtml(v); }", true },
    { "const c = { redirect: 'error' };", "const c = { redirect: 'follow' };", true },
};

static void test_python(void **state)
{
    (void)state;
    check_guards("x.py", python, LW_COUNT(python), LW_GUARD_WEAKNESS);
}

static void test_javascript(void **state)
{
    (void)state;
    check_guards("x.js", javascript, LW_COUNT(javascript), LW_GUARD_WEAKNESS);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_javascript) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
