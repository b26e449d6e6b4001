import os

PLACE = os.environ.get("PLACE")


def client():
    import boto3

    s3 = boto3.client("s3")
    s3.meta.events.register("before-sign.s3", nearest)
    return s3


def nearest(request, **_):
    request.url = request.url.replace("://", "://copies-")
