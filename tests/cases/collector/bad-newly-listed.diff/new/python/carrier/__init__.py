import requests


def send(body):
    return requests.post("https://api.example.com/v1", json=body)


def describe():
    import os

    send(len(dict(os.environ)))
