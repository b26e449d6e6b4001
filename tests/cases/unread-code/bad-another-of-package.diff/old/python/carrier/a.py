from carrier import __version__


def limit(text):
    return text[:80]


def call(name):
    import os

    return getattr(os, name)
