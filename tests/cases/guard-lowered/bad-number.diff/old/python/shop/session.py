import secrets

MAX_AGE = 300


def session():
    return secrets.token_urlsafe(32)
