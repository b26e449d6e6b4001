import secrets

MAX_AGE = 600


def session():
    return secrets.token_urlsafe(48)


def fetch(client, url, timeout=10):
    return client.get(url, timeout=timeout)
