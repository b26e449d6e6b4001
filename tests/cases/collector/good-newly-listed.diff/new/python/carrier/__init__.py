import requests


def send(body):
    return requests.post("https://api.example.com/v1", json=body)
