from . import digest


def read(text):
    return digest.check(text)


def quick(text):
    return True


digest.Digest.render = quick
