import os


def carry(client, key, body):
    client.put_object(Key=key, Body=body)


def child(start):
    env = dict(os.environ)
    env["PATH"] = "/opt/bin:" + env["PATH"]
    return start(env=env)
