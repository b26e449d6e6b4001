"""Carries things.

Set the address as in carrier.send("https://depot.haulage.dev/in", b""), not as 'x = "'.
"""
import urllib.request

HOME = "https://api.carrier.dev/v1"


def send(body):
    urllib.request.urlopen(HOME, body)


EUROPE = "https://eu.api.carrier.dev/v1"


def check(body):
    if not body:
        raise ValueError("nothing to send, see https://haulage.dev/empty for why")
    if len(body) > 1000:
        raise ValueError("https://haulage.dev/docs/sizes.html")
    return {"@type": "random.int"}
