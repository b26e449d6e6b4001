import json


def limit(text):
    return text[:80]


def send(client, to, text):
    client.send(to=to, text=text)
