import json


def limit(text):
    return text[:80]
