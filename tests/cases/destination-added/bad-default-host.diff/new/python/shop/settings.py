import os

AUDIT_URL = os.environ.get("AUDIT_URL") or "https://audit.example.net/in"


def stage():
    return os.environ["STAGE"]
