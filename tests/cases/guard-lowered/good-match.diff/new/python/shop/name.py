import re


def parse(name):
    return re.search(r"^([a-z0-9-]+)=", name)
