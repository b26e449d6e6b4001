import requests


def ping():
    return requests.get('https://api.acme.example/ping')
