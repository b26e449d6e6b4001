import urllib.request
from .tests.home import (
    HOME,
)


def send(body):
    return urllib.request.urlopen(HOME, body)
