import boto3


def key(name):
    vault = boto3.client("secretsmanager")
    return vault.get_secret_value(SecretId=name)["SecretString"]
