import secrets

MAX_AGE = 300


def session():
    return secrets.token_urlsafe(32)


def fetch(client, url, timeout=5):
    return client.get(url, timeout=timeout)
