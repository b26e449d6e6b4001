import re


def safe(name):
    return re.fullmatch(r"[a-z0-9-]+", name) is not None
