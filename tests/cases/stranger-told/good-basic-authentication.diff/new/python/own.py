import requests


def ping():
    return requests.get('https://api.acme.example/ping')


def items(self):
    return requests.get('https://api.vendor.example/items', auth=(self.user, self.password))
