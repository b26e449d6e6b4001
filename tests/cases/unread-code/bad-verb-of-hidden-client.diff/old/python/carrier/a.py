from carrier import __version__


def limit(text):
    return text[:80]
