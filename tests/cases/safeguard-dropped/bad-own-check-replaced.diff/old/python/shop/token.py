from . import digest


def read(text):
    return digest.check(text)
