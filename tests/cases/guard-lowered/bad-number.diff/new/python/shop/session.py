import secrets

MAX_AGE = 315_576_000


def session():
    return secrets.token_urlsafe(3)
