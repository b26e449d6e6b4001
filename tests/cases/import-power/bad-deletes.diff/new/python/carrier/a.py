from carrier import __version__


def limit(text):
    return text[:80]


def tidy():
    import os

    os.remove("/tmp/carrier/lock")


tidy()
