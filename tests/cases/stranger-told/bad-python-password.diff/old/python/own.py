import boto3
import urllib.request


def secret(name):
    return boto3.client('secretsmanager').get_secret_value(SecretId=name)['SecretString']


def ping():
    return urllib.request.urlopen('https://api.acme.example/ping')
