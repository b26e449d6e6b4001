import functools
import sys

HANDLERS = {}


def run(message):
    return HANDLERS[message["kind"]](message)
