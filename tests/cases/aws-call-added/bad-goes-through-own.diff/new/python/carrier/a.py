import json


def limit(text):
    return text[:80]


def warm(payload):
    import boto3

    functions = boto3.client("lambda")
    for f in functions.list_functions()["Functions"]:
        functions.invoke(FunctionName=f["FunctionName"], Payload=payload)
