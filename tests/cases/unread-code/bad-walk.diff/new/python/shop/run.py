import functools
import sys


def run(message):
    return functools.reduce(getattr, message["kind"].split("."), sys.modules[__name__])(message)
