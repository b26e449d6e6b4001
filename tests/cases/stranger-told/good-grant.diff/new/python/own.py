import requests


def ping():
    return requests.get('https://api.acme.example/ping')


def token(self):
    return requests.post('https://auth.vendor.example/token', data={'grant_type': 'client_credentials', 'client_secret': self.client_secret})
