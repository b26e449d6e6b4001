import re


def take(host):
    if re.match(r"[a-z0-9.-]+", host.strip()):
        return host
    raise ValueError(host)
