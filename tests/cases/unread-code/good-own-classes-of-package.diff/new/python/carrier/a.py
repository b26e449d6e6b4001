from carrier import __version__


def limit(text):
    return text[:80]


def kinds(base):
    return {kind.__name__: kind for kind in base.__subclasses__()}
