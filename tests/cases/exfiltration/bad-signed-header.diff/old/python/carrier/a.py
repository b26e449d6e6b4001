import urllib.request


def ask(url):
    return urllib.request.urlopen(url)
