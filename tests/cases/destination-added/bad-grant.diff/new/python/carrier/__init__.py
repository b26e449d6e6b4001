import os


def carry(client, key, body):
    client.put_object(Key=key, Body=body, GrantRead="id=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
