import json


def rules():
    with open("/opt/rules.json") as f:
        return json.load(f)
