import functools


def field(row, path):
    return functools.reduce(getattr, path.split("."), row)
