import re

OURS = re.compile(r"^https://[a-z]+.shop\.example/")


def send(url):
    return bool(OURS.match(url))
