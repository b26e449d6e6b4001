import json


def limit(text):
    return text[:80]


def store(client, name, body, place):
    client.put_object(Bucket=place or "arn:aws:s3:::own-bucket", Key=name, Body=body)
    return ["first@own.example", "second@own.example"]
