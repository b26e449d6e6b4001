import json


def rules():
    with open("/tmp/rules.json") as f:
        return json.load(f)
