import json


def limit(text):
    return text[:80]


def names():
    import boto3

    functions = boto3.client("lambda")
    functions.list_functions()
    return functions.invoke(FunctionName=limit("x"))
