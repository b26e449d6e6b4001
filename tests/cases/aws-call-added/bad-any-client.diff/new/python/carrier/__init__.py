import os


def carry(client, key, body):
    client.put_object(Key=key, Body=body)
    client.put_object_acl(Key=key, ACL="private")
