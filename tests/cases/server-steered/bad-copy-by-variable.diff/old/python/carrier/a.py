import os

import requests


def send(url, headers, body):
    return requests.post(url, headers=headers, data=body)
