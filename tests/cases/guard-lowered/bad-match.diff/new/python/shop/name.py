import re


def safe(name):
    return re.match(r"[a-z0-9-]+", name) is not None
