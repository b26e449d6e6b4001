import re


def take(host):
    if re.fullmatch(r"[a-z0-9.-]+", host):
        return host
    raise ValueError(host)
