import urllib.request
from .home import HOME


def send(body):
    return urllib.request.urlopen(HOME, body)
