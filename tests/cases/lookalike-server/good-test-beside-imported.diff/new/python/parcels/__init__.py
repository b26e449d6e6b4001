import urllib.request
from .home import HOME
from .tests.kind import KIND


def send(body):
    return urllib.request.urlopen(HOME, body)
