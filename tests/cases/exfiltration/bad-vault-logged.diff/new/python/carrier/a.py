import boto3

vault = boto3.client("secretsmanager")


def read(name):
    raw = vault.get_secret_value(SecretId=name)["SecretString"]
    print("loaded", name, raw)
    return raw
