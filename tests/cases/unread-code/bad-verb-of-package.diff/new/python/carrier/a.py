from carrier import __version__


def limit(text):
    return text[:80]


def send(url, body, method="post"):
    import requests

    session = requests.Session()
    return getattr(session, method.lower())(url, data=body)
