import re


def parse(name):
    return re.match(r"^([a-z0-9-]+)=", name)
