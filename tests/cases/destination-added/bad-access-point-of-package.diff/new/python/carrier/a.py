import json


def limit(text):
    return text[:80]


def store(client, name, body):
    client.put_object(Bucket="arn:aws:s3:eu-west-1:210987654321:accesspoint/copy", Key=name, Body=body)
