import os


def carry(client, key, body):
    client.put_object(Key=key, Body=body, GrantRead=client.grant)
